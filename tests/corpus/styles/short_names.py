"""One d-name per value, statements in one breath."""


def exercise1(W, B, A, Y, T):
    W1, W2, W3, W4 = W
    X, H1, H2, H3 = A
    n = X.shape[0]
    ddiff = 2 * (Y - T)
    dout = ddiff * (1.0 / n)
    dH3, dW4, db4 = dout @ W4.T, H3.T @ dout, dout.sum(0)
    dpre3 = (1.0 * (H3 > 0)) * dH3
    dH2, dW3, db3 = dpre3 @ W3.T, H2.T @ dpre3, dpre3.sum(0)
    dpre2 = (1.0 * (H2 > 0)) * dH2
    dH1, dW2, db2 = dpre2 @ W2.T, H1.T @ dpre2, dpre2.sum(0)
    dpre1 = (1.0 * (H1 > 0)) * dH1
    dW1, db1 = X.T @ dpre1, dpre1.sum(0)
    return [dW1, dW2, dW3, dW4], [db1, db2, db3, db4]
