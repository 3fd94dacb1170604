# exercise: 1
# source: Noobderpy/CollegeAppPortfolio (Game Maker Language), IndependantProjects/NeuralNet/scripts/WeightCalculation and BiasCalculation: for a hidden node, CostActivation += WeightCalculation(Layer+1, i, node)
# mistake: The derivative of the cost with respect to an activation is summed up from the gradients of the weights that leave the node, which contain the activation of the node where its weight belongs.
# lines: 34
# crash: no
# first wrong: DW[2]
import numpy as np


class NeuralNet:
    def __init__(self, weight, bias):
        self.layerNodes = [len(weight[0])] + [len(b) for b in bias]
        self.numLayers = len(self.layerNodes)
        self.weight = [None] + [w.T for w in weight]
        self.bias = [None] + list(bias)
        self.neurons = [np.zeros(n) for n in self.layerNodes]
        self.z = [np.zeros(n) for n in self.layerNodes]

    def Solve(self):
        for i in range(1, self.numLayers):
            for j in range(self.layerNodes[i]):
                tot = 0
                for k in range(self.layerNodes[i - 1]):
                    tot += self.neurons[i - 1][k] * self.weight[i][j][k]
                self.z[i][j] = tot + self.bias[i][j]
                self.neurons[i][j] = self.z[i][j] if i == self.numLayers - 1 else max(0, self.z[i][j])

    def NodeCalculation(self, Layer, node):
        if Layer == self.numLayers - 1:
            return 2 * (self.neurons[Layer][node] - self.expected[node])
        ActivationZ = 1 if self.z[Layer][node] > 0 else 0
        CostActivation = 0
        for i in range(self.layerNodes[Layer + 1]):
            CostActivation += self.WeightCalculation(Layer + 1, i, node)
        return ActivationZ * CostActivation

    def WeightCalculation(self, Layer, node, prevNode):
        zWeight = self.neurons[Layer - 1][prevNode]
        return zWeight * self.NodeCalculation(Layer, node)

    def BiasCalculation(self, Layer, node):
        return self.NodeCalculation(Layer, node)


def exercise1(W, B, A, Y, T):
    net = NeuralNet(W, B)
    weightGradiant = [np.zeros_like(w) for w in W]
    biasGradiant = [np.zeros_like(b) for b in B]
    maxTraining = len(T)
    for b in range(maxTraining):
        net.neurons[0] = A[0][b]
        net.expected = T[b]
        net.Solve()
        for i in range(1, net.numLayers):
            for j in range(net.layerNodes[i]):
                for k in range(net.layerNodes[i - 1]):
                    weightGradiant[i - 1][k][j] += net.WeightCalculation(i, j, k) / maxTraining
                biasGradiant[i - 1][j] += net.BiasCalculation(i, j) / maxTraining
    return weightGradiant, biasGradiant
