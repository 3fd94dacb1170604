# exercise: 1
# source: giuseppegrieco/neural-network-from-scratch, commit a5a5d66 "Fix on backpropagation"
# mistake: previous_weights is read after the weights of the layer have been adjusted, so the error is sent back through the new weights.
# lines: 37, 38
# crash: no
# first wrong: DW[2]
import numpy as np

ETA = 0.1


class FC:
    def __init__(self, w, b):
        self.__w, self.__b = np.array(w), np.array(b)

    def get_weights(self):
        return self.__w

    def set_weights(self, w):
        self.__w = w

    def adjust(self, delta_w):
        self.set_weights(self.get_weights() - ETA * delta_w)


def back_propagation(topology, outputs, output, target):
    deltas_w, deltas_b = [], []
    delta = np.multiply(2.0 / target.shape[0], output - target)
    previous_weights = None
    for index in range(len(topology) - 1, -1, -1):
        if previous_weights is not None:
            delta = np.dot(delta, previous_weights.T)
            delta = np.multiply(delta, np.where(outputs[index + 1] > 0, 1, 0))
        delta_w = np.dot(outputs[index].T, delta)
        deltas_w.insert(0, delta_w)
        deltas_b.insert(0, np.sum(delta, axis=0))
        topology[index].adjust(delta_w)
        previous_weights = topology[index].get_weights()
    return deltas_w, deltas_b


def exercise1(W, B, A, Y, T):
    topology = [FC(w, b) for w, b in zip(W, B)]
    return back_propagation(topology, A, Y, T)
