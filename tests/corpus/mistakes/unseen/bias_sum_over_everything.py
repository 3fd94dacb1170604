# exercise: 1
# source: rasbt/stat453-deep-learning-ss21 issue 5 (L08 softmax-regression_scratch): grad_loss_wrt_b = -torch.sum(y - probas) sums over samples and units, and is then broadcast across all bias terms; mended with dim=0
# mistake: The bias gradient is summed over the samples and over the units, so all biases of a layer get the same sum; it should be summed over the samples only.
# lines: 22
# crash: no
# first wrong: DB[2]
import numpy as np


class MultilayerRegression:
    def __init__(self, weights, biases):
        self.weights = weights
        self.biases = biases
        self.num_layers = len(weights)

    def backward(self, activations, y, preds):
        grads_w, grads_b = [], []
        grad_loss_wrt_net = 2.0 * (preds - y) / y.shape[0]
        for i in range(self.num_layers - 1, -1, -1):
            grad_loss_wrt_w = np.matmul(activations[i].T, grad_loss_wrt_net)
            grad_loss_wrt_b = np.zeros_like(self.biases[i])
            grad_loss_wrt_b += np.sum(grad_loss_wrt_net)
            grads_w.append(grad_loss_wrt_w)
            grads_b.append(grad_loss_wrt_b)
            if i > 0:
                grad_loss_wrt_act = np.matmul(grad_loss_wrt_net, self.weights[i].T)
                grad_loss_wrt_net = np.where(activations[i] > 0.0, grad_loss_wrt_act, 0.0)
        return grads_w[::-1], grads_b[::-1]


def exercise1(W, B, A, Y, T):
    model = MultilayerRegression(W, B)
    grads_w, grads_b = model.backward(A, T, Y)
    return grads_w, grads_b
