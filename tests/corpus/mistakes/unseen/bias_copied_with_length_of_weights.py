# exercise: 1
# source: Sergio0694/NeuralNetwork.NET (C#), commit 579137f 'Fixed bug in the biased network gradient calculation', BiasedNeuralNetwork.cs: bytes = sizeof(double) * dJdw.Length for the copy of dJdb, and dLength with deltas.Sum(d => d.Length) where d.GetLength(1) is meant
# mistake: The gradient of the biases is copied into the vector of all gradients with the length of the gradient of the weights; the vector itself is made with the size of the deltas instead of their number of columns.
# lines: 29, 39
# crash: yes
# first wrong: -
import numpy as np

def transpose_and_multiply(a, b):
    return a.T @ b

def compress_vertically(m):
    return m.sum(axis=0)

def activation_prime(a):
    return (a > 0).astype(float)

class BiasedNeuralNetwork:
    def __init__(self, weights, biases):
        self.weights = weights
        self.biases = biases
    def backpropagate(self, a_list, y_hat, y):
        deltas = [None] * len(self.weights)
        deltas[-1] = 2.0 * (y_hat - y) / y.shape[0]
        for l in range(len(self.weights) - 2, -1, -1):
            dl = deltas[l + 1] @ self.weights[l + 1].T
            dl *= activation_prime(a_list[l + 1])
            deltas[l] = dl
        length = sum(w.size for w in self.weights) + sum(d.size for d in deltas)
        gradient = np.zeros(length)
        position = 0
        for i in range(len(self.weights)):
            di = deltas[i]
            djdw = transpose_and_multiply(a_list[i], di)
            count = djdw.size
            gradient[position:position + count] = djdw.ravel()
            position += count
            djdb = compress_vertically(di)
            count = djdw.size
            gradient[position:position + count] = djdb
            position += count
        return gradient

def exercise1(W, B, A, Y, T):
    network = BiasedNeuralNetwork(W, B)
    gradient = network.backpropagate(A, Y, T)
    DW, DB, position = [], [], 0
    for w, b in zip(W, B):
        DW.append(gradient[position:position + w.size].reshape(w.shape))
        position += w.size
        DB.append(gradient[position:position + b.size])
        position += b.size
    return DW, DB
