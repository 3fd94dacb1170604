# exercise: 1
# source: LuckyLuuk035/P4-Backpropagation, commit eac8605 "multilayer problem fixed": self.layers.reverse() was called once, now a second time at the end
# mistake: The list of the inputs is reversed in place for the way back and is not turned back before it is used with the deltas.
# lines: 16, 29
# crash: no
# first wrong: DW[3]
import numpy


class NeuronNetwork:
    def __init__(self, weights, inputs):
        self.weights = list(weights)
        self.inputs = list(inputs)

    def calculate_deltas(self, output_error):
        self.inputs.reverse()
        delta_lst = [output_error]
        for i in range(len(self.inputs) - 1):
            w = self.weights[len(self.weights) - 1 - i]
            error = delta_lst[-1].dot(w.T)
            delta_lst.append(error * (self.inputs[i] > 0))
        delta_lst.reverse()
        return delta_lst

    def calculate_gradients(self, output_error):
        deltas = self.calculate_deltas(output_error)
        gradients = []
        for i in range(len(deltas)):
            gradients.append(numpy.dot(self.inputs[i].T, deltas[i]))
        return gradients, [d.sum(axis=0) for d in deltas]


def exercise1(W, B, A, Y, T):
    network = NeuronNetwork(W, A)
    return network.calculate_gradients((Y - T) * 2 / len(T))
