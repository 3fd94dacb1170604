# exercise: 1
# source: mmalotky/neural-network (Java, neurons and synapses), commit e1ec4ac 'update error before weights', models/Network.java, reverse: in the loop over the synapses of a neuron the new weight was set first and the error of the neuron was made with it; the two steps changed places
# mistake: The weight of a synapse is changed before the error of the neuron below is computed, so the error goes back through the new weight.
# lines: 55, 56, 57
# crash: no
# first wrong: DW[2]
from numpy import zeros_like


class Synapse:
    def __init__(self, receiver, weight):
        self.receiver, self.weight, self.last_out = receiver, weight, 0.0

    def fire(self, out):
        self.last_out = out
        self.receiver.sum += out * self.weight


class Neuron:
    def __init__(self, bias=0.0):
        self.bias = self.sum = bias
        self.connections = []
        self.error_by_state = 0.0

    def fire(self, out):
        for synapse in self.connections:
            synapse.fire(out)


class Network:
    learning_rate = 0.5

    def __init__(self, W, B):
        self.layers = [[Neuron() for _ in W[0]]] + [[Neuron(b) for b in bias] for bias in B]
        for w, low, high in zip(W, self.layers, self.layers[1:]):
            for neuron, row in zip(low, w):
                neuron.connections = [Synapse(receiver, weight) for receiver, weight in zip(high, row)]

    def forward(self, states):
        for neuron, state in zip(self.layers[0], states):
            neuron.sum = state
            neuron.fire(state)
        for layer in self.layers[1:]:
            for neuron in layer:
                neuron.fire(max(neuron.sum, 0.0))
        return self.layers[-1][0].sum

    def reverse(self, error):
        self.layers[-1][0].error_by_state = error
        for layer in reversed(self.layers[:-1]):
            for neuron in layer:
                active = 1.0 if neuron.sum > 0.0 else 0.0
                error_by_state = 0.0
                for synapse in neuron.connections:
                    change = synapse.receiver.error_by_state * synapse.last_out
                    synapse.weight -= self.learning_rate * change
                    error_by_state += synapse.receiver.error_by_state * synapse.weight * active
                neuron.error_by_state = error_by_state


def exercise1(W, B, A, Y, T):
    DW, DB = [zeros_like(w) for w in W], [zeros_like(b) for b in B]
    for states, target in zip(A[0], T[:, 0]):
        network = Network(W, B)
        result = network.forward(states)
        network.reverse(2.0 * (result - target) / len(T))
        for l in range(4):
            new = [[s.weight for s in neuron.connections] for neuron in network.layers[l]]
            DW[l] += (W[l] - new) / network.learning_rate
            DB[l] += [neuron.error_by_state for neuron in network.layers[l + 1]]
    return DW, DB
