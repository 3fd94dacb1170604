# exercise: 1
# source: maikka39/Toy-Neural-Network-Py (Python), commit 4e7ee74 'Now multipling element-wise', tnnp/maths/matrix.py, Matrix.multiply: self.matrix = multiply(self, n).matrix became a list of value * n.matrix[row][column]
# mistake: The method that multiplies a matrix by another one, with which the gradients are multiplied by the errors, takes the matrix product instead of the elements.
# lines: 13
# crash: yes
# first wrong: -
class Matrix(object):
    def __init__(self, rows):
        self.matrix = [list(row) for row in rows]

    def multiply(self, n):
        if isinstance(n, Matrix):
            self.matrix = multiply(self, n).matrix
            return
        self.matrix = [[value * n for value in row] for row in self.matrix]

    def add(self, n):
        self.matrix = [[value + n.matrix[row][column] for column, value in enumerate(self.matrix[row])]
                       for row in range(len(self.matrix))]


def multiply(a, b):
    if len(a.matrix[0]) != len(b.matrix):
        raise Exception("Amount of rows of b must match amount of columns of a")
    return Matrix([[sum(x * y for x, y in zip(row, column)) for column in zip(*b.matrix)] for row in a.matrix])


def transpose(m):
    return Matrix(zip(*m.matrix))


def from_array(arr):
    return Matrix([[value] for value in arr])


def exercise1(W, B, A, Y, T):
    weights = [transpose(Matrix(w)) for w in W]
    DW = [Matrix([[0.0] * len(w) for _ in range(len(w[0]))]) for w in W]
    DB = [from_array([0.0] * len(b)) for b in B]
    for sample in range(len(T)):
        layers = [from_array(a[sample]) for a in A]
        errors = from_array([2 * (y - t) / len(T) for y, t in zip(Y[sample], T[sample])])
        for l in range(len(W) - 1, -1, -1):
            if l == len(W) - 1:
                gradients = from_array([1.0] * len(B[l]))
            else:
                gradients = from_array([1.0 if value > 0 else 0.0 for (value,) in layers[l + 1].matrix])
            gradients.multiply(errors)
            DW[l].add(multiply(gradients, transpose(layers[l])))
            DB[l].add(gradients)
            errors = multiply(transpose(weights[l]), gradients)
    return [transpose(dw).matrix for dw in DW], [[value for (value,) in db.matrix] for db in DB]
