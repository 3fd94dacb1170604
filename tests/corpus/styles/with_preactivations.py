"""The other edition of the sheet: the pre-activations are given."""


def exercise1(W, B, X, Z1, A1, Z2, A2, Z3, A3, Y, T):
    W1, W2, W3, W4 = W
    dY = 2 / len(Y) * (Y - T)
    dW4 = A3.T @ dY
    dB4 = dY.sum(axis=0)

    dZ3 = dY @ W4.T * (Z3 > 0)
    dW3 = A2.T @ dZ3
    dB3 = dZ3.sum(axis=0)

    dZ2 = dZ3 @ W3.T * (Z2 > 0)
    dW2 = A1.T @ dZ2
    dB2 = dZ2.sum(axis=0)

    dZ1 = dZ2 @ W2.T * (Z1 > 0)
    dW1 = X.T @ dZ1
    dB1 = dZ1.sum(axis=0)
    return [dW1, dW2, dW3, dW4], [dB1, dB2, dB3, dB4]
