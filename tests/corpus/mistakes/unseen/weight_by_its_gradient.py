# exercise: 1
# source: pettod/backpropagation, commit bb13e07 "Update backpropagation; looks right but doesn't yet learn right": input_neuron.grad += output_neuron.weights.data[j] * output_neuron.weights.grad[j]
# mistake: The gradient that a unit receives is the weight times the gradient of this weight, not times the gradient of the unit above.
# lines: 28
# crash: no
# first wrong: DW[2]
import numpy as np


class Neuron:
    def __init__(self, weights):
        self.data = weights
        self.wgrad = np.zeros(len(weights))
        self.bgrad = 0.0
        self.grad = 0.0
        self.total_w = np.zeros(len(weights))
        self.total_b = 0.0


def backward(model, values, loss_grad):
    output_neurons = []
    for i in reversed(range(len(model))):
        for j, neuron in enumerate(model[i]):
            neuron.grad = 0.0
            if len(output_neurons) == 0:
                neuron.grad += loss_grad[j]
            for output_neuron in output_neurons:
                neuron.grad += output_neuron.data[j] * output_neuron.wgrad[j]
            if output_neurons and values[i + 1][j] <= 0:
                neuron.grad = 0.0
            neuron.wgrad = values[i] * neuron.grad
            neuron.bgrad = neuron.grad
            neuron.total_w += neuron.wgrad
            neuron.total_b += neuron.bgrad
        output_neurons = model[i]


def exercise1(W, B, A, Y, T):
    model = [[Neuron(column) for column in w.T] for w in W]
    for s, (y, t) in enumerate(zip(Y, T)):
        backward(model, [a[s] for a in A] + [y], (y - t) * 2 / len(Y))
    DW = [np.array([n.total_w for n in layer]).T for layer in model]
    DB = [np.array([n.total_b for n in layer]) for layer in model]
    return DW, DB
