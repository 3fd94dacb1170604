# exercise: 1
# source: ainmax/backpropagation (Java), commit e3627ee "Code have passed refactoring first stage" (the merge 044a857 names it: "Bug with wrong biases gradient calculating was fixed"): the class that carries the derivatives of the activations forward gave a layer inputs * outputs columns for the biases too; it became getConnectedParametersCount, which is the number of the outputs for the biases
# mistake: The forward matrices of derivatives have a column for every weight also when the parameters are the biases, so every bias stands there once for each input and the list of the gradient is read at wrong places.
# lines: 28, 30, 31
# crash: no
# first wrong: DB[3]
import numpy as np


class NetworkGradient:
    def __init__(self, weights, biases, sample, error):
        self.weights = weights
        self.biases = biases
        self.layers_gradients = []
        self.go_forward(sample)
        self.error_gradient = error * self.layers_gradients[-1][0]

    def linear_derivative(self, coefficient):
        raise NotImplementedError

    def go_forward(self, layer_input):
        for index, (w, b) in enumerate(zip(self.weights, self.biases)):
            charge = w @ layer_input + b
            is_output = index == len(self.weights) - 1
            slope = np.ones_like(charge) if is_output else (charge > 0) * 1.0
            current, previous = w.shape
            known = self.layers_gradients[-1].shape[1] if index else 0
            gradient = np.zeros((current, known + previous * current))
            for i in range(current):
                for k in range(previous):
                    column = known + i * previous + k
                    gradient[i, column] = self.linear_derivative(layer_input[k]) * slope[i]
            if index:
                gradient[:, :known] = w @ self.layers_gradients[-1] * slope[:, None]
            self.layers_gradients.append(gradient)
            layer_input = charge if is_output else np.maximum(charge, 0)


class WeightsGradient(NetworkGradient):
    def linear_derivative(self, coefficient):
        return coefficient


class BiasesGradient(NetworkGradient):
    def linear_derivative(self, coefficient):
        return 1.0


def exercise1(W, B, A, Y, T):
    matrices = [w.T for w in W]
    DW = [np.zeros_like(m) for m in matrices]
    DB = [np.zeros_like(b) for b in B]
    for test, answer, target in zip(A[0], Y[:, 0], T[:, 0]):
        error = 2 * (answer - target) / len(T)
        weight_gradient = WeightsGradient(matrices, B, test, error).error_gradient
        bias_gradient = BiasesGradient(matrices, B, test, error).error_gradient
        current_weight = 0
        for matrix in DW:
            for j in range(matrix.shape[0]):
                for k in range(matrix.shape[1]):
                    matrix[j, k] += weight_gradient[current_weight]
                    current_weight += 1
        current_bias = 0
        for vector in DB:
            for j in range(len(vector)):
                vector[j] += bias_gradient[current_bias]
                current_bias += 1
    return [matrix.T for matrix in DW], DB
