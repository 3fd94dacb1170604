# exercise: 1
# source: ravikchi/MultiLayerPerceptron (Java, ND4J), commit 5e1885d "fixed Issues with deltaChange", NNLayer.java, getDelta: output.transpose().mmul(error) became an elementwise product of the two columns (and the rows of the weight change take their own delta)
# mistake: The delta of a layer is the dot product of derivative and error, one number for the whole layer, instead of their elementwise product; all neurons of the layer get the same change.
# lines: 37
# crash: no
# first wrong: DW[2]
import numpy as np

class ReluAF:
    def apply(self, v):
        return np.maximum(v, 0.0)

    def derivative(self, v):
        return np.where(v > 0, 1.0, 0.0)

class LinearAF:
    def apply(self, v):
        return v

    def derivative(self, v):
        return np.ones_like(v)

class NNLayer:
    def __init__(self, activationFunction, weights, bias):
        self.activationFunction = activationFunction
        self.weights = weights
        self.bias = bias
        self.deltaWeights = np.zeros(weights.shape)
        self.deltaBias = np.zeros(bias.shape)

    def getOutput(self, input):
        return self.activationFunction.apply(self.weights.dot(input) + self.bias)

    def getDelta(self, input, error):
        output = self.weights.dot(input) + self.bias
        output = self.activationFunction.derivative(output)
        return np.dot(output, error)

    def update(self, input, error):
        delta = self.getDelta(input, error)
        self.deltaWeights += np.outer(delta, input)
        self.deltaBias += delta
        return (self.weights.T * delta).sum(axis=1)

def exercise1(W, B, A, Y, T):
    layers = [NNLayer(LinearAF() if i == 3 else ReluAF(), W[i].T, B[i]) for i in range(4)]
    for input, desOutput in zip(A[0], T):
        inputs = [input]
        for layer in layers:
            inputs.append(layer.getOutput(inputs[-1]))
        error = 2 * (inputs.pop() - desOutput) / len(T)
        for layer in reversed(layers):
            error = layer.update(inputs.pop(), error)
    return [layer.deltaWeights.T for layer in layers], [layer.deltaBias for layer in layers]
