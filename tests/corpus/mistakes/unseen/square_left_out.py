# exercise: 1
# source: ADGEfficiency/teaching-monolith, issue 1 "Wrong derivative for the squared error" (commit e0a88b5): E = (theta x^2 - y)^2 / 2 had the derivative x^2 - y, the weight was left out and the square not differentiated
# mistake: For the last weights, what is under the square is differentiated to input minus target, and the outer derivative 2 (Y - T) is missing.
# lines: 11
# crash: no
# first wrong: DW[3]
def exercise1(W, B, A, Y, T):
    m = T.shape[0]
    diff = Y - T

    dW4 = (A[3] - T).sum(axis=0).reshape(-1, 1) / m
    dB4 = 2 * diff.sum(axis=0) / m

    d3 = 2 * diff.dot(W[3].T) / m
    d3[A[3] == 0] = 0
    dW3 = A[2].T.dot(d3)
    dB3 = d3.sum(axis=0)

    d2 = d3.dot(W[2].T)
    d2[A[2] == 0] = 0
    dW2 = A[1].T.dot(d2)
    dB2 = d2.sum(axis=0)

    d1 = d2.dot(W[1].T)
    d1[A[1] == 0] = 0
    dW1 = A[0].T.dot(d1)
    dB1 = d1.sum(axis=0)
    return [dW1, dW2, dW3, dW4], [dB1, dB2, dB3, dB4]
