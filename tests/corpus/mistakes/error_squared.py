# exercise: 1
# source: makeyourownneuralnetwork/makeyourownneuralnetwork, issue 43: "why not error = (target - output)^2?"
# mistake: The squared error itself is sent back through the network, and not its derivative.
# lines: 16
# crash: no
# first wrong: DW[3]
import numpy


class neuralNetwork:
    def __init__(self, weights):
        self.wih, self.whh, self.whi, self.who = weights

    def train(self, inputs, outputs, targets):
        x, h1, h2, h3 = inputs
        output_errors = (targets - outputs) ** 2 / targets.shape[0]
        hidden3_errors = numpy.dot(output_errors, self.who.T)
        hidden3_errors[h3 == 0] = 0
        hidden2_errors = numpy.dot(hidden3_errors, self.whi.T)
        hidden2_errors[h2 == 0] = 0
        hidden1_errors = numpy.dot(hidden2_errors, self.whh.T)
        hidden1_errors[h1 == 0] = 0
        errors = [hidden1_errors, hidden2_errors, hidden3_errors, output_errors]
        return (
            [numpy.dot(numpy.transpose(i), e) for i, e in zip(inputs, errors)],
            [numpy.dot(numpy.ones(len(e)), e) for e in errors],
        )


def exercise1(W, B, A, Y, T):
    n = neuralNetwork(W)
    return n.train(A, Y, T)
