# exercise: 1
# source: rodrigodivino/backpropagation (TypeScript), commit 7a76d93 "Calculate meanError for set of inputs", which goes into calculateOutputLocalGradient
# mistake: The mean error over all samples is sent back for every sample, in place of the error of that sample.
# lines: 12, 13
# crash: no
# first wrong: DW[3]
import numpy as np


def output_local_gradient(output, expected):
    errors = output - expected
    mean_error = np.full_like(errors, errors.mean())
    return 2 * mean_error / len(errors)


def backpropagate(local, weights, activation):
    return local.dot(weights.T) * (activation > 0)


def weight_adjustment(activation, local):
    return activation.T.dot(local)


def exercise1(W, B, A, Y, T):
    gradients = [output_local_gradient(Y, T)]
    for weights, activation in zip(reversed(W[1:]), reversed(A[1:])):
        gradients.append(backpropagate(gradients[-1], weights, activation))
    gradients.reverse()
    DW = [weight_adjustment(a, g) for a, g in zip(A, gradients)]
    DB = [g.sum(axis=0) for g in gradients]
    return DW, DB
