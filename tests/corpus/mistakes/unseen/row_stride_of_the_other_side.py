# exercise: 1
# source: davidstalnaker/numpy-neuralnet (Python and OpenCL), commit 7a250ee "backprop actually works now", neuralnet/kernels.cl, updateWeights: the flat buffer of the weights, in which every unit has a row of the bias and its inputs, was written at o * (numOutputs + 1) + i, which became o * (numInputs + 1) + i
# mistake: The rows of the flat weight buffer are as long as the inputs of a unit and its bias, but they are addressed with the number of the outputs; where a layer has more outputs than inputs, the index runs out of the buffer.
# lines: 25
# crash: yes
# first wrong: -
import numpy as np


def output_error(output, truth, error, samples):
    for i in range(len(output)):
        error[i] = 2.0 * (output[i] - truth[i]) / samples


def hidden_error(num_hidden, num_outputs, out_error, weights, hidden_out, error):
    for h in range(num_hidden):
        total = 0.0
        for o in range(num_outputs):
            total += weights[o * (num_hidden + 1) + h + 1] * out_error[o]
        error[h] = total if hidden_out[h] > 0 else 0.0


def update_weights(num_inputs, num_outputs, inputs, errors, grads):
    for o in range(num_outputs):
        row = o * (num_outputs + 1)
        grads[row] += errors[o]
        for i in range(num_inputs):
            grads[row + i + 1] += inputs[i] * errors[o]


class GpuNeuralNet:
    def __init__(self, W, B):
        self.structure = [w.shape[0] for w in W] + [W[-1].shape[1]]
        self.weights = []
        self.grads = []
        for w, b in zip(W, B):
            buffer = np.vstack([b, w]).T.ravel().tolist()
            self.weights.append(buffer)
            self.grads.append([0.0] * len(buffer))

    def backprop(self, outs, truth, samples):
        error = [0.0] * self.structure[-1]
        output_error(outs[-1], truth, error, samples)
        for k in range(len(self.weights) - 1, -1, -1):
            n_in, n_out = self.structure[k], self.structure[k + 1]
            update_weights(n_in, n_out, outs[k], error, self.grads[k])
            below = [0.0] * n_in
            hidden_error(n_in, n_out, error, self.weights[k], outs[k], below)
            error = below

    def read(self, k):
        n_in, n_out = self.structure[k], self.structure[k + 1]
        rows = np.array(self.grads[k]).reshape(n_out, n_in + 1)
        return rows[:, 1:].T, rows[:, 0]


def exercise1(W, B, A, Y, T):
    net = GpuNeuralNet(W, B)
    for sample in range(len(Y)):
        net.backprop([a[sample] for a in A] + [Y[sample]], T[sample], len(Y))
    result = [net.read(k) for k in range(len(W))]
    return [dw for dw, db in result], [db for dw, db in result]
