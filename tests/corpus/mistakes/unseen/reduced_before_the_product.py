# exercise: 1
# source: raskr/rust-autograd (Rust), commit 8700362 "Fix bin op grad + broadcast bug", src/ops/binary_ops.rs, MulOp: the gradient of the output was first summed down to the shapes of the two operands and then multiplied with the other operand, which has the broadcast shape again; it became gy * x1 and gy * x0 first, and reduce_if_necessary after it
# mistake: The gradient of a broadcast product is summed to the shape of the operand before it is multiplied with the other operand, so the product has the broadcast shape again and cannot be added to the gradient of the operand.
# lines: 32, 33, 34
# crash: yes
# first wrong: -
import numpy as np


def reduce_if_necessary(shape, gy):
    while gy.ndim > len(shape):
        gy = gy.sum(axis=0)
    for axis, size in enumerate(shape):
        if size == 1 and gy.shape[axis] != 1:
            gy = gy.sum(axis=axis, keepdims=True)
    return gy


class Tensor:
    def __init__(self, array, op=None, inputs=()):
        self.array, self.op, self.inputs = array, op, inputs
        self.grad = np.zeros_like(array)


class AddOp:
    def grad(self, x0, x1, gy):
        return reduce_if_necessary(x0.shape, gy), reduce_if_necessary(x1.shape, gy)


class MulOp:
    def grad(self, x0, x1, gy):
        gy0 = reduce_if_necessary(x0.shape, gy)
        gy1 = reduce_if_necessary(x1.shape, gy)
        return gy0 * x1, gy1 * x0


class SumAxis1:
    def grad(self, x, gy):
        return (np.broadcast_to(gy[:, None, :], x.shape),)


class ExpandDims:
    def grad(self, x, gy):
        return (gy[:, :, 0],)


class Relu:
    def grad(self, x, gy):
        return (gy * (x > 0),)


def dense(x, w, b):
    column = Tensor(x.array[:, :, None], ExpandDims(), (x,))
    product = Tensor(column.array * w.array, MulOp(), (column, w))
    total = Tensor(product.array.sum(axis=1), SumAxis1(), (product,))
    return Tensor(total.array + b.array, AddOp(), (total, b))


def exercise1(W, B, A, Y, T):
    ws, bs = [Tensor(w) for w in W], [Tensor(b) for b in B]
    node = Tensor(A[0])
    for i, (w, b) in enumerate(zip(ws, bs)):
        node = dense(node, w, b)
        if i < len(ws) - 1:
            node = Tensor(np.maximum(node.array, 0), Relu(), (node,))
    node.grad += 2 * (node.array - T) / len(T)
    stack = [node]
    while stack:
        node = stack.pop()
        if node.op is not None:
            grads = node.op.grad(*[x.array for x in node.inputs], node.grad)
            for x, g in zip(node.inputs, grads):
                x.grad += g
                stack.append(x)
    return [w.grad for w in ws], [b.grad for b in bs]
