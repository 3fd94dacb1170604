# exercise: 1
# source: kevinsuedmersen/neural_networks_from_scratch (Python), commit a7e89e6 "updating parameters after backpropagating all errors to guarantee correct error propagatin", src/lib/models/sequential.py: self.layers[l].update_parameters() stood in _backward_pass, and went into _update_parameters
# mistake: Every layer is updated by the optimizer as soon as it has its gradients, while the backward pass still goes on, so the layer before it gets its error through weights that are changed already.
# lines: 49, 53, 56
# crash: no
# first wrong: DW[2]
import numpy as np


def sgd(params, gradients, learning_rate=0.1):
    return params - learning_rate * gradients


class DenseLayer:
    def __init__(self, weights, biases, activations, is_output):
        self.weights = weights.T[np.newaxis]
        self.biases = biases.reshape(1, -1, 1)
        self.activations = activations[:, :, np.newaxis]
        self.is_output = is_output
        self.optimizer = None

    def backward_propagate(self, error_next, weights_next):
        derivatives = 1.0 if self.is_output else (self.activations > 0)
        weights_next_t = np.transpose(weights_next, axes=[0, 2, 1])
        self.errors = derivatives * np.matmul(weights_next_t, error_next)
        return self.errors

    def compute_gradients(self, activations_prev):
        activations_prev_t = np.transpose(activations_prev, axes=[0, 2, 1])
        self.weight_gradients = np.mean(np.matmul(self.errors, activations_prev_t), axis=0, keepdims=True)
        self.bias_gradients = np.mean(self.errors, axis=0, keepdims=True)

    def update_parameters(self):
        self.weights = self.optimizer(self.weights, self.weight_gradients)
        self.biases = self.optimizer(self.biases, self.bias_gradients)


class SequentialModel:
    def __init__(self, layers, optimizer):
        self.layers = layers
        for layer in layers:
            layer.optimizer = optimizer

    def _backward_propagate_errors(self, x, ytrue):
        inputs = [x[:, :, np.newaxis]] + [layer.activations for layer in self.layers[:-1]]
        errors = 2 * (self.layers[-1].activations - ytrue[:, :, np.newaxis])
        self.layers[-1].errors = errors
        self.layers[-1].compute_gradients(inputs[-1])
        self.layers[-1].update_parameters()
        for l in range(len(self.layers) - 2, -1, -1):
            errors = self.layers[l].backward_propagate(errors, self.layers[l + 1].weights)
            self.layers[l].compute_gradients(inputs[l])
            self.layers[l].update_parameters()

    def train_step(self, x, ytrue):
        self._backward_propagate_errors(x, ytrue)


def exercise1(W, B, A, Y, T):
    outputs = list(A[1:]) + [Y]
    layers = [DenseLayer(w, b, a, a is Y) for w, b, a in zip(W, B, outputs)]
    SequentialModel(layers, sgd).train_step(A[0], T)
    DW = [layer.weight_gradients[0].T for layer in layers]
    DB = [layer.bias_gradients[0, :, 0] for layer in layers]
    return DW, DB
