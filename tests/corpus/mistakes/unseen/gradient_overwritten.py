# exercise: 1
# source: sgaseretto/lightdlf (Python, in Spanish, after Trask), notebook 03-tensores-de-usos-multiples: of the Tensor made before it 'si un tensor participa en la creacion de más de un tensor, su gradiente no se acumula, simplemente sobreescribe'
# mistake: A tensor that is used more than once keeps the gradient of its last use only; the difference, which is multiplied with itself, is used twice.
# lines: 16
# crash: no
# first wrong: DW[3]
import numpy as np

class Tensor:
    def __init__(self, data, creators=None, creation_op=None):
        self.data = np.array(data)
        self.creators, self.creation_op = creators, creation_op
        self.grad = None

    def backward(self, grad):
        self.grad = grad
        if self.creators is None:
            return
        if self.creation_op == "add":
            for c in self.creators:
                c.backward(grad.sum(axis=0) if c.data.ndim == 1 else grad)
        if self.creation_op == "sub":
            self.creators[0].backward(grad)
            self.creators[1].backward(-grad)
        if self.creation_op == "mul":
            self.creators[0].backward(grad * self.creators[1].data)
            self.creators[1].backward(grad * self.creators[0].data)
        if self.creation_op == "mm":
            self.creators[0].backward(grad @ self.creators[1].data.T)
            self.creators[1].backward(self.creators[0].data.T @ grad)
        if self.creation_op == "relu":
            self.creators[0].backward(grad * (self.data > 0))

    def op(self, data, name, *others):
        return Tensor(data, creators=[self, *others], creation_op=name)

    def __add__(self, other):
        return self.op(self.data + other.data, "add", other)

    def __sub__(self, other):
        return self.op(self.data - other.data, "sub", other)

    def __mul__(self, other):
        return self.op(self.data * other.data, "mul", other)

    def mm(self, x):
        return self.op(self.data @ x.data, "mm", x)

    def relu(self):
        return self.op(np.maximum(self.data, 0), "relu")

def exercise1(W, B, A, Y, T):
    w, b = [Tensor(v) for v in W], [Tensor(v) for v in B]
    capa = Tensor(A[0])
    for i in range(len(w)):
        capa = capa.mm(w[i]) + b[i]
        capa = capa.relu() if i < len(w) - 1 else capa
    diferencia = capa - Tensor(T)
    (diferencia * diferencia).backward(np.ones(T.shape) / T.size)
    return [v.grad for v in w], [v.grad for v in b]
