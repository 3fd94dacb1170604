# exercise: 1
# source: antirez/neural-redis, issue 19 "Maybe wrong matrix index calculation?": j * units + i for i * units + j (C)
# mistake: The gradients lie in a flat array, and the index counts the entries column by column, while the array is later read row by row.
# lines: 10, 11, 23
# crash: no
# first wrong: DW[2]
import numpy


def INDEX(i, j, inputs, units):
    return j * inputs + i


def exercise1(W, B, A, Y, T):
    gradient = [numpy.zeros(w.size) for w in W]
    sgradient = [numpy.zeros(b.size) for b in B]
    for n in range(Y.shape[0]):
        error = [2 * (o - t) / Y.shape[0] for o, t in zip(Y[n], T[n])]
        for l in range(len(W) - 1, -1, -1):
            inputs, units = W[l].shape
            for j in range(units):
                for i in range(inputs):
                    gradient[l][INDEX(i, j, inputs, units)] += A[l][n, i] * error[j]
                sgradient[l][j] += error[j]
            lower = []
            for i in range(inputs):
                e = sum(W[l][i, j] * error[j] for j in range(units))
                lower.append(e if A[l][n, i] > 0 else 0)
            error = lower
    return [g.reshape(w.shape) for g, w in zip(gradient, W)], sgradient
