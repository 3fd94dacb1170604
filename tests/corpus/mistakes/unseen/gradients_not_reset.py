# exercise: 1
# source: JGuymont/numpy-multilayer-perceptron (Python), commit e9b59c7 "fix error finite difference check", mlp/mlp.py, backward: self._reset_gradients() was put in before the loop over the examples; the main part calls forward and backward before the check
# mistake: the sums of the gradients are not set to zero before a new batch, so what an earlier call has left (here that of the first example) is counted in
# lines: 32
# crash: no
# first wrong: DW[3]
import numpy as np

class MLP:
    def __init__(self, W, B):
        self.W, self.b = [w.T for w in W], [b.reshape(-1, 1) for b in B]
        self._reset_gradients()

    def _reset_gradients(self):
        self.grad_W = [np.zeros(W.shape) for W in self.W]
        self.grad_b = [np.zeros(b.shape) for b in self.b]

    def gradients(self):
        return self.grad_W + self.grad_b

    def forward(self, x, train=False):
        a, s = [], [x.reshape(-1, 1)]
        for W, b in zip(self.W, self.b):
            a.append(W.dot(s[-1]) + b)
            s.append(self.relu(a[-1]))
        if train:
            self.a, self.s = a, s
        return a[-1]

    def backward(self, X, Y):
        batch_size = X.shape[0]
        for x, y in zip(X, Y):
            grad_a = 2 * (self.forward(x, train=True) - y.reshape(-1, 1))
            for k in reversed(range(len(self.W))):
                self.grad_W[k] += grad_a.dot(self.s[k].T)
                self.grad_b[k] += grad_a
                if k > 0:
                    grad_a = self.W[k].T.dot(grad_a) * (self.a[k - 1] > 0)
        for grad in self.gradients():
            grad /= batch_size

    def relu(self, x):
        return np.maximum(x, 0)

def exercise1(W, B, A, Y, T):
    X = A[0]
    mlp = MLP(W, B)
    mlp.backward(X[:1], T[:1])
    mlp.backward(X, T)
    return [g.T for g in mlp.grad_W], [g.ravel() for g in mlp.grad_b]
