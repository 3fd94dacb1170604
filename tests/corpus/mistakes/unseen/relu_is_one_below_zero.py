# exercise: 1
# source: ducphamhong/neural-network-cpp (C++), commit bd81bd1 "Fix function", ANN.cpp, activationRelu: x > 0.0 ? x : 1.0 became x > 0.0 ? x : 0.0 (the program makes its own forward pass)
# mistake: ReLU returns 1 and not 0 for inputs that are not positive, so the forward pass is that of another function and, since the derivative is taken at the outputs, no unit is ever off.
# lines: 27
# crash: no
# first wrong: DW[3]
import numpy as np


class SNeural:
    def __init__(self):
        self.Output = 0.0
        self.Delta = 0.0
        self.Biases = 0.0
        self.Weights = []


class SLayer:
    def __init__(self, numNeurals, activation, derivative):
        self.NumNeurals = numNeurals
        self.Neurals = [SNeural() for _ in range(numNeurals)]
        self.activation = activation
        self.derivative = derivative


def activationRelu(x):
    return x if x > 0.0 else 1.0


def derivativeRelu(x):
    return 0.0 if x <= 0.0 else 1.0


def createNetwork(W, B):
    layers = [SLayer(W[0].shape[0], None, None)]
    for i in range(len(W)):
        if i < len(W) - 1:
            layers.append(SLayer(W[i].shape[1], activationRelu, derivativeRelu))
        else:
            layers.append(SLayer(W[i].shape[1], lambda x: x, lambda x: 1.0))
        for k in range(layers[i].NumNeurals):
            layers[i].Neurals[k].Weights = W[i][k]
        for j in range(layers[i + 1].NumNeurals):
            layers[i + 1].Neurals[j].Biases = B[i][j]
    return layers


def exercise1(W, B, A, Y, T):
    layers = createNetwork(W, B)
    DW, DB = [np.zeros(w.shape) for w in W], [np.zeros(b.shape) for b in B]
    for s in range(len(T)):
        for k in range(layers[0].NumNeurals):
            layers[0].Neurals[k].Output = A[0][s, k]
        for i in range(1, len(layers)):
            layer, prev = layers[i], layers[i - 1]
            for j in range(layer.NumNeurals):
                sum = layer.Neurals[j].Biases
                for k in range(prev.NumNeurals):
                    sum += prev.Neurals[k].Output * prev.Neurals[k].Weights[j]
                layer.Neurals[j].Output = layer.activation(sum)
        outputLayer = layers[-1]
        for i in range(outputLayer.NumNeurals):
            observed = outputLayer.Neurals[i].Output
            outputLayer.Neurals[i].Delta = outputLayer.derivative(observed) * 2.0 * (observed - T[s, i])
        for i in range(len(layers) - 2, 0, -1):
            for j in range(layers[i].NumNeurals):
                sum = 0.0
                for k in range(layers[i + 1].NumNeurals):
                    sum += layers[i].Neurals[j].Weights[k] * layers[i + 1].Neurals[k].Delta
                layers[i].Neurals[j].Delta = sum * layers[i].derivative(layers[i].Neurals[j].Output)
        for i in range(len(W)):
            for j in range(layers[i + 1].NumNeurals):
                for k in range(layers[i].NumNeurals):
                    DW[i][k, j] += layers[i].Neurals[k].Output * layers[i + 1].Neurals[j].Delta / len(T)
                DB[i][j] += layers[i + 1].Neurals[j].Delta / len(T)
    return DW, DB
