# exercise: 1
# source: lcmialichi/neural-network (Python), commit 49665ac "fix transpose", blocks/kernel.py, backward: filters of shape (fh, fw, input_channels, num_filters) were transposed with (2, 0, 1, 3) and then reshaped to (num_filters, -1); the axes became (3, 0, 1, 2). Here the layers are convolutions of 1x1
# mistake: The filters are transposed such that the input channels come first, but are then reshaped to (num_filters, -1) as if the filters came first. With as many inputs as outputs the error goes down through the weights not transposed.
# lines: 42
# crash: no
# first wrong: DW[1]
import numpy as np


class Relu:
    def activate(self, x):
        return np.maximum(0, x)

    def derivate(self, x):
        return np.where(x > 0, 1.0, 0.0)


class Kernel:
    def __init__(self, filters, bias, activation=None):
        self._filters = filters
        self._bias = bias
        self._activation = activation

    def forward(self, x):
        batch_size, h, w, channels = x.shape
        fh, fw, input_channels, num_filters = self._filters.shape
        logit = x.reshape(-1, channels) @ self._filters.reshape(-1, num_filters)
        logit = logit.reshape(batch_size, h, w, num_filters) + self._bias[np.newaxis, np.newaxis, np.newaxis, :]
        self._logits = logit
        return self._activation.activate(logit) if self._activation else logit

    def backward(self, input_layer, delta):
        filters = self._filters
        fh, fw, input_channels, num_filters = filters.shape
        if self._activation:
            delta = delta * self._activation.derivate(self._logits)
        self.grad_bias = np.sum(delta, axis=(0, 1, 2))
        batch_size, output_h, output_w, _ = delta.shape
        input_reshaped = input_layer.reshape(batch_size * output_h * output_w, -1)
        delta_reshaped = delta.reshape(batch_size * output_h * output_w, num_filters)
        self.grad_filter = np.matmul(input_reshaped.T, delta_reshaped).reshape(filters.shape)
        flipped_filters = np.transpose(filters, (2, 0, 1, 3))
        flipped_filters = np.flip(flipped_filters, axis=(1, 2))
        delta_col = np.matmul(delta_reshaped, flipped_filters.reshape(num_filters, -1))
        delta = delta_col.reshape(batch_size, output_h, output_w, fh, fw, input_channels)
        return np.sum(delta, axis=(3, 4))


def exercise1(W, B, A, Y, T):
    blocks = []
    for i, (w, b) in enumerate(zip(W, B)):
        blocks.append(Kernel(w.reshape(1, 1, *w.shape), b, Relu() if i < len(W) - 1 else None))
    outputs = [A[0].reshape(len(A[0]), 1, 1, -1)]
    for block in blocks:
        outputs.append(block.forward(outputs[-1]))
    delta = 2 * (outputs[-1] - T.reshape(-1, 1, 1, 1)) / len(T)
    for i in reversed(range(len(blocks))):
        delta = blocks[i].backward(outputs[i], delta)
    return [k.grad_filter[0, 0] for k in blocks], [k.grad_bias for k in blocks]
