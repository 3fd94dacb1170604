# exercise: 1
# source: GustikS/NeuraLogic (Java), commit c66f25e9 "Fix wrong index when getting next input gradient": processedGradients.get(processedGradients.size() - 1 - i++) became get(i++)
# mistake: The gradients of the inputs are handed out from the last one to the first, so the first unit gets that of the last unit.
# lines: 23
# crash: no
# first wrong: DW[2]
import numpy as np


class State:
    """Receives the gradient of a layer, and hands out those of its inputs, one by one."""

    def __init__(self, weights):
        self.weights = weights
        self.processed_gradients = []
        self.i = 0

    def ingest_top_gradient(self, gradient):
        for row in self.weights:
            self.processed_gradients.append(gradient @ row)

    def next_input_gradient(self):
        gradient = self.processed_gradients[len(self.processed_gradients) - 1 - self.i]
        self.i += 1
        return gradient


def exercise1(W, B, A, Y, T):
    gradient = 2 * (Y - T) / np.size(T)
    weight_updates, offset_updates = {}, {}
    for layer in (3, 2, 1, 0):
        weight_updates[layer] = A[layer].T @ gradient
        offset_updates[layer] = gradient.sum(axis=0)
        if layer == 0:
            break
        state = State(W[layer])
        state.ingest_top_gradient(gradient)
        columns = []
        for neuron in A[layer].T:
            columns.append(state.next_input_gradient() * (neuron > 0))
        gradient = np.column_stack(columns)
    return [weight_updates[k] for k in range(4)], [offset_updates[k] for k in range(4)]
