# exercise: 1
# source: "Basic Neural Network Problem in Training", question about an XOR network in C#: foreach neural in nextlayer sum += neural.value * currentneural.weights[neural]
# mistake: The sum over the next layer takes the values of its neurons, not their errors.
# lines: 26
# crash: no
# first wrong: DW[2]
import numpy as np

# layers[l][s] : neuron s of layer l, values and errors for all samples

def exercise1(W, B, A, Y, T):
    samples = Y.shape[0]
    values = [a for a in A] + [Y]
    errors = [np.zeros_like(v) for v in values]

    # output layer
    errors[-1] = 2.0 * (values[-1] - T) / samples

    # other layers
    for l in range(len(values) - 2, 0, -1):
        neurons = values[l].shape[1]
        nextNeurons = values[l + 1].shape[1]
        for n in range(neurons):
            total = np.zeros(samples)
            for m in range(nextNeurons):
                total += values[l + 1][:, m] * W[l][n, m]
            errors[l][:, n] = np.where(values[l][:, n] > 0, total, 0)

    # connections
    DW, DB = [], []
    for l in range(len(W)):
        dw = np.empty(W[l].shape)
        for n in range(W[l].shape[0]):
            for m in range(W[l].shape[1]):
                dw[n, m] = (values[l][:, n] * errors[l + 1][:, m]).sum()
        DW.append(dw)
        DB.append(errors[l + 1].sum(axis=0))
    return DW, DB
