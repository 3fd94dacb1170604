# exercise: 1
# source: tiadams/java-neural-networks (Java), commit f941316 "Delay updating of synapse weights until after backward pass", OutputNeuron.java and HiddenNeuron.java: backprop() called synapse.updateWeight(...) at once; it became an entry in a map of weight changes, which the network applies when all deltas are known
# mistake: Each neuron changes the weights of its input synapses while the pass is still going down, so that the neurons below compute their deltas with the changed weights.
# lines: 27
# crash: no
# first wrong: DW[2]
import numpy as np

LEARNING_RATE = 0.05

class Synapse:
    def __init__(self, source, target, weight):
        self.source, self.target = source, target
        self.weight = self.first_weight = weight
        source.out_synapses.append(self)
        target.inputs.append(self)

class Neuron:
    def __init__(self):
        self.inputs, self.out_synapses = [], []
        self.updates = {}
        self.output = 1.0
        self.last_delta = 0.0

    def backprop(self):
        for synapse in self.inputs:
            synapse.weight += LEARNING_RATE * self.last_delta * synapse.source.output

    def apply_synapse_weight_updates(self):
        for synapse, change in self.updates.items():
            synapse.weight += change

    def calc_delta(self):
        weighted = sum(s.target.last_delta * s.weight for s in self.out_synapses)
        self.last_delta = weighted * (1.0 if self.output > 0 else 0.0)

def exercise1(W, B, A, Y, T):
    DW, DB = [np.zeros(w.shape) for w in W], [np.zeros(b.shape) for b in B]
    for s in range(len(T)):
        layers = [[Neuron() for _ in range(w.shape[0])] for w in W] + [[Neuron()]]
        synapses = {}
        for l in range(4):
            bias = Neuron()
            for j, target in enumerate(layers[l + 1]):
                for i, source in enumerate(layers[l]):
                    source.output = A[l][s, i]
                    synapses[l, i, j] = Synapse(source, target, W[l][i, j])
                synapses[l, -1, j] = Synapse(bias, target, B[l][j])
        layers[4][0].last_delta = 2 * (T[s, 0] - Y[s, 0]) / len(T)
        for l in (4, 3, 2, 1):
            for neuron in layers[l]:
                if l < 4:
                    neuron.calc_delta()
                neuron.backprop()
        for layer in layers:
            for neuron in layer:
                neuron.apply_synapse_weight_updates()
        for (l, i, j), synapse in synapses.items():
            change = (synapse.first_weight - synapse.weight) / LEARNING_RATE
            if i < 0:
                DB[l][j] += change
            else:
                DW[l][i, j] += change
    return DW, DB
