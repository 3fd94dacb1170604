# exercise: 1
# source: fgiannesini/NeuralNetwork (Java), commit 8d4cf89 'Correct identity applyer derivate formula': IdentityFunctionApplier.derivate returned input.dup(), now DoubleMatrix.ones(input.rows, input.columns)
# mistake: The derivative of the identity, the activation of the output layer, returns its input instead of ones.
# lines: 23
# crash: no
# first wrong: DW[3]
import numpy as np


class ReluFunctionApplier:
    def apply(self, input):
        return np.maximum(input, 0)

    def derivate(self, input):
        return np.where(input > 0, 1.0, 0.0)


class IdentityFunctionApplier:
    def apply(self, input):
        return input.copy()

    def derivate(self, input):
        return input.copy()


class Layer:
    def __init__(self, weightMatrix, activationFunction):
        self.weightMatrix = weightMatrix
        self.activationFunction = activationFunction


class GradientDescent:
    def __init__(self, layers):
        self.layers = layers

    def computeWeightCorrection(self, aPrevious, dz, inputCount):
        return aPrevious.dot(dz.T) / inputCount

    def computeBiasCorrection(self, dz, inputCount):
        return dz.sum(axis=1) / inputCount

    def learn(self, aLayerResults, y):
        inputCount = y.shape[1]
        corrections = []
        last = len(self.layers) - 1
        a = aLayerResults[last + 1]
        dz = 2 * (a - y) * self.layers[last].activationFunction.derivate(a)
        for index in range(last, -1, -1):
            if index < last:
                a = aLayerResults[index + 1]
                dz = self.layers[index + 1].weightMatrix.dot(dz)
                dz = dz * self.layers[index].activationFunction.derivate(a)
            corrections.append((
                self.computeWeightCorrection(aLayerResults[index], dz, inputCount),
                self.computeBiasCorrection(dz, inputCount),
            ))
        corrections.reverse()
        return corrections


def exercise1(W, B, A, Y, T):
    layers = [Layer(w, ReluFunctionApplier()) for w in W[:-1]]
    layers.append(Layer(W[-1], IdentityFunctionApplier()))
    corrections = GradientDescent(layers).learn([a.T for a in A] + [Y.T], T.T)
    return [c[0] for c in corrections], [c[1] for c in corrections]
