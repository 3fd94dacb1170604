# exercise: 1
# source: cboard.cprogramming.com thread 120684 'Simple BackPropagation Algorithm' (C++, a class Neuron_c): in Update the loop over the weights begins with i++ and then takes *it + 0.9 * (iInput[i] * delta)
# mistake: The index of the input is raised before it is used, so every weight gets the product with the input of the next one, and the last one reads behind the end.
# lines: 24, 25
# crash: yes
# first wrong: -
class Neuron_c:
    def __init__(self, vWeights):
        self.vWeights = vWeights
        self.vChanges = [0.0] * len(vWeights)
        self.activation = 0.0

    def Check(self, iInput):
        self.activation = 0.0
        i = 0
        for weight in self.vWeights:
            self.activation += iInput[i] * weight
            i += 1
        return self.activation

    def Update(self, iInput, delta):
        i = 0
        for it in range(len(self.vChanges)):
            i += 1
            self.vChanges[it] += iInput[i] * delta


def with_bias(values):
    return [1.0] + list(values)


def check(layers, values):
    signals = [with_bias(values)]
    for layer in layers[:-1]:
        signals.append(with_bias(max(0.0, neuron.Check(signals[-1])) for neuron in layer))
    return signals, [neuron.Check(signals[-1]) for neuron in layers[-1]]


def learn(layers, values, desired, samples):
    signals, outputs = check(layers, values)
    deltas = [2.0 * (y - t) / samples for y, t in zip(outputs, desired)]
    for number in range(len(layers) - 1, -1, -1):
        layer = layers[number]
        for neuron, delta in zip(layer, deltas):
            neuron.Update(signals[number], delta)
        if number > 0:
            below = []
            for p, neuron in enumerate(layers[number - 1]):
                total = sum(n.vWeights[p + 1] * d for n, d in zip(layer, deltas))
                below.append(total if neuron.activation > 0 else 0.0)
            deltas = below


def exercise1(W, B, A, Y, T):
    layers = []
    for w, b in zip(W, B):
        layers.append([Neuron_c([b[n]] + list(w[:, n])) for n in range(len(b))])
    for values, desired in zip(A[0], T):
        learn(layers, values, desired, len(T))
    DW = [[list(row) for row in zip(*[n.vChanges[1:] for n in layer])] for layer in layers]
    return DW, [[n.vChanges[0] for n in layer] for layer in layers]
