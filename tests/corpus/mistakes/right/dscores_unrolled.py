# exercise: 1
# source: the manner of karpathy's makemore part 4 exercises (OmkarRayAI/omkarray, ngandlau/fun): one line of backward for every line of forward
# mistake: none
# lines: -
# crash: no
# first wrong: -
import numpy as np


def exercise1(W, B, A, Y, T):
    W1, W2, W3, W4 = W
    x, h1, h2, h3 = A
    n = x.shape[0]

    # loss = sq.sum() / n ; sq = diff * diff ; diff = y - t
    diff = Y - T
    dsq = np.full_like(diff, 1.0 / n)
    ddiff = dsq * diff + diff * dsq
    dy = ddiff.copy()
    # y = h3 @ W4 + b4
    dh3 = dy @ W4.T
    dW4 = h3.T @ dy
    db4 = dy.sum(0)
    # h3 = relu(h3pre)
    dh3pre = (h3 > 0) * dh3
    # h3pre = h2 @ W3 + b3
    dh2 = dh3pre @ W3.T
    dW3 = h2.T @ dh3pre
    db3 = dh3pre.sum(0)
    # h2 = relu(h2pre)
    dh2pre = (h2 > 0) * dh2
    # h2pre = h1 @ W2 + b2
    dh1 = dh2pre @ W2.T
    dW2 = h1.T @ dh2pre
    db2 = dh2pre.sum(0)
    # h1 = relu(h1pre)
    dh1pre = (h1 > 0) * dh1
    # h1pre = x @ W1 + b1
    dW1 = x.T @ dh1pre
    db1 = dh1pre.sum(0)
    return [dW1, dW2, dW3, dW4], [db1, db2, db3, db4]
