# exercise: 2
# source: bfortuner/ml-glossary, pull request 52 "Fixed important missing parenthesis": y - ( mx + b) not equal to y - mx + b
# mistake: T - H.matmul(m) + b adds the bias to the difference, T - (H.matmul(m) + b) is meant.
# lines: 20
# crash: no
# first wrong: err
import torch


def exercise2(W, B, X, T):
    N = len(X)
    H = X
    for i in range(3):
        m, b = W[i], B[i]
        H = torch.relu(H.matmul(m) + b)

    m, b = W[3], B[3]
    total_error = 0.0
    for i in range(N):
        total_error += ((T[i] - H[i].matmul(m) + b)**2).sum()
    return total_error / N
