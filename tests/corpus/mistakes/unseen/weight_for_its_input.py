# exercise: 1
# source: a Stack Exchange question "Backpropagation Demo Gives Always the Same Result After Training" (Python, one neuron per layer, read in Nemotron-CC-Math): delta_w2 = gradient_y * derivative * w2, delta_w1 = gradient_h * derivative * w1
# mistake: The gradient of a weight is the signal times the weight itself, in place of the input of the weight.
# lines: 25
# crash: no
# first wrong: DW[3]
def der_relu(x):
    return 1.0 if x > 0 else 0.0


def der_cost(e, n):
    return 2 * e / n


def exercise1(W, B, A, Y, T):
    n = len(T)
    DW = [w * 0 for w in W]
    DB = [b * 0 for b in B]
    for s in range(n):
        delta = [der_cost(Y[s, o] - T[s, o], n) for o in range(Y.shape[1])]
        for l in (3, 2, 1, 0):
            rows, cols = W[l].shape
            for i in range(rows):
                for j in range(cols):
                    DW[l][i, j] += delta[j] * W[l][i, j]
            for j in range(cols):
                DB[l][j] += delta[j]
            below = []
            for i in range(rows):
                total = sum(delta[j] * W[l][i, j] for j in range(cols))
                below.append(total * der_relu(A[l][s, i]))
            delta = below
    return DW, DB
