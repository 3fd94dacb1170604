# exercise: 1
# source: tracel-ai/burn, issue 181 "Backward pass issue when there is implicit broadcasting in add" (Rust): the bias of one row gets the gradient of the whole batch
# mistake: The backward step of the addition sends the gradient of all samples to the bias as it is, without summing it over the samples.
# lines: 23
# crash: yes
# first wrong: -
import numpy as np


class Tensor:
    def __init__(self, value, parents=()):
        self.value = value
        self.parents = parents
        self.grad = np.zeros(value.shape)

    def matmul(self, other):
        return Tensor(
            self.value @ other.value,
            ((self, lambda g: g @ other.value.T), (other, lambda g: self.value.T @ g)),
        )

    def add(self, bias):
        return Tensor(self.value + bias.value, ((self, lambda g: g), (bias, lambda g: g)))

    def relu(self):
        on = self.value > 0
        return Tensor(self.value * on, ((self, lambda g: g * on),))

    def backward(self, g):
        self.grad += g
        for parent, rule in self.parents:
            parent.backward(rule(g))


def exercise1(W, B, A, Y, T):
    weights, biases = [Tensor(w) for w in W], [Tensor(b) for b in B]
    y = Tensor(A[0])
    for w, b in zip(weights[:-1], biases[:-1]):
        y = y.matmul(w).add(b).relu()
    y = y.matmul(weights[-1]).add(biases[-1])
    y.backward(2 / T.size * (y.value - T))
    return [w.grad for w in weights], [b.grad for b in biases]
