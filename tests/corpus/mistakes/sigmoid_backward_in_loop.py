# exercise: 1
# source: Kulbear/deep-learning-coursera, pull request 20 (review): "Shouldn't it be 'relu_backward' instead of 'sigmoid_backward'"
# mistake: For the first hidden layer the name "sigmoid" is passed, so the backward function of another activation is used there.
# lines: 35
# crash: no
# first wrong: DW[0]
import numpy as np


def relu_backward(dA, cache):
    dZ = np.array(dA, copy=True)
    dZ[cache <= 0] = 0
    return dZ


def sigmoid_backward(dA, cache):
    s = 1 / (1 + np.exp(-cache))
    return dA * s * (1 - s)


def linear_activation_backward(dA, A_prev, W, Z, activation):
    if activation == "relu":
        dZ = relu_backward(dA, Z)
    elif activation == "sigmoid":
        dZ = sigmoid_backward(dA, Z)
    else:
        dZ = dA
    return dZ @ W.T, A_prev.T @ dZ, np.sum(dZ, axis=0)


def exercise1(W, B, A, Y, T):
    grads = {}
    dA = 2 * (Y - T) / Y.shape[0]
    Z = [a @ w + b for a, w, b in zip(A, W, B)]
    activations = ["sigmoid", "relu", "relu", "linear"]
    for l in (3, 2, 1, 0):
        dA, grads["dW%d" % l], grads["db%d" % l] = linear_activation_backward(
            dA, A[l], W[l], Z[l], activations[l]
        )
    return [grads["dW%d" % l] for l in range(4)], [grads["db%d" % l] for l in range(4)]
