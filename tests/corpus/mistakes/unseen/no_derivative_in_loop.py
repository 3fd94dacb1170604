# exercise: 1
# source: NewBieCoderXD/simple-neural-network-in-rust (Rust, vectors of one sample), commits 07af31e 'fix wrong formulas' and 67379da, src/neural_network.rs, back_propagate: error = matrix_dot_vector(&transpose_matrix(&curr_layer.weights), &error); with 67379da it became hadamard_product!(T::derivative(left_layer.z_values), ...)
# mistake: The derivative of the activation is taken at the output only; on the way down, the error is multiplied with the transposed weights but not with the derivative of the layer to the left.
# lines: 45
# crash: no
# first wrong: DW[2]
import numpy as np

def linear(z):
    return z

def linear_derivative(z):
    return np.ones_like(z)

def relu(z):
    return np.maximum(z, 0.0)

def relu_derivative(z):
    return np.where(z > 0.0, 1.0, 0.0)

class NeuralNetworkLayer:
    def __init__(self, weights, biases, activation, derivative):
        self.weights = weights
        self.biases = biases
        self.activation = activation
        self.derivative = derivative
        self.weight_derivative = 0.0
        self.bias_derivative = 0.0

def forward_propagate(layers, x):
    activations = x
    for layer in layers:
        layer.input = activations
        layer.z_values = layer.weights @ activations + layer.biases
        activations = layer.activation(layer.z_values)
    return activations

def back_propagate(layers, activations, actual):
    cost_derivative = 2.0 * (activations - actual)
    error = cost_derivative * layers[-1].derivative(layers[-1].z_values)
    for i in range(len(layers) - 1, -1, -1):
        curr_layer = layers[i]
        curr_layer.weight_derivative += np.outer(error, curr_layer.input)
        curr_layer.bias_derivative += error
        error = curr_layer.weights.T @ error

def exercise1(W, B, A, Y, T):
    layers = [NeuralNetworkLayer(w.T, b, relu, relu_derivative) for w, b in zip(W, B)]
    layers[-1].activation, layers[-1].derivative = linear, linear_derivative
    for x, y in zip(A[0], T):
        predicted = forward_propagate(layers, x)
        back_propagate(layers, predicted, y)
    DW = [layer.weight_derivative.T / len(T) for layer in layers]
    DB = [layer.bias_derivative / len(T) for layer in layers]
    return DW, DB
