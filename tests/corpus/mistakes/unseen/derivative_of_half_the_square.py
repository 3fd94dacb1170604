# exercise: 1
# source: michal-korniak/Backpropagation.NET (C#), commit c2537e7 'Poprawka funkcji błędu', MeanSquaredErrorFunction.cs: Invoke was 0.5 * (expected - actual)^2 and became 1/n * (expected - actual)^2, InvokeForDerivate stayed actual - expected
# mistake: The derivative still belongs to half the square, the factor 2 of the mean squared error is missing in all gradients.
# lines: 15
# crash: no
# first wrong: DW[3]
class MeanSquaredErrorFunction:
    def __init__(self, number):
        self.number = number

    def invoke(self, actual, expected):
        return 1 / self.number * (expected - actual) ** 2

    def invoke_for_derivate(self, actual, expected):
        return actual - expected

class Connection:
    def __init__(self, source, destination, weight):
        self.source, self.destination, self.weight, self.change = source, destination, weight, 0.0
        destination.inputs.append(self)
        source and source.outputs.append(self)

    @property
    def input(self):
        return 1.0 if self.source is None else self.source.output

class Neuron:
    def __init__(self):
        self.inputs, self.outputs, self.output, self.delta_error = [], [], 0.0, 0.0

    def calculate_delta_error(self):
        total = sum(c.destination.delta_error * c.weight for c in self.outputs)
        self.delta_error = total if self.output > 0 else 0.0

def build(W, B):
    layers = [[Neuron() for _ in W[0]]]
    for w, b in zip(W, B):
        layer = [Neuron() for _ in b]
        for k, neuron in enumerate(layer):
            Connection(None, neuron, b[k])
            for i, source in enumerate(layers[-1]):
                Connection(source, neuron, w[i][k])
        layers.append(layer)
    return layers

def exercise1(W, B, A, Y, T):
    layers, error_function = build(W, B), MeanSquaredErrorFunction(len(T[0]))
    for s in range(len(T)):
        for layer, values in zip(layers, [a[s] for a in A] + [Y[s]]):
            for neuron, value in zip(layer, values):
                neuron.output = value
        for neuron, expected in zip(layers[-1], T[s]):
            neuron.delta_error = error_function.invoke_for_derivate(neuron.output, expected)
        for layer in layers[-2:0:-1]:
            for neuron in layer:
                neuron.calculate_delta_error()
        for connection in (c for layer in layers[1:] for n in layer for c in n.inputs):
            connection.change += connection.destination.delta_error * connection.input / len(T)
    DW = [[[n.inputs[i + 1].change for n in layer] for i in range(len(n0))] for n0, layer in zip(W, layers[1:])]
    return DW, [[n.inputs[0].change for n in layer] for layer in layers[1:]]
