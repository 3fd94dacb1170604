# exercise: 1
# source: shuyangsun/mlp-rust (Rust), commit 295c971 'Fix gradient bug.': cur_layer_output * &cur_gradient.mean_axis(Axis(0)) became cur_layer_output * &cur_gradient (the mean is now taken where the parameters change), and MSE => &expected_output - &input became &input - &expected_output
# mistake: The gradient is averaged over the samples before it is multiplied with the derivative of the layer, so that all samples get the same; and the derivative of the error has the wrong sign.
# lines: 12, 42
# crash: no
# first wrong: DW[3]
import numpy as np


class Loss:
    def gradient(self, input, expected_output):
        return 2 * (expected_output - input)


class Weight:
    def __init__(self, value):
        self.value = value

    def predict(self, x):
        return x @ self.value

    def backward(self, layer_input, gradient):
        self.diff = layer_input.T @ gradient / len(layer_input)
        return gradient @ self.value.T


class Bias(Weight):
    def predict(self, x):
        return x + self.value

    def backward(self, layer_input, gradient):
        self.diff = gradient.mean(axis=0)
        return gradient


class ReLu:
    def predict(self, x):
        return np.maximum(x, 0.0)

    def backward(self, layer_input, gradient):
        layer_derivative = np.where(layer_input > 0.0, 1.0, 0.0)
        gradient_mul_output = layer_derivative * gradient.mean(axis=0)
        return gradient_mul_output


class Chain:
    def __init__(self, layers):
        self.layers = layers
        self.layer_outputs = []

    def predict(self, x):
        for layer in self.layers:
            self.layer_outputs.append(x)
            x = layer.predict(x)
        return x


def exercise1(W, B, A, Y, T):
    layers = [layer for w, b in zip(W, B) for layer in (Weight(w), Bias(b), ReLu())]
    chain = Chain(layers[:-1])
    gradient = Loss().gradient(chain.predict(A[0]), T)
    for layer in reversed(chain.layers):
        gradient = layer.backward(chain.layer_outputs.pop(), gradient)
    return [layer.diff for layer in layers[0::3]], [layer.diff for layer in layers[1::3]]
