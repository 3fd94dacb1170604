# exercise: 1
# source: TechnoChimp2000/Go-Feedforward-Neural-Network (Go), commit 013548a 'Fix some bugs', network/network.go, propagate: result += inputConnection.From.output + inputConnection.Weight became From.output * Weight
# mistake: In the forward pass the output of a neuron and the weight are added instead of multiplied, so all outputs that the backward pass uses are wrong.
# lines: 32
# crash: no
# first wrong: DW[3]
class Connection:
    def __init__(self, from_, to, weight):
        self.From, self.To, self.weight, self.delta = from_, to, weight, 0.0

class Neuron:
    def __init__(self, bias=0.0):
        self.bias, self.bias_delta = bias, 0.0
        self.input_connections, self.connected_to = [], []
        self.output = self.error = 0.0

class NeuralNetwork:
    def __init__(self, W, B):
        self.layers = [[Neuron() for _ in W[0]]]
        for w, b in zip(W, B):
            layer = [Neuron(bias) for bias in b]
            for k, neuron in enumerate(layer):
                for i, previous in enumerate(self.layers[-1]):
                    connection = Connection(previous, neuron, w[i][k])
                    neuron.input_connections.append(connection)
                    previous.connected_to.append(connection)
            self.layers.append(layer)

    def propagate(self, input_connections):
        result = 0.0
        for c in input_connections:
            result += c.From.output + c.weight
        return result

    def feed_forward(self, sample):
        for neuron, value in zip(self.layers[0], sample):
            neuron.output = value
        for layer in self.layers[1:]:
            for neuron in layer:
                z = self.propagate(neuron.input_connections) + neuron.bias
                neuron.output = z if layer is self.layers[-1] else max(z, 0.0)

    def back_propagate(self, target, samples):
        for layer in self.layers[:0:-1]:
            for n, neuron in enumerate(layer):
                if layer is self.layers[-1]:
                    neuron.error = 2 * (neuron.output - target[n]) / samples
                else:
                    neuron.error = sum(c.To.error * c.weight for c in neuron.connected_to) * (neuron.output > 0)
                neuron.bias_delta += neuron.error
                for c in neuron.input_connections:
                    c.delta += neuron.error * c.From.output

def exercise1(W, B, A, Y, T):
    network = NeuralNetwork(W, B)
    for sample, target in zip(A[0], T):
        network.feed_forward(sample)
        network.back_propagate(target, len(T))
    DW = [[[c.delta for c in n.connected_to] for n in layer] for layer in network.layers[:-1]]
    return DW, [[n.bias_delta for n in layer] for layer in network.layers[1:]]
