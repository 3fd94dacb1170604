# exercise: 1
# source: Stack Overflow 15432283 (XOR with Python lists): error_h1 and error_h2 are computed, but weights_h1 and weights_h2 are changed with error_out
# mistake: The gradient of the hidden layers is formed with the error of the output in place of the errors of their own units, which are computed and never used.
# lines: 31
# crash: no
# first wrong: DW[2]
def exercise1(W, B, A, Y, T):
    sizes = [4, 6, 6, 6, 1]
    samples = len(Y)
    DW = [[[0.0] * sizes[k + 1] for i in range(sizes[k])] for k in range(4)]
    DB = [[0.0] * sizes[k + 1] for k in range(4)]

    for n in range(samples):
        error_out = [2 * (Y[n][0] - T[n][0]) / samples]

        # error propagation
        errors = [None, None, None, error_out]
        for k in (2, 1, 0):
            errors[k] = []
            for j in range(sizes[k + 1]):
                total = sum(W[k + 1][j][m] * e for m, e in enumerate(errors[k + 1]))
                errors[k].append(total if A[k + 1][n][j] > 0 else 0.0)

        # gradient
        for m in range(sizes[4]):
            DB[3][m] += error_out[m]
            for i in range(sizes[3]):
                DW[3][i][m] += A[3][n][i] * error_out[m]
        for k in range(3):
            for j in range(sizes[k + 1]):
                err = error_out[0]
                DB[k][j] += err
                for i in range(sizes[k]):
                    DW[k][i][j] += A[k][n][i] * err
    return DW, DB
