# exercise: 1
# source: hhullen/Multilayer-Perceptron (C++), commit 941fdbc "graph test", g_perceptron.cc: after the weighted errors of the layer to the right were summed up, stood error *= SigmoidDerivative(error), which became SigmoidDerivative of the value of the neuron
# mistake: The derivative of the activation function is taken at the error that was just summed up, not at the value of the neuron.
# lines: 44
# crash: no
# first wrong: DW[2]
class GNeuron:
    def __init__(self, weights=(), bias=0.0):
        self.weights = weights
        self.bias = bias
        self.value = 0.0
        self.error = 0.0


def relu_derivative(value):
    return 1.0 if value > 0 else 0.0


class GPerceptron:
    def __init__(self, W, B):
        self.layers = [[GNeuron() for _ in range(len(W[0]))]]
        for w, b in zip(W, B):
            self.layers.append([GNeuron(w[:, j], b[j]) for j in range(len(b))])

    def run(self, sample):
        for neuron, value in zip(self.layers[0], sample):
            neuron.value = value
        for i in range(1, len(self.layers)):
            for neuron in self.layers[i]:
                total = neuron.bias
                for left, weight in zip(self.layers[i - 1], neuron.weights):
                    total += left.value * weight
                neuron.value = max(total, 0.0) if i < len(self.layers) - 1 else total

    def output_error(self, target, samples):
        for neuron, expected in zip(self.layers[-1], target):
            neuron.error = 2 * (neuron.value - expected) / samples

    def hidden_error(self, layer, layer_r):
        for i in range(len(layer)):
            error = 0.0
            for right in layer_r:
                error += right.error * right.weights[i]
            error *= relu_derivative(error)
            layer[i].error = error


def exercise1(W, B, A, Y, T):
    net = GPerceptron(W, B)
    DW = [0 * w for w in W]
    DB = [0 * b for b in B]
    for sample, target in zip(A[0], T):
        net.run(sample)
        net.output_error(target, len(T))
        for i in range(len(net.layers) - 2, 0, -1):
            net.hidden_error(net.layers[i], net.layers[i + 1])
        for i in range(1, len(net.layers)):
            for j, neuron in enumerate(net.layers[i]):
                for k, left in enumerate(net.layers[i - 1]):
                    DW[i - 1][k, j] += neuron.error * left.value
                DB[i - 1][j] += neuron.error
    return DW, DB
