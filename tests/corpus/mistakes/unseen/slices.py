# exercise: 1
# source: deeplearning4j/deeplearning4j, pull request 1452 "Fix backprop for minibatch size of 1: switch .slices() to .size(0)" (Java): gradients were divided by the wrong amount
# mistake: The gradients are divided by the number of units of the layer, where the number of samples is meant.
# lines: 24
# crash: no
# first wrong: DW[3]
import numpy


class Gradient:
    def __init__(self):
        self.gradient_for_variable = {}

    def set_gradient_for(self, variable, array):
        self.gradient_for_variable[variable] = array


class BaseLayer:
    def __init__(self, weights, activation_input):
        self.weights = weights
        self.input = activation_input

    def backprop_gradient(self, delta):
        mini_batch_size = delta.shape[1]
        result = Gradient()
        result.set_gradient_for("W", numpy.matmul(self.input.T, delta) / mini_batch_size)
        result.set_gradient_for("b", delta.sum(axis=0) / mini_batch_size)
        epsilon_next = numpy.matmul(delta, self.weights.T)
        return result, epsilon_next * (self.input > 0)


def exercise1(W, B, A, Y, T):
    layers = [BaseLayer(weights, activation_input) for weights, activation_input in zip(W, A)]
    gradients = [None] * len(layers)
    epsilon = 2 * (Y - T)
    for index in reversed(range(len(layers))):
        gradients[index], epsilon = layers[index].backprop_gradient(epsilon)
    return tuple([g.gradient_for_variable[name] for g in gradients] for name in ("W", "b"))
