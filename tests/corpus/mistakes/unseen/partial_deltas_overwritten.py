# exercise: 1
# source: patrikeh/go-deep (Go), commit ba381cc "correct batch training", training/batchTrainer.go: partialDeltas[wid][i][j][k] = deltas * In became +=; the partial deltas of all examples of a batch are to be summed before the weights change
# mistake: The products of delta and input are assigned for each example of the batch, not added, so only the last example is left.
# lines: 51
# crash: no
# first wrong: DW[3]
class Synapse:
    def __init__(self, weight):
        self.weight = weight
        self.value = 0.0


class Neuron:
    def __init__(self, weights, linear):
        self.inputs = [Synapse(w) for w in weights]
        self.linear = linear

    def fire(self, values):
        for synapse, value in zip(self.inputs, values):
            synapse.value = value
        total = sum(s.weight * s.value for s in self.inputs)
        self.value = total if self.linear else max(total, 0.0)
        return self.value

    def d_activate(self, y):
        return 1.0 if self.linear or y > 0 else 0.0


class BatchTrainer:
    def __init__(self, layers):
        self.layers = layers
        self.deltas = [[0.0 for _ in l] for l in layers]
        self.partial_deltas = [[[0.0 for _ in n.inputs] for n in l] for l in layers]

    def forward(self, values):
        for l in self.layers:
            values = [n.fire([*values, 1.0]) for n in l]

    def calculate_deltas(self, ideal, batch_size):
        for j, n in enumerate(self.layers[-1]):
            self.deltas[-1][j] = n.d_activate(n.value) * 2 * (n.value - ideal[j]) / batch_size
        for i in range(len(self.layers) - 2, -1, -1):
            for j, n in enumerate(self.layers[i]):
                total = 0.0
                for k, following in enumerate(self.layers[i + 1]):
                    total += following.inputs[j].weight * self.deltas[i + 1][k]
                self.deltas[i][j] = n.d_activate(n.value) * total
        for i, l in enumerate(self.layers):
            for j, n in enumerate(l):
                for k, synapse in enumerate(n.inputs):
                    self.partial_deltas[i][j][k] = self.deltas[i][j] * synapse.value


def exercise1(W, B, A, Y, T):
    layers = [[Neuron([*w[:, j], b[j]], w is W[-1]) for j in range(len(b))] for w, b in zip(W, B)]
    trainer = BatchTrainer(layers)
    for sample, ideal in zip(A[0], T):
        trainer.forward(sample)
        trainer.calculate_deltas(ideal, len(T))
    DW = [[[p[k] for p in l] for k in range(len(l[0]) - 1)] for l in trainer.partial_deltas]
    return DW, [[p[-1] for p in l] for l in trainer.partial_deltas]
