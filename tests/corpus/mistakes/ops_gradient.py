# exercise: 1
# source: jfdev001/mlp-from-scratch, commit c4cc5fe "gradient is correctly computed now for MSE, still had to consider the total number of dimensions"
# mistake: The gradient of the squared error is prediction minus target, without the factor 2 / dims.
# lines: 17
# crash: no
# first wrong: DW[3]
import numpy as np


class MeanSquaredError:
    def __call__(self, inputs):
        targets, predictions = inputs
        return np.mean((predictions - targets) ** 2, axis=-1)

    def gradient(self, inputs):
        targets, predictions = inputs
        return predictions - targets


class ReLU:
    def derivative(self, a):
        return np.array(a > 0, dtype=np.float64)


class Linear:
    def derivative(self, a):
        return np.ones(a.shape)


def exercise1(W, B, A, Y, T):
    loss = MeanSquaredError()
    acts = [ReLU(), ReLU(), ReLU(), Linear()]
    outs = A[1:] + [Y]
    num_samples = len(T)
    dC_dW, dC_dB = [], []
    delta = None
    for lyr in range(3, -1, -1):
        if delta is None:
            dC_da = loss.gradient((T, Y))
        else:
            dC_da = np.einsum("ij,nj->ni", W[lyr + 1], delta)
        delta = dC_da * acts[lyr].derivative(outs[lyr])
        dC_dW.append(np.einsum("ni,nj->ij", A[lyr], delta) / num_samples)
        dC_dB.append(np.einsum("nj->j", delta) / num_samples)
    return dC_dW[::-1], dC_dB[::-1]
