# exercise: 1
# source: Netrix/neuralnetwork (C++), commit ecdf5c4 'Fixed bugs in calculating FullyConnectedLayer', src/Nodes/LayerNodes/FullyConnectedLayer.hpp: backPropagateSingleError(errors[0], ...) in the loop over i became errors[i], and m_errorsForInput[i] += error * weights[i] became weights[i + 1], since weights[0] is the bias
# mistake: All units of a layer get the error of its first unit; and the error for the inputs takes the weights one place too early, the bias for the first input.
# lines: 39, 46
# crash: no
# first wrong: DW[2]
import numpy as np

class ValuesNode:
    def __init__(self, values):
        self.values = np.asarray(values, dtype=float)
        self.errors = np.zeros_like(self.values)

    def get_output_values(self):
        return self.values

    def back_propagate(self, errors):
        self.errors += errors

class ReluNode(ValuesNode):
    def __init__(self, input_layer, outputs):
        super().__init__(outputs)
        self.input_layer = input_layer

    def back_propagate(self, errors):
        self.input_layer.back_propagate(np.where(self.values > 0, errors, 0.0))

class FullyConnectedLayerNode:
    def __init__(self, input_layer, variables):
        self.input_layer, self.weights = input_layer, variables

    def back_propagate(self, errors):
        inputs = self.input_layer.get_output_values()
        size = len(inputs) + 1
        self.errors_for_input = np.zeros(len(inputs))
        self.errors_for_weights = np.zeros(size * len(errors))
        for i in range(len(errors)):
            part = slice(size * i, size * i + size)
            self.back_propagate_single_error(errors[0], inputs, self.weights.values[part], self.errors_for_weights[part])
        self.input_layer.back_propagate(self.errors_for_input)
        self.weights.back_propagate(self.errors_for_weights)

    def back_propagate_single_error(self, error, inputs, weights, deltas):
        deltas[0] += error
        for i in range(len(inputs)):
            self.errors_for_input[i] += error * weights[i]
            deltas[i + 1] += error * inputs[i]

def exercise1(W, B, A, Y, T):
    variables = [ValuesNode(np.vstack([b, w]).T.ravel()) for w, b in zip(W, B)]
    for s in range(len(T)):
        node = FullyConnectedLayerNode(ValuesNode(A[0][s]), variables[0])
        for l in range(1, len(W)):
            node = FullyConnectedLayerNode(ReluNode(node, A[l][s]), variables[l])
        node.back_propagate(2 * (Y[s] - T[s]) / len(T))
    deltas = [v.errors.reshape(w.shape[1], -1).T for v, w in zip(variables, W)]
    return [d[1:] for d in deltas], [d[0] for d in deltas]
