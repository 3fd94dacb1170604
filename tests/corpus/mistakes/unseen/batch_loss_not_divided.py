# exercise: 1
# source: Habrador/MicrogradCSharp (C#), commit 99df536 "Fixed MSE Loss if network has multiple outputs": the loss of a batch added Forward(wantedOutput, actualOutput) of every sample, each a mean over the outputs; loss /= (networkOutputs.Length * networkOutputs[0].Length) was added
# mistake: The mean is taken over the outputs of one sample only; the loss of the batch is their sum and is never divided by the number of samples.
# lines: between 52 and 53
# crash: no
# first wrong: DW[3]
import numpy as np


class Value:
    def __init__(self, data, parents=()):
        self.data, self.grad, self.parents = data, 0.0, parents

    def __add__(self, other):
        return Value(self.data + other.data, ((self, 1.0), (other, 1.0)))

    def __mul__(self, other):
        return Value(self.data * other.data, ((self, other.data), (other, self.data)))

    def __truediv__(self, number):
        return Value(self.data / number, ((self, 1.0 / number),))

    def square_of_difference(self, other):
        return Value((self.data - other.data) ** 2, ((self, 2.0 * (self.data - other.data)),))

    def relu(self):
        return Value(max(self.data, 0.0), ((self, float(self.data > 0)),))

    def backward(self):
        topo, visited = [], set()
        def build(v):
            if v not in visited:
                visited.add(v)
                for parent, _ in v.parents:
                    build(parent)
                topo.append(v)
        build(self)
        self.grad = 1.0
        for v in reversed(topo):
            for parent, slope in v.parents:
                parent.grad += slope * v.grad


class MeanSquaredError:
    def forward(network_outputs, wanted_outputs):
        pairs = zip(network_outputs, wanted_outputs)
        return sum((output.square_of_difference(wanted) for output, wanted in pairs), Value(0.0)) / len(network_outputs)

    def forward_batch(network_outputs, wanted_outputs):
        loss = Value(0.0)
        for actual_output, wanted_output in zip(network_outputs, wanted_outputs):
            loss = loss + MeanSquaredError.forward(actual_output, wanted_output)
        return loss


def exercise1(W, B, A, Y, T):
    to_values = np.vectorize(Value, otypes=[object])
    weights, biases = [to_values(w) for w in W], [to_values(b) for b in B]
    outputs = [[Value(x) for x in row] for row in A[0]]
    for i in range(len(W)):
        outputs = [[sum((x * w for x, w in zip(row, col)), b) for col, b in zip(weights[i].T, biases[i])] for row in outputs]
        if i < len(W) - 1:
            outputs = [[value.relu() for value in row] for row in outputs]
    MeanSquaredError.forward_batch(outputs, to_values(T)).backward()
    grads = np.vectorize(lambda v: v.grad)
    return [grads(w) for w in weights], [grads(b) for b in biases]
