# exercise: 1
# source: liashchynskyi/skynet (JavaScript), nn.js as it stands after commits ad5c72e and b4e013c 'Update nn.js': hidden_layer was renamed to hidden_layer_activated, but multiply(hidden_layer, this.synapse1) and transpose(hidden_layer) were left
# mistake: The hidden layers were given new names, but the products of the forward pass and of the gradients still use the old ones, which are not defined any more.
# lines: 32, 34, 36, 47, 48, 49
# crash: yes
# first wrong: -
import numpy as np

multiply, dotMultiply, subtract, transpose = np.matmul, np.multiply, np.subtract, np.transpose


def relu(x, derivative):
    if derivative:
        return 0.0 if x <= 0 else 1.0
    return 0.0 if x < 0 else x


def each(matrix, func):
    return np.array([[func(v) for v in row] for row in matrix])


class NeuralNetwork:
    def __init__(self, synapses, biases):
        self.synapse0, self.synapse1, self.synapse2, self.synapse3 = synapses
        self.bias0, self.bias1, self.bias2, self.bias3 = biases
        self.activation = relu

    def train(self, input, target):
        input_layer = input
        hidden1_logits = multiply(input_layer, self.synapse0) + self.bias0
        hidden1_activated = each(hidden1_logits, lambda v: self.activation(v, False))
        hidden2_logits = multiply(hidden1_layer, self.synapse1) + self.bias1
        hidden2_activated = each(hidden2_logits, lambda v: self.activation(v, False))
        hidden3_logits = multiply(hidden2_layer, self.synapse2) + self.bias2
        hidden3_activated = each(hidden3_logits, lambda v: self.activation(v, False))
        output_layer = multiply(hidden3_layer, self.synapse3) + self.bias3

        output_error = subtract(output_layer, target)
        output_delta = output_error * 2 / len(target)
        hidden3_error = multiply(output_delta, transpose(self.synapse3))
        hidden3_delta = dotMultiply(hidden3_error, each(hidden3_logits, lambda v: self.activation(v, True)))
        hidden2_error = multiply(hidden3_delta, transpose(self.synapse2))
        hidden2_delta = dotMultiply(hidden2_error, each(hidden2_logits, lambda v: self.activation(v, True)))
        hidden1_error = multiply(hidden2_delta, transpose(self.synapse1))
        hidden1_delta = dotMultiply(hidden1_error, each(hidden1_logits, lambda v: self.activation(v, True)))

        synapse3_change = multiply(transpose(hidden3_layer), output_delta)
        synapse2_change = multiply(transpose(hidden2_layer), hidden3_delta)
        synapse1_change = multiply(transpose(hidden1_layer), hidden2_delta)
        synapse0_change = multiply(transpose(input_layer), hidden1_delta)
        changes = [synapse0_change, synapse1_change, synapse2_change, synapse3_change]
        return changes, [d.sum(axis=0) for d in (hidden1_delta, hidden2_delta, hidden3_delta, output_delta)]


def exercise1(W, B, A, Y, T):
    return NeuralNetwork(W, B).train(A[0], T)
