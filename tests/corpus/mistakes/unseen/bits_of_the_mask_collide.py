# exercise: 1
# source: JocieOaks/Convolutional-Neural-Network (C#), commit 7e6e393 'Fixed ReLU bug', Layers/ReLUActivation.cs, in both kernels: byteIndex = index.X / 8; bit = index.X % byteIndex; it became bit = index.X - 32 * byteIndex, with whole ints for bytes
# mistake: The bit that remembers whether a value was positive is the index modulo the number of its byte, so many values share a bit, and some bits lie outside of the byte.
# lines: 19
# crash: no
# first wrong: DW[2]
import numpy as np

np.seterr(divide="ignore")


class ReLUActivation:
    def __init__(self, area):
        self.zeroed = np.zeros(area // 8 + 1, dtype=np.uint8)

    @staticmethod
    def position(index):
        byteIndex = index // 8
        bit = index % byteIndex
        return byteIndex, np.uint8((1 << bit) & 255)

    def forwardKernel(self, index, input, output):
        byteIndex, mask = self.position(index)
        if input[index] <= 0:
            self.zeroed[byteIndex] &= ~mask
            output[index] = 0.0
        else:
            self.zeroed[byteIndex] |= mask
            output[index] = input[index]

    def backwardsKernel(self, index, inGradient, outGradient):
        byteIndex, mask = self.position(index)
        if self.zeroed[byteIndex] & mask != 0:
            outGradient[index] = inGradient[index]
        else:
            outGradient[index] = 0.0

    def run(self, kernel, values):
        result = np.empty(values.size)
        for index in np.arange(values.size):
            kernel(index, values.ravel(), result)
        return result.reshape(values.shape)


def exercise1(W, B, A, Y, T):
    activations = [ReLUActivation(a.size) for a in A[1:]]
    current = A[0]
    for activation, w, b in zip(activations, W, B):
        current = activation.run(activation.forwardKernel, current @ w + b)
    gradient = 2 * (Y - T) / Y.shape[0]
    DW, DB = [], []
    for layer in range(len(W) - 1, -1, -1):
        DW.insert(0, A[layer].T @ gradient)
        DB.insert(0, gradient.sum(axis=0))
        if layer > 0:
            gradient = gradient @ W[layer].T
            activation = activations[layer - 1]
            gradient = activation.run(activation.backwardsKernel, gradient)
    return DW, DB
