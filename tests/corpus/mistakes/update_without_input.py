# exercise: 1
# source: Stack Overflow 5695726 "Java based neural network, how to implement backpropagation": "I update each weight by (1-Output)(Output)(target-Output)"
# mistake: The gradient of a weight is the error term of its neuron alone, it is not multiplied by the input that the weight is for.
# lines: 25
# crash: no
# first wrong: DW[3]
import numpy as np


def getErrorTerms(W, A, Y, T):
    terms = [2 * (Y - T) / len(T)]
    for i in (3, 2, 1):
        below = terms[0].dot(W[i].transpose())
        below[A[i] == 0] = 0
        terms.insert(0, below)
    return terms


def updateOf(inputs, terms):
    numInput, numOut = inputs.shape[1], terms.shape[1]
    update = np.zeros((numInput, numOut))
    for sample in range(len(terms)):
        for i in range(numInput):
            for j in range(numOut):
                update[i][j] += terms[sample][j]
    return update


def exercise1(W, B, A, Y, T):
    terms = getErrorTerms(W, A, Y, T)
    DW = [updateOf(A[i], terms[i]) for i in range(4)]
    DB = [updateOf(np.ones((len(T), 1)), terms[i])[0] for i in range(4)]
    return DW, DB
