# exercise: 1
# source: davidrmiller/neural2d, issue 36 "Error in a comment." (C++): the sum of the product of the primary outputs times their weights, should be "the primary gradient"
# mistake: A hidden neuron sums the outputs of the next layer times the weights, where the gradients of the next layer are meant.
# lines: 25
# crash: no
# first wrong: DW[2]
class Connection:
    def __init__(self, source, target, weight):
        self.source, self.target, self.weight = source, target, weight
        self.slope = 0.0


class Neuron:
    def __init__(self, output):
        self.output = output
        self.gradient = 0.0
        self.back, self.forward = [], []

    def calcOutputGradient(self, target, count):
        self.gradient = 2.0 * (self.output - target) / count

    def calcHiddenGradient(self):
        total = 0.0
        for c in self.forward:
            total += c.weight * c.target.output
        self.gradient = total if self.output > 0 else 0.0


def wire(lower, upper, weights):
    table = []
    for i, source in enumerate(lower):
        row = []
        for j, target in enumerate(upper):
            c = Connection(source, target, weights[i, j])
            source.forward.append(c)
            target.back.append(c)
            row.append(c)
        table.append(row)
    return table


def exercise1(W, B, A, Y, T):
    DW = [0 * w for w in W]
    DB = [0 * b for b in B]
    for s in range(len(T)):
        layers = [[Neuron(v) for v in a[s]] for a in A + [Y]]
        tables = [wire(layers[k], layers[k + 1], W[k]) for k in range(len(W))]
        for neuron, t in zip(layers[-1], T[s]):
            neuron.calcOutputGradient(t, T.size)
        for layer in layers[-2:0:-1]:
            for neuron in layer:
                neuron.calcHiddenGradient()
        for k, table in enumerate(tables):
            for i, row in enumerate(table):
                for j, c in enumerate(row):
                    DW[k][i, j] += c.source.output * c.target.gradient
            for j, neuron in enumerate(layers[k + 1]):
                DB[k][j] += neuron.gradient
    return DW, DB
