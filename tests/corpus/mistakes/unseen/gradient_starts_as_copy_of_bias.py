# exercise: 1
# source: ellatrix/micrograd (JavaScript), commit 360e90b "Fix remaining gradient batch norm", engine.js: in the batchNorm operation the sums for the gradients began with new FloatMatrix(gain.data) and new FloatMatrix(bias.data), copies of the parameters; they became new FloatMatrix(null, shape), zeros. Here the bias of a fully connected layer (the wrong input of the sum for the gain is left out)
# mistake: The sum for the gradient of the bias starts with a copy of the bias itself and not with zeros.
# lines: 51
# crash: no
# first wrong: DB[3]
import numpy as np


class Value:
    def __init__(self, data, parents=(), backs=()):
        self.data = data
        self.parents = parents
        self.backs = backs
        self.grad = None

    @staticmethod
    def add_operation(name, forward):
        def operation(*args):
            data, backs = forward(*[arg.data for arg in args])
            return Value(data, args, backs)
        setattr(Value, name, operation)

    def backward(self):
        order, seen = [], set()

        def visit(node):
            if id(node) not in seen:
                seen.add(id(node))
                for parent in node.parents:
                    visit(parent)
                order.append(node)
        visit(self)
        self.grad = np.ones_like(self.data)
        for node in reversed(order):
            for parent, back in zip(node.parents, node.backs):
                grad = back(node.grad)
                parent.grad = grad if parent.grad is None else parent.grad + grad


def mat_mul(A, B):
    return A @ B, (lambda grad: grad @ B.T, lambda grad: A.T @ grad)


def relu(A):
    return np.maximum(A, 0), (lambda grad: grad * (A > 0),)


def add_bias(A, bias):
    def bias_grad(grad):
        d_bias = np.array(bias)
        for m_, n_ in np.ndindex(grad.shape):
            d_bias[n_] += grad[m_, n_]
        return d_bias

    return A + bias, (lambda grad: grad, bias_grad)


def mean_squares(A, B):
    d = 2 * (A - B) / A.size
    return np.array(np.mean((A - B) ** 2)), (lambda grad: grad * d, lambda grad: -grad * d)


for operation in (mat_mul, relu, add_bias, mean_squares):
    Value.add_operation(operation.__name__, operation)


def exercise1(W, B, A, Y, T):
    weights, biases = [Value(w) for w in W], [Value(b) for b in B]
    x = Value(A[0])
    for i in range(4):
        x = x.mat_mul(weights[i]).add_bias(biases[i])
        if i < 3:
            x = x.relu()
    x.mean_squares(Value(T)).backward()
    return [w.grad for w in weights], [b.grad for b in biases]
