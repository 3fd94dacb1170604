# exercise: 1
# source: autumnai/collenchyma-nn (Rust), commit c25a32a "fix/native: Fix sigmoid_grad to use x_diff instead of x for dx" (pull request 13): the gradient of the activation took the memory of x twice, as the activated data and as the incoming gradient; the second one became x_diff
# mistake: The activation's gradient reads x where it should read x_diff, so the activations themselves are passed down in place of the incoming gradient.
# lines: 28
# crash: no
# first wrong: DW[2]
import numpy as np


def relu_grad(t, dt):
    return dt if t > 0 else 0.0


class SharedTensor:
    def __init__(self, array):
        self.memory = np.array(array, dtype=float)

    def get(self):
        return self.memory

    def write_to_memory(self, values):
        self.memory = np.fromiter(values, float).reshape(self.memory.shape)


class Native:
    def relu_grad(self, x, x_diff, result_diff):
        data = x.get()
        dx = x.get()
        res = (relu_grad(t, dt) for t, dt in zip(data.ravel(), dx.ravel()))
        result_diff.write_to_memory(res)

    def linear_grad(self, weight, x, x_diff, weight_diff, bias_diff, result_diff):
        weight_diff.memory = x.get().T @ x_diff.get()
        bias_diff.memory = x_diff.get().sum(axis=0)
        result_diff.memory = x_diff.get() @ weight.get().T


def exercise1(W, B, A, Y, T):
    backend = Native()
    inputs = [SharedTensor(a) for a in A]
    weights = [SharedTensor(w) for w in W]
    weight_diffs = [SharedTensor(np.zeros_like(w)) for w in W]
    bias_diffs = [SharedTensor(np.zeros_like(b)) for b in B]
    diff = SharedTensor(2 * (Y - T) / len(Y))
    for i in reversed(range(len(weights))):
        below = SharedTensor(np.zeros_like(A[i]))
        backend.linear_grad(weights[i], inputs[i], diff, weight_diffs[i], bias_diffs[i], below)
        diff = SharedTensor(np.zeros_like(A[i]))
        if i > 0:
            backend.relu_grad(inputs[i], below, diff)
    return [d.get() for d in weight_diffs], [d.get() for d in bias_diffs]
