# exercise: 1
# source: freeCodeCamp forum 453085 "Python broadcast error even with identical shapes": np.matmul(o, 1-o, error), np.matmul(h, 1 - h, ...)
# mistake: The slope is the third argument of matmul, which is where the result is written to and not a third factor.
# lines: 18
# crash: no
# first wrong: DW[2]
import numpy as np


def slope(h):
    return np.where(h > 0, 1.0, 0.0)


def train(Ws, hs, o, t):
    output_error = (o - t) * 2 / len(t)
    errors = [output_error]
    for k in (3, 2, 1):
        hidden_error = np.matmul(errors[0], np.transpose(Ws[k]), slope(hs[k]))
        errors = [hidden_error] + errors
    return errors


def exercise1(W, B, A, Y, T):
    errors = train(W, A, Y, T)
    dW = [np.matmul(np.transpose(h), e) for h, e in zip(A, errors)]
    dB = [np.sum(e, 0) for e in errors]
    return dW, dB
