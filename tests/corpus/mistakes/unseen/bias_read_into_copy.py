# exercise: 1
# source: bobye/neuron (Scala), commit dcf3d40 'Fixed a bug in assignment of b', MatrixNeuralNetwork.scala, setWeights: w(W, b.vec()) became w(W, tmp); w(b, tmp)
# mistake: The bias is read out of the weight vector into a flattened copy of itself, so the layer keeps its bias of zero.
# lines: 27
# crash: no
# first wrong: DW[3]
import numpy as np

class WeightVector:
    def __init__(self, data):
        self.data = data
        self.ptr = 0

    def read(self, *parts):
        for part in parts:
            part[...] = self.data[self.ptr:self.ptr + part.size].reshape(part.shape)
            self.ptr += part.size

class LinearNN:
    def __init__(self, inputDimension, outputDimension):
        self.W = np.zeros((outputDimension, inputDimension))
        self.b = np.zeros((outputDimension, 1))
        self.dW = np.zeros_like(self.W)
        self.db = np.zeros_like(self.b)

    def setWeights(self, w):
        w.read(self.W, self.b.flatten())

    def apply(self, x, mem):
        mem[self] = x
        return self.W @ x + self.b

    def backpropagate(self, eta, mem):
        self.dW += np.outer(eta, mem[self])
        self.db += eta
        return self.W.T @ eta

class SingleLayerNN:
    def apply(self, x, mem):
        mem[self] = x
        return np.maximum(x, 0)

    def backpropagate(self, eta, mem):
        return eta * (mem[self] > 0)

def exercise1(W, B, A, Y, T):
    linear = [LinearNN(*w.shape) for w in W]
    nn = [part for layer in linear for part in (layer, SingleLayerNN())][:-1]
    vector = WeightVector(np.concatenate([p.ravel() for w, b in zip(W, B) for p in (w.T, b)]))
    for layer in linear:
        layer.setWeights(vector)
    for x, y in zip(A[0], T):
        mem = {}
        z = x.reshape(-1, 1)
        for part in nn:
            z = part.apply(z, mem)
        eta = 2 * (z - y.reshape(-1, 1)) / T.size
        for part in reversed(nn):
            eta = part.backpropagate(eta, mem)
    return [layer.dW.T for layer in linear], [layer.db.ravel() for layer in linear]
