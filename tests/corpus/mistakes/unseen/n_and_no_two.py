# exercise: 1
# source: Open-Deep-ML/DML-OpenProblem issue 54 '25 Single Neuron with Backpropagation': the text has 2/n for the gradients of the mean squared error, the solution 1/n; 'will change that now'
# mistake: The gradients have the factor 1/n, the derivative of the square (the 2) is missing.
# lines: 30, 31
# crash: no
# first wrong: DW[3]
import numpy as np


def relu(x):
    return np.maximum(0, x)


def forward(features, weights, biases):
    outputs = [features]
    for i, (w, b) in enumerate(zip(weights, biases)):
        z = np.dot(outputs[-1], w) + b
        outputs.append(z if i == len(weights) - 1 else relu(z))
    return outputs


def train_gradients(features, labels, weights, biases):
    n = len(labels)
    outputs = forward(features, weights, biases)
    predictions = outputs.pop()

    errors = predictions - labels
    weight_gradients, bias_gradients = [], []
    for layer_input, w in zip(reversed(outputs), reversed(weights)):
        weight_gradients.append((1 / n) * np.dot(layer_input.T, errors))
        bias_gradients.append((1 / n) * np.sum(errors, axis=0))
        errors = np.dot(errors, w.T) * (layer_input > 0)

    return weight_gradients[::-1], bias_gradients[::-1]


def exercise1(W, B, A, Y, T):
    features = np.array(A[0])
    labels = np.array(T)
    return train_gradients(features, labels, W, B)
