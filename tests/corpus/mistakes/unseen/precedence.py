# exercise: 1
# source: ThomasFisherSE/GenericBackpropNN (C++), Layer::backPropagate as of commit 79f0ad8: prevLayer.setDelta(i, 1 - prevX * prevX * sum), where (1 - prevX * prevX) * sum is meant
# mistake: Parentheses are missing, so the sum is multiplied only in the other branch: the delta of an active unit is just 1.
# lines: 16
# crash: no
# first wrong: DW[2]
import numpy


def back_propagate(weights, delta, prev_x):
    prev_delta = []
    for i in range(len(prev_x)):
        total = 0.0
        for j in range(len(delta)):
            total += weights[i][j] * delta[j]
        prev_delta.append(1.0 if prev_x[i] > 0 else 0.0 * total)
    return prev_delta


def exercise1(W, B, A, Y, T):
    samples, L = len(A[0]), len(W)
    gw = [numpy.zeros_like(w) for w in W]
    gb = [numpy.zeros_like(b) for b in B]
    for s in range(samples):
        delta = [2 * (y - t) / samples for y, t in zip(Y[s], T[s])]
        l = L - 1
        while True:
            gw[l] += numpy.outer(A[l][s], delta)
            gb[l] += delta
            if l == 0:
                break
            delta = back_propagate(W[l], delta, A[l][s])
            l -= 1
    return gw, gb
