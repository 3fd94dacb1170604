# exercise: 1
# source: marlon-wiprud/go-neural-net (Go), nodes.go as of commits f65e021 and 9914df1 'apply backprop errors', Layer.Backprop: for idx, id := range inDelta { err += id * node.weights[idx] }, where node is of the layer itself; not mended in its history
# mistake: The error of a node is summed up with the node's own incoming weights; it needs the weights of the layer after it, which lead from this node to the nodes the deltas belong to. In the first layer, which has fewer inputs, the index runs out of the weights.
# lines: 32
# crash: yes
# first wrong: -
import numpy as np


class Node:
    def __init__(self, weights, bias):
        self.weights = weights
        self.bias = bias


class Layer:
    def __init__(self, w, b):
        self.nodes = [Node(list(w[:, j]), b[j]) for j in range(w.shape[1])]

    def back_prop_init(self, target, activations):
        out_delta = []
        for idx, node in enumerate(self.nodes):
            e = activations[idx] - target[idx]
            out_delta.append(2 * e)
        return out_delta

    def back_prop(self, in_delta, activations, prev_layer):
        out_delta = []
        for node_idx, node in enumerate(self.nodes):
            err = 0.0
            for idx, d in enumerate(in_delta):
                err += d * node.weights[idx]
            out_delta.append(err * d_relu(activations[node_idx]))
        return out_delta


def d_relu(activation):
    return 1.0 if activation > 0 else 0.0


def exercise1(W, B, A, Y, T):
    layers = [Layer(w, b) for w, b in zip(W, B)]
    dw = [np.zeros(w.shape) for w in W]
    db = [np.zeros(b.shape) for b in B]
    n = len(Y)
    for s in range(n):
        num_layers = len(layers) - 1
        for i in range(num_layers, -1, -1):
            if i == num_layers:
                delta = layers[i].back_prop_init(T[s], Y[s])
            else:
                delta = layers[i].back_prop(delta, A[i + 1][s], layers[i + 1])
            for j, d in enumerate(delta):
                db[i][j] += d / n
                for k, x in enumerate(A[i][s]):
                    dw[i][k, j] += x * d / n
    return dw, db
