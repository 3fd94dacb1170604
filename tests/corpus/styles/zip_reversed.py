"""Pairs of weights and activations from the back."""


def exercise1(W, B, A, Y, T):
    grad_W = []
    grad_B = []
    d = (Y - T) / len(T) * 2
    for w, a in zip(reversed(W), reversed(A)):
        grad_W.append(a.T.dot(d))
        grad_B.append(d.sum(0))
        d = d.dot(w.T) * (a > 0)
    grad_W.reverse()
    grad_B.reverse()
    return grad_W, grad_B
