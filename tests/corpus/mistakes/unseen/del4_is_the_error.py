# exercise: 1
# source: jiexunsee/Neural-Network-with-Python, issue 1 "Problem in Error/Delta for layer 3": del4 is the error (how much did we miss the target value), not the delta
# mistake: The difference of output and target is sent back as the delta, without the derivative of the mean squared error.
# lines: 23
# crash: no
# first wrong: DW[3]
from numpy import dot, ones


class NeuralNetwork:
    def __init__(self, synaptic_weights, layers, output):
        self.w1, self.w2, self.w3, self.w4 = synaptic_weights
        self.a0, self.a1, self.a2, self.a3 = layers
        self.output = output

    @staticmethod
    def __relu_derivative(x):
        return 1.0 * (x > 0)

    def adjustments(self, training_set_outputs):
        # calculate error
        err5 = self.output - training_set_outputs
        del5 = err5

        # find errors in each layer
        del4 = dot(self.w4, del5.T) * self.__relu_derivative(self.a3).T
        del3 = dot(self.w3, del4) * self.__relu_derivative(self.a2).T
        del2 = dot(self.w2, del3) * self.__relu_derivative(self.a1).T

        one = ones(len(training_set_outputs))
        return (
            [dot(self.a0.T, del2.T), dot(self.a1.T, del3.T), dot(self.a2.T, del4.T), dot(self.a3.T, del5)],
            [dot(del2, one), dot(del3, one), dot(del4, one), dot(one, del5)],
        )


def exercise1(W, B, A, Y, T):
    return NeuralNetwork(W, A, Y).adjustments(T)
