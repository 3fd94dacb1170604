# exercise: 1
# source: FukuInTheCode/my_perceptron (C), commit 6c31f9a "EVERY THING WORK NOW", src/func/perceptronTrain.c: the weights go by the gradient times -alpha, but P->bias = P->bias + gradBias, which became P->bias - gradBias
# mistake: the step of the bias goes with the gradient and that of the weights against it, so the biases change with the wrong sign
# lines: 22
# crash: no
# first wrong: DB[3]
import numpy as np

class Perceptron:
    def __init__(self, theta, bias):
        self.theta = theta.copy()
        self.bias = bias.copy()

def perceptron_predict(P, features):
    return features @ P.theta + P.bias

def perceptron_train(P, inputs, grad_output, alpha):
    grad_theta = inputs.T @ grad_output
    grad_theta_alpha = grad_theta * -alpha
    grad_bias = alpha * grad_output.sum(axis=0)
    new_theta = P.theta + grad_theta_alpha
    P.bias = P.bias + grad_bias
    P.theta = new_theta

def network_train(perceptrons, features, targets, alpha):
    inputs, totals = [features], []
    for P in perceptrons:
        totals.append(perceptron_predict(P, inputs[-1]))
        inputs.append(np.maximum(totals[-1], 0))
    grad = 2 * (totals[-1] - targets) / len(targets)
    for i in range(len(perceptrons) - 1, -1, -1):
        P = perceptrons[i]
        below = grad @ P.theta.T
        perceptron_train(P, inputs[i], grad, alpha)
        if i > 0:
            grad = below * (totals[i - 1] > 0)

def exercise1(W, B, A, Y, T):
    alpha = 0.5
    perceptrons = [Perceptron(w, b) for w, b in zip(W, B)]
    network_train(perceptrons, A[0], T, alpha)
    DW = [(w - P.theta) / alpha for w, P in zip(W, perceptrons)]
    DB = [(b - P.bias) / alpha for b, P in zip(B, perceptrons)]
    return DW, DB
