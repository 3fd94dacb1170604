# exercise: 1
# source: KamilKhairullin/SwiftMicrograd (Swift), commit dd59ebb, Neuron.swift: self.weights = .init(repeating: Value.makeRandomValue(), count: inputSize), one object for all the weights of a neuron (the learned parameters of the commit were equal in groups)
# mistake: The list of the weights of a neuron holds one and the same object again and again, so all of them have the last value and one common gradient.
# lines: 17
# crash: no
# first wrong: DW[3]
class Value:
    def __init__(self, data, previous=(), backward=None):
        self.data = data
        self.gradient = 0.0
        self.previous = previous
        self.backward = backward

class Neuron:
    def __init__(self, input_size):
        self.bias = Value(0.0)
        self.weights = [Value(0.0)] * input_size

    def parameters(self):
        return self.weights + [self.bias]

    def call(self, inputs, activation):
        total = sum(w.data * x.data for w, x in zip(self.weights, inputs)) + self.bias.data
        out = Value(activation(total), inputs)
        def backward():
            slope = 1.0 if activation(total) == total else 0.0
            for w, x in zip(self.weights, inputs):
                w.gradient += x.data * slope * out.gradient
                x.gradient += w.data * slope * out.gradient
            self.bias.gradient += slope * out.gradient
        out.backward = backward
        return out

class MLP:
    def __init__(self, sizes):
        self.layers = [[Neuron(m) for _ in range(n)] for m, n in zip(sizes, sizes[1:])]

    def set_parameters(self, parameters):
        for layer, values in zip(self.layers, parameters):
            for neuron, column in zip(layer, values):
                for parameter, value in zip(neuron.parameters(), column):
                    parameter.data = float(value)

    def call(self, inputs):
        trace = []
        for layer in self.layers:
            activation = (lambda z: z) if layer is self.layers[-1] else (lambda z: max(0.0, z))
            inputs = [neuron.call(inputs, activation) for neuron in layer]
            trace.append(inputs)
        return trace

def exercise1(W, B, A, Y, T):
    mlp = MLP([len(w) for w in W] + [W[-1].shape[1]])
    mlp.set_parameters([[list(c) + [v] for c, v in zip(w.T, b)] for w, b in zip(W, B)])
    for sample, target in zip(A[0], T):
        trace = mlp.call([Value(float(v)) for v in sample])
        trace[-1][0].gradient = 2 * (trace[-1][0].data - float(target[0])) / len(T)
        for value in [v for values in reversed(trace) for v in values]:
            value.backward()
    DW = [list(zip(*[[w.gradient for w in n.weights] for n in layer])) for layer in mlp.layers]
    return DW, [[n.bias.gradient for n in layer] for layer in mlp.layers]
