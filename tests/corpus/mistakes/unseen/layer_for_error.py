# exercise: 1
# source: afshinm/juggernaut (Rust), commit 1ad1347 'fixing train function and hidden layers calculation issues', src/nn.rs, train: delta was generated from layer.get(m, n) * forward_derivative.get(m, n), which became error.get(m, n) * forward_derivative.get(m, n)
# mistake: The delta of a layer is its output times the derivative, not its error times the derivative; the error is computed and then not used.
# lines: 54
# crash: no
# first wrong: DW[3]
import numpy


class Matrix:
    def __init__(self, body):
        self.body = body

    @staticmethod
    def generate(m, n, f):
        return Matrix([[f(i, j) for j in range(n)] for i in range(m)])

    def rows(self):
        return len(self.body)

    def cols(self):
        return len(self.body[0])

    def get(self, m, n):
        return self.body[m][n]

    def transpose(self):
        return Matrix.generate(self.cols(), self.rows(), lambda m, n: self.get(n, m))

    def dot(self, other):
        return Matrix.generate(self.rows(), other.cols(), lambda m, n: sum(self.get(m, k) * other.get(k, n) for k in range(self.cols())))

    def map(self, f):
        return Matrix.generate(self.rows(), self.cols(), lambda m, n: f(self.get(m, n)))


def exercise1(W, B, A, Y, T):
    weights = [Matrix(w.tolist()) for w in W]
    samples_inputs = Matrix(A[0].tolist())
    samples_outputs = Matrix(T.tolist())
    output = [Matrix(a.tolist()) for a in A[1:]] + [Matrix(Y.tolist())]
    output.reverse()
    derivatives = [lambda n: 1.0] + [lambda n: 1.0 if n > 0 else 0.0] * (len(W) - 1)
    grad_weights, grad_biases = [None] * len(W), [None] * len(W)
    error = delta = None
    for i, layer in enumerate(output):
        index = len(weights) - 1 - i
        if i == 0:
            scale = 2.0 / (layer.rows() * layer.cols())
            error = Matrix.generate(layer.rows(), layer.cols(), lambda m, n: scale * (layer.get(m, n) - samples_outputs.get(m, n)))
        else:
            error = delta.dot(weights[index + 1].transpose())
        forward_derivative = layer.map(derivatives[i])
        delta = Matrix.generate(layer.rows(), layer.cols(), lambda m, n: layer.get(m, n) * forward_derivative.get(m, n))
        prev_layer = samples_inputs if i == len(output) - 1 else output[i + 1]
        grad_weights[index] = numpy.array(prev_layer.transpose().dot(delta).body)
        grad_biases[index] = numpy.array([sum(column) for column in delta.transpose().body])
    return grad_weights, grad_biases
