"""In the style of Caffe's Python layers: blobs with data and diff, between bottom and top."""
import numpy as np


class Blob(object):
    def __init__(self, data):
        self.data = data
        self.diff = np.zeros(data.shape)

    @property
    def count(self):
        return self.data.size


class InnerProductLayer(object):
    def __init__(self, weight, bias):
        # num_output x num_input, as Caffe keeps it
        self.blobs = [Blob(weight.T), Blob(bias)]

    def backward(self, top, propagate_down, bottom):
        weight, bias = self.blobs
        weight.diff[...] += np.dot(top[0].diff.T, bottom[0].data)
        bias.diff[...] += top[0].diff.sum(0)
        if propagate_down[0]:
            bottom[0].diff[...] = np.dot(top[0].diff, weight.data)


class ReLULayer(object):
    """Works in place: bottom[0] is top[0]."""
    def backward(self, top, propagate_down, bottom):
        if propagate_down[0]:
            bottom[0].diff[...] = top[0].diff * (bottom[0].data > 0)


class EuclideanLossLayer(object):
    def backward(self, top, propagate_down, bottom):
        if bottom[0].count != bottom[1].count:
            raise Exception("Inputs must have the same dimension.")
        diff = bottom[0].data - bottom[1].data
        for i in range(2):
            if not propagate_down[i]:
                continue
            sign = 1 if i == 0 else -1
            bottom[i].diff[...] = sign * 2. * diff / bottom[i].count


def exercise1(W, B, A, Y, T):
    blobs = [Blob(a) for a in A] + [Blob(Y)]
    label, loss = Blob(T), Blob(np.zeros(1))
    net = []
    for i in range(len(W)):
        if i > 0:
            net.append((ReLULayer(), [blobs[i]], [True], [blobs[i]]))
        net.append((InnerProductLayer(W[i], B[i]), [blobs[i]], [i > 0], [blobs[i + 1]]))
    net.append((EuclideanLossLayer(), [blobs[-1], label], [True, False], [loss]))
    for layer, bottom, propagate_down, top in net[::-1]:
        layer.backward(top, propagate_down, bottom)
    params = [layer.blobs for layer, _, _, _ in net if isinstance(layer, InnerProductLayer)]
    return [w.diff.T.copy() for w, b in params], [b.diff for w, b in params]
