# exercise: 1
# source: ThugPigeon653/NN-from-scratch (Python), commit 7bebc0a "bug fix: relu derivative", linear-fixed-intercept/main.py, relu_prime: inputs[i]=0 in both branches; it became 1 in the first
# mistake: The derivative of ReLU is 0 for positive inputs too, so no gradient reaches the hidden layers.
# lines: 21
# crash: no
# first wrong: DW[2]
class Network:
    def __init__(self, weights, biases, activations):
        self.weights = weights
        self.biases = biases
        self.x = activations
        self.layer_count = len(weights)

    def apply_weight(self, input_data, layerId):
        return (input_data @ self.weights[layerId] + self.biases[layerId]).tolist()

    def relu_prime(self, inputs):
        i = 0
        while i < len(inputs):
            if inputs[i] > 0:
                inputs[i] = 0
            else:
                inputs[i] = 0
            i += 1
        return inputs

    def back_propagate(self, sample, error):
        for layerId in range(self.layer_count - 1, -1, -1):
            z = self.apply_weight(self.x[layerId][sample], layerId)
            if layerId < self.layer_count - 1:
                z = self.relu_prime(z)
            else:
                z = [1] * len(z)
            this_del = [e * d for e, d in zip(error, z)]
            error = [0] * len(self.weights[layerId])
            for fromNode in range(len(self.weights[layerId])):
                for toNode in range(len(this_del)):
                    error[fromNode] += this_del[toNode] * self.weights[layerId][fromNode][toNode]
                    self.dw[layerId][fromNode][toNode] += this_del[toNode] * self.x[layerId][sample][fromNode]
            for toNode in range(len(this_del)):
                self.db[layerId][toNode] += this_del[toNode]

    def train(self, output, expected_result):
        self.dw = [0 * w for w in self.weights]
        self.db = [0 * b for b in self.biases]
        for sample in range(len(output)):
            error = [2 * (y - t) / len(output) for y, t in zip(output[sample], expected_result[sample])]
            self.back_propagate(sample, error)


def exercise1(W, B, A, Y, T):
    nn = Network(W, B, A)
    nn.train(Y, T)
    return nn.dw, nn.db
