# exercise: 1
# source: SorawitChok/Neural-Network-from-scratch-in-Cpp (C++), commit 2ebd670 'modify backward propagation' (pull request 22): std::vector<double> input_error; without a size, and input_error[i] = dotProduct(...); weight_error was mended to push_back, input_error not
# mistake: The list of the errors of the inputs is empty when its elements are assigned by index.
# lines: 35
# crash: yes
# first wrong: -
import numpy


def dot_product(a, b):
    return sum(x * y for x, y in zip(a, b))


class ReLU:
    def forward(self, input_data):
        self.input = input_data
        return [max(v, 0.0) for v in input_data]

    def backward(self, error):
        return [e if v > 0 else 0.0 for e, v in zip(error, self.input)]


class Linear:
    def __init__(self, weights, bias):
        self.weights, self.bias = weights, bias
        self.weight_grad = numpy.zeros((len(weights), len(weights[0])))
        self.bias_grad = numpy.zeros(len(bias))

    def forward(self, input_data):
        self.input = input_data
        return [dot_product(w, input_data) + b for w, b in zip(self.weights, self.bias)]

    def backward(self, error):
        weight_transpose = list(zip(*self.weights))
        input_error = []
        weight_error = []
        for i in range(len(weight_transpose)):
            input_error[i] = dot_product(weight_transpose[i], error)
        for j in range(len(error)):
            row = []
            for i in range(len(self.input)):
                row.append(error[j] * self.input[i])
            weight_error.append(row)
        self.weight_grad += weight_error
        self.bias_grad += error
        return input_error


def exercise1(W, B, A, Y, T):
    linears = [Linear(w.T.tolist(), b.tolist()) for w, b in zip(W, B)]
    layers = [linears[0]]
    for linear in linears[1:]:
        layers += [ReLU(), linear]
    for x, t in zip(A[0].tolist(), T.tolist()):
        for layer in layers:
            x = layer.forward(x)
        error = [2 * (y - target) / len(T) for y, target in zip(x, t)]
        for layer in layers[::-1]:
            error = layer.backward(error)
    return [l.weight_grad.T for l in linears], [l.bias_grad for l in linears]
