"""Lists that are filled from the back."""


def exercise1(W, B, A, Y, T):
    n_layers = len(W)
    DW = [None] * n_layers
    DB = [None] * n_layers
    delta = 2 * (Y - T) / len(Y)
    for i in range(n_layers - 1, -1, -1):
        DW[i] = A[i].T @ delta
        DB[i] = delta.sum(axis=0)
        if i > 0:
            delta = delta @ W[i].T
            delta[A[i] <= 0] = 0
    return DW, DB
