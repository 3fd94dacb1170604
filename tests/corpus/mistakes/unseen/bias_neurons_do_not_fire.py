# exercise: 2
# source: abhaybd/Java-Simple-Neural-Network (Java), commits ae700b9 'Added Bias neurons. still no dice :(' and ceac4ae 'Fixed bias neurons.', NeuralNetwork.java, evaluate: the weighted sums were taken over layers[i].getNeurons() only; a loop over layers[i].getBiasNeurons() was added
# mistake: The layers have bias neurons, but the evaluation goes only over the other neurons, so the biases are missing in all weighted sums.
# lines: missing between 50 and 51
# crash: no
# first wrong: err
import torch


class Dendrite:
    def __init__(self, end, weight):
        self.end = end
        self.weight = weight


class Neuron:
    def __init__(self):
        self.weightedSum = 0.0
        self.output = 1.0
        self.dendrites = []


class NeuronLayer:
    def __init__(self, count, bias):
        self.neurons = [Neuron() for _ in range(count)]
        self.biasNeurons = [Neuron() for _ in range(bias)]


class NeuralNetwork:
    def __init__(self, W, B):
        self.layers = [NeuronLayer(w.shape[0], 1) for w in W] + [NeuronLayer(W[-1].shape[1], 0)]
        for i in range(len(W)):
            ends = self.layers[i + 1].neurons
            for neuron, row in zip(self.layers[i].neurons, W[i]):
                neuron.dendrites = [Dendrite(e, weight) for e, weight in zip(ends, row)]
            for neuron in self.layers[i].biasNeurons:
                neuron.dendrites = [Dendrite(e, weight) for e, weight in zip(ends, B[i])]

    def evaluate(self, inputs):
        for layer in self.layers:
            for neuron in layer.neurons:
                neuron.weightedSum = 0.0
        for neuron, value in zip(self.layers[0].neurons, inputs):
            neuron.output = value
        for i, layer in enumerate(self.layers[:-1]):
            for neuron in layer.neurons:
                if i != 0:
                    neuron.output = torch.relu(neuron.weightedSum)
                for dendrite in neuron.dendrites:
                    dendrite.end.weightedSum = dendrite.end.weightedSum + neuron.output * dendrite.weight
        return self.layers[-1].neurons[0].weightedSum


def exercise2(W, B, X, T):
    network = NeuralNetwork(W, B)
    errorSum = 0.0
    for inputs, output in zip(X, T):
        errorSum = errorSum + (network.evaluate(inputs) - output[0]) ** 2
    return errorSum / len(X)
