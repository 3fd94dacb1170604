# exercise: 1
# source: HenrikSvensson04/Neural-Network-From-Scratch-Project (Rust), commit 3eb7b71 "Fixed buggs in back.rs": going deeper, the recursion took the neuron of the destination (variable_tree_destination.neuron) for every term of the sum in place of the neuron of that term
# mistake: in the sum over the units of the next layer, the recursion is called with the unit it started from in place of the unit of the term
# lines: 24
# crash: no
# first wrong: DW[1]
import numpy as np


def exercise1(W, B, A, Y, T):
    N = len(T)
    last = len(W) - 1

    def partial(n, layer, neuron):
        """d err / d z of one neuron, for sample n"""
        if layer == last:
            return 2 * (Y[n, 0] - T[n, 0]) / N
        if A[layer + 1][n, neuron] <= 0:
            return 0.0
        total = 0.0
        for k in range(W[layer + 1].shape[1]):
            weight = W[layer + 1][neuron, k]
            if weight != 0:
                total += weight * partial(n, layer + 1, neuron)
        return total

    DW, DB = [], []
    for layer in range(len(W)):
        units = W[layer].shape[1]
        dz = np.array([[partial(n, layer, j) for j in range(units)] for n in range(N)])
        DW.append(A[layer].T.dot(dz))
        DB.append(dz.sum(axis=0))
    return DW, DB
