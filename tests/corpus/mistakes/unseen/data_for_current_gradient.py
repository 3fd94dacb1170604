# exercise: 1
# source: jettblu/nanograd (Rust), src/backward/binary.rs as of the commit before a6942c6 'Fix backprop': let grad_curr = val.get_gradient() and then let grad_curr_data = val.data(), to which the new gradient is added
# mistake: The new part of the gradient is added to the data of the tensor and not to the gradient that it has so far.
# lines: 34
# crash: no
# first wrong: DW[3]
import numpy as np


class Tensor:
    def __init__(self, data, left=None, right=None, op=None):
        self.data = np.array(data, dtype=float)
        self.left, self.right, self.op = left, right, op
        self.gradient = np.zeros(self.data.shape)

    def get_gradient(self):
        return self.gradient

    def set_gradient(self, gradient):
        self.gradient = gradient

    def backward(self):
        grad_to_pass = self.get_gradient()
        if self.left is not None:
            backward_by_operation(self.left, grad_to_pass, self.right, self.op)
            self.left.backward()
        if self.right is not None:
            right_op = {"SUB": "RSUB", "MATMUL": "RMATMUL"}.get(self.op, self.op)
            backward_by_operation(self.right, grad_to_pass, self.left, right_op)
            self.right.backward()


def backward_by_operation(val, grad, sibling, op):
    grad_curr = val.data
    grad_data = grad
    if op in ("ADD", "SUB"):
        new_grad = grad_data
    elif op == "RSUB":
        new_grad = -grad_data
    elif op == "MATMUL":
        new_grad = grad_data @ sibling.data.T
    elif op == "RMATMUL":
        new_grad = sibling.data.T @ grad_data
    elif op == "RELU":
        new_grad = grad_data * (val.data > 0)
    elif op == "SQUARE":
        new_grad = grad_data * 2 * val.data
    if new_grad.shape != grad_curr.shape:
        new_grad = new_grad.sum(axis=0)
    val.set_gradient(grad_curr + new_grad)


def exercise1(W, B, A, Y, T):
    weights, biases = [Tensor(w) for w in W], [Tensor(b) for b in B]
    x = Tensor(A[0])
    for i in range(len(weights)):
        if i > 0:
            x = Tensor(np.maximum(x.data, 0), x, None, "RELU")
        x = Tensor(x.data @ weights[i].data, x, weights[i], "MATMUL")
        x = Tensor(x.data + biases[i].data, x, biases[i], "ADD")
    diff = Tensor(x.data - T, x, Tensor(T), "SUB")
    loss = Tensor(diff.data ** 2, diff, None, "SQUARE")
    loss.set_gradient(np.full(loss.data.shape, 1 / loss.data.size))
    loss.backward()
    return [w.get_gradient() for w in weights], [b.get_gradient() for b in biases]
