# exercise: 1
# source: madmax755/mlp-from-scratch (C++), commit 92409bc "fixed bug in relu_derivative": (x > 0) ? x : 0.0 became (x > 0) ? 1.0 : 0.0
# mistake: the derivative of ReLU returns x itself where x is positive, that is ReLU, in place of 1
# lines: 8
# crash: no
# first wrong: DW[2]
def relu_derivative(x):
    return x if x > 0 else 0.0


def exercise1(W, B, A, Y, T):
    n_layers = len(W)
    n_samples = len(T)
    DW = [0 * w for w in W]
    DB = [0 * b for b in B]
    for s in range(n_samples):
        error = [2 * (Y[s, k] - T[s, k]) / n_samples for k in range(T.shape[1])]
        for layer in range(n_layers - 1, -1, -1):
            inputs = A[layer][s]
            for k in range(len(error)):
                DB[layer][k] += error[k]
                for i in range(len(inputs)):
                    DW[layer][i, k] += inputs[i] * error[k]
            previous = []
            for i in range(len(inputs)):
                total = sum(W[layer][i, k] * error[k] for k in range(len(error)))
                previous.append(total * relu_derivative(inputs[i]))
            error = previous
    return DW, DB
