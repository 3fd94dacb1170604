# exercise: 1
# source: explosion/thinc (Python), commit a4f3c78d "Fix Ops.backprop_reduce_max" (merged as pull request 601), thinc/backends/ops.py: which[i] says for every column the row of the maximum, but stood as the column index in dX[start : start + length, which[i]] = d_maxes[i]; it became put_along_axis on these rows. There the maximum over the words of a sequence, here ReLU as the maximum over the pair of zero and the value
# mistake: The indices of the rows in which the maxima were are used as indices of columns, so the gradient of the maximum goes to all rows of the first columns.
# lines: 25
# crash: no
# first wrong: DW[2]
import numpy as np


def reduce_max(X, lengths):
    maxes = np.zeros((len(lengths), X.shape[1]))
    which = np.zeros((len(lengths), X.shape[1]), dtype="i")
    start = 0
    for i, length in enumerate(lengths):
        which[i] = X[start : start + length].argmax(axis=0)
        maxes[i] = X[start : start + length].max(axis=0)
        start += length
    return maxes, which


def backprop_reduce_max(d_maxes, which, lengths):
    dX = np.zeros((sum(lengths), d_maxes.shape[1]))
    start = 0
    for i, length in enumerate(lengths):
        dX[start : start + length, which[i]] = d_maxes[i]
        start += length
    return dX


def Relu():
    def forward(X):
        pairs = np.zeros((2 * len(X), X.shape[1]))
        pairs[1::2] = X
        lengths = [2] * len(X)
        Y, which = reduce_max(pairs, lengths)
        def backprop(dY):
            return backprop_reduce_max(dY, which, lengths)[1::2]
        return Y, backprop
    return forward


def Linear(W, b, grads):
    def forward(X):
        Y = X @ W + b
        def backprop(dY):
            grads.insert(0, (X.T @ dY, dY.sum(axis=0)))
            return dY @ W.T
        return Y, backprop
    return forward


def chain(*layers):
    def forward(X):
        callbacks = []
        for layer in layers:
            X, callback = layer(X)
            callbacks.append(callback)
        def backprop(dY):
            for callback in reversed(callbacks):
                dY = callback(dY)
            return dY
        return X, backprop
    return forward


def exercise1(W, B, A, Y, T):
    grads, layers = [], []
    for w, b in zip(W, B):
        layers += [Linear(w, b, grads), Relu()]
    model = chain(*layers[:-1])
    Yh, backprop = model(A[0])
    backprop(2 * (Yh - T) / len(T))
    return [dw for dw, _ in grads], [db for _, db in grads]
