# exercise: 1
# source: Zyniuu/NeuralNetworkCPP (C++), commit 420befb 'Fix activations', Activations/ReLU/ReLU.cpp: backward multiplied its argument with the mask, but DenseLayer::backward hands it m_output, the sums before the activation, and multiplies with the gradient afterwards; mended to return only the mask
# mistake: The backward method of ReLU multiplies the mask with its argument, which is not the gradient but the sum before the activation; so the deltas are multiplied with the activation.
# lines: 13
# crash: no
# first wrong: DW[2]
import numpy as np

class ReLU:
    def forward(self, x):
        return np.maximum(0.0, x)
    def backward(self, gradient):
        return gradient * np.where(gradient > 0, 1.0, 0.0)

class DenseLayer:
    def __init__(self, weights, biases, activation=None):
        self.weights = weights.T
        self.biases = biases.reshape(-1, 1)
        self.activation = activation
        self.reset_gradients()
    def reset_gradients(self):
        self.grad_weights = np.zeros_like(self.weights)
        self.grad_biases = np.zeros_like(self.biases)
    def forward(self, x):
        self.input = x
        self.output = self.weights @ x + self.biases
        if self.activation:
            return self.activation.forward(self.output)
        return self.output
    def backward(self, gradient):
        if self.activation:
            grad_output = self.activation.backward(self.output)
        else:
            grad_output = np.ones_like(self.output)
        grad_output = gradient * grad_output
        self.grad_weights += grad_output @ self.input.T
        self.grad_biases += grad_output
        return self.weights.T @ grad_output

def compute_gradient(predictions, targets):
    return 2.0 * (predictions - targets) / targets.shape[0]

def exercise1(W, B, A, Y, T):
    layers = [DenseLayer(w, b, ReLU()) for w, b in zip(W[:-1], B[:-1])]
    layers.append(DenseLayer(W[-1], B[-1]))
    for x, t in zip(A[0], T):
        predictions = x.reshape(-1, 1)
        for layer in layers:
            predictions = layer.forward(predictions)
        gradient = compute_gradient(predictions, t.reshape(-1, 1))
        for layer in reversed(layers):
            gradient = layer.backward(gradient)
    n = len(T)
    return [l.grad_weights.T / n for l in layers], [l.grad_biases.ravel() / n for l in layers]
