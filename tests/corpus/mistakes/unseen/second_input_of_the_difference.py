# exercise: 1
# source: neoml-lib/neoml (C++), issue 453 'Error?', NeoML/src/Dnn/Layers/EltwiseLayer.cpp, the backward stage of the difference: 'seems like in backward stage sign of inputDiffBlobs[1] must be negative'
# mistake: In the backward stage of the layer that subtracts, both inputs get the difference blob with the same sign.
# lines: 51
# crash: no
# first wrong: DW[3]
import numpy as np


class CBaseLayer:
    def __init__(self, *inputs):
        self.inputs = inputs
    def run(self):
        self.output = self.runOnce(*[layer.output for layer in self.inputs])
        self.outputDiff = np.zeros_like(self.output)
    def learn(self):
        diffs = self.backwardOnce(*[layer.output for layer in self.inputs])
        for layer, diff in zip(self.inputs, diffs):
            layer.outputDiff += diff


class CSourceLayer(CBaseLayer):
    def __init__(self, blob):
        self.inputs = ()
        self.runOnce = lambda: blob
        self.backwardOnce = lambda: ()


class CFullyConnectedLayer(CBaseLayer):
    def __init__(self, weights, freeTerms, *inputs):
        self.inputs, self.weights, self.freeTerms = inputs, weights, freeTerms
    def runOnce(self, blob):
        return blob @ self.weights + self.freeTerms
    def backwardOnce(self, blob):
        self.weightsDiff = blob.T @ self.outputDiff
        self.freeTermsDiff = self.outputDiff.sum(axis=0)
        return [self.outputDiff @ self.weights.T]


class CReLULayer(CBaseLayer):
    def runOnce(self, blob):
        return np.maximum(blob, 0)
    def backwardOnce(self, blob):
        return [self.outputDiff * (blob > 0)]


class CEltwiseSubLayer(CBaseLayer):
    def runOnce(self, first, second):
        return first - second
    def backwardOnce(self, first, second):
        return [self.outputDiff, self.outputDiff]


def exercise1(W, B, A, Y, T):
    full, chain = [], [CSourceLayer(T), CSourceLayer(A[0])]
    for w, b in zip(W, B):
        full.append(CFullyConnectedLayer(w, b, chain[-1]))
        chain += [full[-1], CReLULayer(full[-1])]
    chain[-1] = CEltwiseSubLayer(chain[0], full[-1])
    for layer in chain:
        layer.run()
    chain[-1].outputDiff = 2 * chain[-1].output / len(T)
    for layer in reversed(chain):
        layer.learn()
    return [layer.weightsDiff for layer in full], [layer.freeTermsDiff for layer in full]
