# exercise: 1
# source: johnscape/NeuralNetwork (C++), commit aa52eb0 "Fixed underflow", LSTM.cpp, GetBackwardPass: for (unsigned int step = rows - 1; step >= 0; step--) never ends, since zero minus one is the largest number; the condition got && step <= rows. There the steps are those of time, here the layers
# mistake: The counter of the loop is unsigned, so "step >= 0" always holds: after the first layer it becomes 4294967295, and the access to the list of the layers stops.
# lines: 30
# crash: yes
# first wrong: -
import numpy


class Network:
    def __init__(self, weights, biases):
        self.Weights = weights
        self.Biases = biases
        self.SavedStates = []
        self.Gradients = [None] * len(weights)
        self.BiasGradients = [None] * len(biases)

    def Compute(self, state):
        self.SavedStates = [state]
        for weight, bias in zip(self.Weights, self.Biases):
            state = state @ weight + bias
            if len(self.SavedStates) < len(self.Weights):
                state = numpy.maximum(state, 0)
            self.SavedStates.append(state)
        return state

    def GetBackwardPass(self, error):
        delta = error
        step = numpy.uint32(len(self.Weights) - 1)
        while step >= 0:
            input = self.SavedStates[step]
            weight = self.Weights[step]
            self.Gradients[step] = input.T @ delta
            self.BiasGradients[step] = delta.sum(axis=0)
            delta = (delta @ weight.T) * (input > 0)
            step -= numpy.uint32(1)


def exercise1(W, B, A, Y, T):
    network = Network(W, B)
    output = network.Compute(A[0])
    network.GetBackwardPass(2 * (output - T) / len(T))
    return network.Gradients, network.BiasGradients
