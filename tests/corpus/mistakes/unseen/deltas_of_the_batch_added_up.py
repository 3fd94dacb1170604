# exercise: 1
# source: snurkabill/neural-networks (Java), commit 9cce777 'fixed minibatch training', BatchFeedForwardNetwork.java, calcGradients: gradients[i][j] += ... over the samples of a batch, where the sum over the next layer takes its added-up gradients; BackPropagative.java multiplies them with neuronOutputValues once, when the batch is full
# mistake: The deltas are added up over the samples and passed on in this state, and the product with the outputs of the layer before is made only once, with the outputs of the last sample.
# lines: 55
# crash: no
# first wrong: DW[3]
class BatchFeedForwardNetwork:
    def __init__(self, weights, biases):
        self.weights = weights
        self.biases = biases
        self.topology = [len(weights[0])] + [len(b) for b in biases]
        self.last = len(self.topology) - 1
        self.gradients = [[0.0] * n for n in self.topology]
        self.deltaWeights = [[[0.0] * len(row) for row in w] for w in weights]
        self.deltaBiases = [[0.0] * len(b) for b in biases]

    def feedForward(self, inputs):
        self.outputs = [list(inputs)]
        for i in range(self.last):
            values = []
            for j in range(self.topology[i + 1]):
                net = self.biases[i][j]
                for k in range(self.topology[i]):
                    net += self.outputs[i][k] * self.weights[i][k][j]
                values.append(net if i + 1 == self.last else max(net, 0.0))
            self.outputs.append(values)

    def clearGradients(self):
        self.gradients = [[0.0] * n for n in self.topology]

    def calcGradients(self, targets, count):
        for j in range(self.topology[self.last]):
            self.gradients[self.last][j] += 2 * (self.outputs[self.last][j] - targets[j]) / count
        for i in range(self.last - 1, 0, -1):
            for j in range(self.topology[i]):
                total = 0.0
                for k in range(self.topology[i + 1]):
                    total += self.weights[i][j][k] * self.gradients[i + 1][k]
                self.gradients[i][j] += total if self.outputs[i][j] > 0 else 0.0

    def weightsCalculation(self):
        for i in range(self.last, 0, -1):
            for j in range(self.topology[i]):
                for k in range(self.topology[i - 1]):
                    self.deltaWeights[i - 1][k][j] += self.outputs[i - 1][k] * self.gradients[i][j]
                self.deltaBiases[i - 1][j] += self.gradients[i][j]
        self.clearGradients()


def exercise1(W, B, A, Y, T):
    network = BatchFeedForwardNetwork([w.tolist() for w in W], [b.tolist() for b in B])
    for inputs, targets in zip(A[0].tolist(), T.tolist()):
        network.feedForward(inputs)
        network.calcGradients(targets, len(T))
    network.weightsCalculation()
    return network.deltaWeights, network.deltaBiases
