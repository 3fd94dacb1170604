# exercise: 1
# source: v0lta/NumPy-backprop, commit c5f1c01 "fix relu."
# mistake: ReLU's backward sets the incoming gradient to zero where the gradient is negative, and not where the input was.
# lines: 23
# crash: no
# first wrong: DW[2]
import numpy as np


class DenseLayer(object):
    def __init__(self, weight):
        self.weight = weight

    def backward(self, inputs, prev_grad):
        dw = np.matmul(inputs.transpose(), prev_grad)
        dx = np.matmul(prev_grad, self.weight.transpose())
        db = 1.0 * prev_grad
        return {"W": dw, "b": np.sum(db, 0), "x": dx}


class ReLU(object):
    def backward(self, inputs, prev_dev):
        prev_dev[prev_dev <= 0] = 0
        return prev_dev


class MSELoss(object):
    def backward(self, label, out):
        return 2 * (out - label) / out.size


def exercise1(W, B, A, Y, T):
    cost = MSELoss()
    dense, dense2, dense3, dense4 = [DenseLayer(w) for w in W]
    act1, act2, act3 = ReLU(), ReLU(), ReLU()

    dl = cost.backward(T, Y)
    dx4 = dense4.backward(A[3], dl)
    da3 = act3.backward(A[3], dx4["x"])
    dx3 = dense3.backward(A[2], da3)
    da2 = act2.backward(A[2], dx3["x"])
    dx2 = dense2.backward(A[1], da2)
    da1 = act1.backward(A[1], dx2["x"])
    dx1 = dense.backward(A[0], da1)

    grads = (dx1, dx2, dx3, dx4)
    return [g["W"] for g in grads], [g["b"] for g in grads]
