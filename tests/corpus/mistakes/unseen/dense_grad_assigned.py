# exercise: 1
# source: maideas/numpy-neural-network (Python), commit 22fec49 'corrected weights gradient accumulation', dense_layer.py: self.grad_w[:,:-1] = np.outer(grad_y, self.x) and self.grad_w[:, -1] = grad_y became +=
# mistake: The gradients of a sample replace those of the samples before it, so only the last sample counts.
# lines: 24, 25
# crash: no
# first wrong: DW[3]
import numpy as np

class Dense:
    def __init__(self, w, b):
        self.w = np.hstack([w.T, b.reshape(-1, 1)])
        self.zero_grad()

    def zero_grad(self):
        self.grad_w = np.zeros(self.w.shape)

    def forward(self, x):
        self.x = x
        self.y = np.matmul(self.w[:, :-1], self.x.ravel())
        self.y += self.w[:, -1]
        return self.y

    def backward(self, grad_y):
        self.grad_w[:, :-1] = np.outer(grad_y, self.x)
        self.grad_w[:, -1] = grad_y
        self.grad_x = np.matmul(grad_y, self.w[:, :-1])
        return self.grad_x.reshape(self.x.shape)

class ReLU:
    def forward(self, x):
        self.x = x
        return np.maximum(x, 0)

    def backward(self, grad_y):
        return grad_y * (self.x > 0)

class MSELoss:
    def __init__(self, batch_size):
        self.batch_size = batch_size

    def forward(self, y, t):
        self.diff = y - t
        return np.sum(self.diff ** 2) / self.batch_size

    def backward(self):
        return 2 * self.diff / self.batch_size

def exercise1(W, B, A, Y, T):
    dense = [Dense(w, b) for w, b in zip(W, B)]
    layers = [dense[0]]
    for layer in dense[1:]:
        layers += [ReLU(), layer]
    loss = MSELoss(len(T))
    for x, t in zip(A[0], T):
        y = x
        for layer in layers:
            y = layer.forward(y)
        loss.forward(y, t)
        grad = loss.backward()
        for layer in reversed(layers):
            grad = layer.backward(grad)
    return [layer.grad_w[:, :-1].T for layer in dense], [layer.grad_w[:, -1] for layer in dense]
