# exercise: 1
# source: eric268/Neural_Network_CPP (C++), commit 9499e4f 'Refactored code making network more modular' and after it, NeuralNetwork.cpp: mWeightedResults[i][j] += ... over the images of a batch, but mBiasResults[i] = mDeltaError * mDeltaOutput, in the hidden layers and in the output layer
# mistake: The results for the weights are added up over the samples, but those for the biases are assigned, so that only the last sample counts.
# lines: 29
# crash: no
# first wrong: DB[3]
class Neuron:
    def __init__(self):
        self.activation = 0.0
        self.delta_error = 0.0
        self.delta_output = 0.0


class NetworkLayer:
    def __init__(self, size):
        self.neurons = [Neuron() for _ in range(size)]
        self.weights = None


class LayerResults:
    def __init__(self, size, previous):
        self.bias_results = [0.0] * size
        self.weighted_results = [[0.0] * previous for _ in range(size)]


def add_results(layer, previous, results, scale):
    for i, neuron in enumerate(layer.neurons):
        delta = neuron.delta_error * neuron.delta_output * scale
        results.bias_results[i] = delta
        for j, before in enumerate(previous.neurons):
            results.weighted_results[i][j] += delta * before.activation


def output_layer_backprop(layer, answers):
    for neuron, y in zip(layer.neurons, answers):
        neuron.delta_error = 2.0 * (neuron.activation - y)
        neuron.delta_output = 1.0


def layer_backprop(layer, next_layer):
    for i, neuron in enumerate(layer.neurons):
        neuron.delta_error = 0.0
        neuron.delta_output = 1.0 if neuron.activation > 0 else 0.0
        for j, after in enumerate(next_layer.neurons):
            neuron.delta_error += after.delta_error * after.delta_output * layer.weights[j][i]


def exercise1(W, B, A, Y, T):
    layers = [NetworkLayer(len(w)) for w in W] + [NetworkLayer(T.shape[1])]
    for layer, w in zip(layers, W):
        layer.weights = w.T.tolist()
    results = [LayerResults(w.shape[1], len(w)) for w in W]
    scale = 1.0 / len(T)
    for n in range(len(T)):
        for layer, values in zip(layers, list(A) + [Y]):
            for neuron, value in zip(layer.neurons, values[n]):
                neuron.activation = value
        output_layer_backprop(layers[-1], T[n])
        add_results(layers[-1], layers[-2], results[-1], scale)
        for i in range(len(layers) - 2, 0, -1):
            layer_backprop(layers[i], layers[i + 1])
            add_results(layers[i], layers[i - 1], results[i - 1], scale)
    DW = [w * 0 + list(zip(*r.weighted_results)) for w, r in zip(W, results)]
    DB = [b * 0 + r.bias_results for b, r in zip(B, results)]
    return DW, DB
