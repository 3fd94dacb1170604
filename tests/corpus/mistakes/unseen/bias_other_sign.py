# exercise: 1
# source: Computational Science Stack Exchange 20823 "Correct weights neural network" (MATLAB): W+ = W - n*out'*d, but B+ = B + n*d
# mistake: The step of the biases has the opposite sign of the step of the weights.
# lines: 25
# crash: no
# first wrong: DB[3]
import numpy


class NeuralNetwork:
    def __init__(self, LW, LB, n=1.0):
        self.LW = LW
        self.LB = LB
        self.n = n

    def derivative(self, out):
        return numpy.heaviside(out, 0)

    def train(self, outs, error):
        """Return the steps of the weights and of the biases, last layer first."""
        steps_W, steps_B = [], []
        d = error
        for i in range(len(self.LW) - 1, -1, -1):
            steps_W.append(-self.n * outs[i].T @ d)
            steps_B.append(self.n * numpy.sum(d, axis=0))
            if i > 0:
                d = self.derivative(outs[i]) * (d @ self.LW[i].T)
        return steps_W, steps_B


def exercise1(W, B, A, Y, T):
    net = NeuralNetwork(W, B)
    steps_W, steps_B = net.train(A, 2 * (Y - T) / T.size)
    DW = [-step for step in reversed(steps_W)]
    DB = [-step for step in reversed(steps_B)]
    return DW, DB
