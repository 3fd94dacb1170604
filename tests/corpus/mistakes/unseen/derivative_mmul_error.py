# exercise: 1
# source: ravikchi/MultiLayerPerceptron (Java, ND4J), commit 5e1885d "fixed Issues with deltaChange", NNLayer.java and XORDNNLearning.java: the delta of a layer was output.transpose().mmul(error), one number, and every row of the weight and bias changes was made with it; it became a product element by element, and row j uses deltaY.getRow(j)
# mistake: The derivatives of the activations and the errors of a layer are multiplied as row times column, so all neurons of the layer get the same delta, the sum of the products.
# lines: 39, 49, 50
# crash: no
# first wrong: DW[2]
import numpy as np


class ReluAF:
    def output(self, x):
        return np.maximum(x, 0.0)

    def derivative(self, x):
        return np.where(x > 0, 1.0, 0.0)


class LinearAF:
    def output(self, x):
        return x

    def derivative(self, x):
        return np.ones(x.shape)


class NNLayer:
    def __init__(self, activationFunction, weights, bias):
        self.activationFunction = activationFunction
        self.weights = weights
        self.bias = bias

    def getOutput(self, input):
        return self.activationFunction.output(self.weights.dot(input) + self.bias)

    def getDelta(self, input, error):
        output = self.weights.dot(input)
        output = output + self.bias
        output = self.activationFunction.derivative(output)
        return output.T.dot(error)

    def getError(self, delta):
        return (self.weights * delta).sum(axis=0).reshape(-1, 1)


def getDeltaChange(layer, input, delta):
    deltaWeights = np.zeros(layer.weights.shape)
    deltaBias = np.zeros(layer.bias.shape)
    for j in range(deltaWeights.shape[0]):
        deltaWeights[j] = input.T * delta
        deltaBias[j] = delta
    return deltaWeights, deltaBias


def exercise1(W, B, A, Y, T):
    layers = []
    for i in range(4):
        af = ReluAF() if i < 3 else LinearAF()
        layers.append(NNLayer(af, W[i].T, B[i].reshape(-1, 1)))
    DW = [np.zeros(w.shape) for w in W]
    DB = [np.zeros(b.shape) for b in B]
    for x, desOutput in zip(A[0], T):
        inputs = [x.reshape(-1, 1)]
        for layer in layers:
            inputs.append(layer.getOutput(inputs[-1]))
        error = 2.0 * (inputs[-1] - desOutput) / len(T)
        for i in (3, 2, 1, 0):
            delta = layers[i].getDelta(inputs[i], error)
            deltaWeights, deltaBias = getDeltaChange(layers[i], inputs[i], delta)
            DW[i] += deltaWeights.T
            DB[i] += deltaBias[:, 0]
            error = layers[i].getError(delta)
    return DW, DB
