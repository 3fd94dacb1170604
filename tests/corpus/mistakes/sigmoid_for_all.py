# exercise: 1
# source: ttezel/nn, issue 8 (JavaScript): the derivative of the sigmoid is used for every layer, whatever its activation
# mistake: The hidden units are ReLU, but the derivative is that of a sigmoid, a times (1 - a).
# lines: 26
# crash: no
# first wrong: DW[2]
from numpy import array


def exercise1(W, B, A, Y, T):
    outputs = [a.tolist() for a in A]
    errorSigs = [None] * len(W)
    changes = [[[0.0] * w.shape[1] for _ in range(w.shape[0])] for w in W]
    biasChanges = [[0.0] * len(b) for b in B]
    samples = len(T)

    for s in range(samples):
        errorSigs[-1] = [2 * (Y[s, o] - T[s, o]) / samples for o in range(Y.shape[1])]
        for layer in range(len(W) - 1, 0, -1):
            errorSigs[layer - 1] = []
            for node in range(W[layer].shape[0]):
                sumErr = 0.0
                for out in range(W[layer].shape[1]):
                    sumErr += W[layer][node, out] * errorSigs[layer][out]
                neuronOut = outputs[layer][s][node]
                errorSigs[layer - 1].append(neuronOut * (1 - neuronOut) * sumErr)
        for layer in range(len(W)):
            for o, sig in enumerate(errorSigs[layer]):
                for i, x in enumerate(outputs[layer][s]):
                    changes[layer][i][o] += sig * x
                biasChanges[layer][o] += sig
    return [array(c) for c in changes], [array(c) for c in biasChanges]
