# exercise: 1
# source: gursi26/autograd-rs (Rust), commit f585637 "length abstraction gradient fix, ...", compute.rs, compute_sum_grad: the gradient vectors of all parameters were popped and added into their first element; it became: only where the parameter itself has length 1 (one number that stands for all elements). There in the sum of a vector, here where the biases are added to all samples
# mistake: The gradient is added up to a single number for every bias vector, not only for one of length 1, so all units of a layer share one number.
# lines: 20, 21
# crash: no
# first wrong: DB[2]
import numpy


class Tensor:
    def __init__(self, data, requires_grad=True):
        self.data = data
        self.length = data.shape[-1]
        self.requires_grad = requires_grad
        self.grad = numpy.zeros(data.shape)


def compute_sum_grad(tensor, grad_values):
    values = list(grad_values.sum(axis=0))
    while len(values) > 1:
        values[0] += values.pop()
    return numpy.array(values)


def leaf(tensor):
    def back(grad):
        if tensor.requires_grad:
            tensor.grad = grad
    return tensor.data, back


def matmul(lhs, tensor):
    (x, x_back), (w, w_back) = lhs, leaf(tensor)

    def back(grad):
        w_back(x.T @ grad)
        x_back(grad @ w.T)
    return x @ w, back


def add(lhs, tensor):
    (x, x_back), (b, b_back) = lhs, leaf(tensor)

    def back(grad):
        b_back(compute_sum_grad(tensor, grad))
        x_back(grad)
    return x + b, back


def relu(node):
    x, x_back = node
    return numpy.maximum(x, 0), lambda grad: x_back(grad * (x > 0))


def mean_square(node, target):
    x, x_back = node
    return numpy.mean((x - target) ** 2), lambda grad: x_back(grad * 2 * (x - target) / len(target))


def exercise1(W, B, A, Y, T):
    weights, biases = [Tensor(w) for w in W], [Tensor(b) for b in B]
    output = leaf(Tensor(A[0], requires_grad=False))
    for l in range(len(W)):
        output = add(matmul(output, weights[l]), biases[l])
        if l < len(W) - 1:
            output = relu(output)
    loss, backward = mean_square(output, T)
    backward(1.0)
    return [w.grad for w in weights], [b.grad for b in biases]
