# exercise: 1
# source: Hornobster/Numpy-Neural-Net (Python), commit d438f61 "Add InnerProduct gradient check + fix InnerProduct", layers.py: InnerProduct.backward divided w_grad by the batch size and took np.mean of the gradient for the bias, while MSELoss (since fd18c46) divides by the batch size already; the division went, and np.mean became np.sum
# mistake: The inner product layer averages its gradients over the batch, although the gradient that comes from the loss is divided by the batch size already.
# lines: 31, 32
# crash: no
# first wrong: DW[3]
import numpy as np


class Blob:
    def __init__(self, value):
        self.value = value
        self.reset_gradient()

    def reset_gradient(self):
        self.grad = np.zeros_like(self.value)


class InnerProduct:
    def __init__(self, bottom, top, weights):
        self.bottom, self.top, self.weights = bottom, top, weights
        self.batch_size = bottom.value.shape[0]
        self.w_grad = np.zeros_like(weights)
        self.b_grad = None

    def backward(self):
        self.bottom.grad += np.dot(self.top.grad, self.weights.transpose())
        for i in range(self.batch_size):
            sample = self.bottom.value[i, np.newaxis].transpose()
            self.w_grad += np.dot(sample, self.top.grad[i, np.newaxis])
        self.w_grad /= self.batch_size
        self.b_grad = np.mean(self.top.grad, axis=0)


class ReLu:
    def __init__(self, bottom, top):
        self.bottom, self.top = bottom, top

    def backward(self):
        self.bottom.grad += (self.top.value > 0) * self.top.grad


class MSELoss:
    def __init__(self, bottom, labels):
        self.bottom, self.labels = bottom, labels
        self.scale = 2.0 / bottom.value.size

    def backward(self):
        self.bottom.grad += self.scale * (self.bottom.value - self.labels)


def exercise1(W, B, A, Y, T):
    layers = []
    blob = Blob(A[0])
    for i, w in enumerate(W):
        linear = Blob(np.dot(blob.value, w) + B[i])
        layers.append(InnerProduct(blob, linear, w))
        blob = linear
        if i < len(W) - 1:
            blob = Blob(np.maximum(0, linear.value))
            layers.append(ReLu(linear, blob))
    layers.append(MSELoss(blob, T))
    for layer in reversed(layers):
        layer.backward()
    products = [layer for layer in layers if isinstance(layer, InnerProduct)]
    return [p.w_grad for p in products], [p.b_grad for p in products]
