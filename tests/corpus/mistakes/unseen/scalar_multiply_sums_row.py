# exercise: 1
# source: edvn0/JavaNeuralNetwork (Java), commit d0eba5a 'Added momentum and fixed stability bug', SMatrix.java: multiply(double val) had the three loops of the matrix product, C.data[i][j] += (A.data[i][k] * val)
# mistake: The product of a matrix and a number is computed with the loops of the matrix product, so every entry becomes the sum of its row times the number. It is right for columns, which have one entry in every row.
# lines: 28, 29
# crash: no
# first wrong: DW[3]
class SMatrix:
    def __init__(self, data):
        self.data = [list(map(float, row)) for row in data]
        self.M, self.N = len(self.data), len(self.data[0])

    @staticmethod
    def zeros(m, n):
        return SMatrix([[0.0] * n for _ in range(m)])

    def multiply(self, B):
        C = SMatrix.zeros(self.M, B.N)
        for i in range(C.M):
            for j in range(C.N):
                for k in range(self.N):
                    C.data[i][j] += self.data[i][k] * B.data[k][j]
        return C

    def multiply_scalar(self, val):
        C = SMatrix.zeros(self.M, self.N)
        for i in range(C.M):
            for j in range(C.N):
                for k in range(self.N):
                    C.data[i][j] += self.data[i][k] * val
        return C

    def add(self, B):
        return SMatrix([[a + b for a, b in zip(r, s)] for r, s in zip(self.data, B.data)])

    def hadamard(self, B):
        return SMatrix([[a * b for a, b in zip(r, s)] for r, s in zip(self.data, B.data)])

    def transpose(self):
        return SMatrix(zip(*self.data))

    def map(self, f):
        return SMatrix([[f(a) for a in row] for row in self.data])

def column(values):
    return SMatrix([[v] for v in values])

def exercise1(W, B, A, Y, T):
    weights = [SMatrix(w).transpose() for w in W]
    delta_weights = [SMatrix.zeros(w.M, w.N) for w in weights]
    delta_biases = [SMatrix.zeros(w.M, 1) for w in weights]
    for n in range(len(T)):
        activations = [column(a[n]) for a in A]
        delta = column(Y[n] - T[n]).multiply_scalar(2.0)
        for i in reversed(range(len(weights))):
            delta_biases[i] = delta_biases[i].add(delta)
            delta_weights[i] = delta_weights[i].add(delta.multiply(activations[i].transpose()))
            if i > 0:
                slope = activations[i].map(lambda a: 1 if a > 0 else 0)
                delta = weights[i].transpose().multiply(delta).hadamard(slope)
    rate = 1.0 / len(T)
    DW = [d.multiply_scalar(rate).transpose().data for d in delta_weights]
    DB = [d.multiply_scalar(rate).transpose().data[0] for d in delta_biases]
    return DW, DB
