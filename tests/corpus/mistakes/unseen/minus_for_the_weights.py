# exercise: 1
# source: AndrewwBC/neural-network-java (Java), commit 626ce72 'fix minus sign', Neuron.java: errorInFunctionOfWeight became -2*(yr - predict()) * (-x), errorInFunctionOfBias stayed -2*(yr - predict()); commit d0ccf6b 'remove minus sign of weight error function' took it out again
# mistake: The minus of yr - predict() is counted twice in the derivative with respect to the weight: the gradients of the weights have the wrong sign, those of the biases the right one.
# lines: 21
# crash: no
# first wrong: DW[3]
import numpy as np

class Neuron:
    def __init__(self, weights, bias, hidden):
        self.weights, self.bias, self.hidden = weights, bias, hidden
        self.inputs, self.error = None, 0.0

    def predict(self, inputs):
        self.inputs = inputs
        result = float(np.dot(self.weights, inputs)) + self.bias
        self.active = result > 0 or not self.hidden
        return result if self.active else 0.0

    def error_in_function_of_weight(self):
        return self.error * (-self.inputs)

    def error_in_function_of_bias(self):
        return self.error

    def error_in_function_of_input(self):
        return self.error * self.weights

class Backpropagation:
    def __init__(self, layers):
        self.layers = layers

    def run(self, x, yr):
        for layer in self.layers:
            x = np.array([neuron.predict(x) for neuron in layer])
        errors = -2 * (yr - x)
        for layer in reversed(self.layers):
            for neuron, error in zip(layer, errors):
                neuron.error = error if neuron.active else 0.0
            errors = sum(neuron.error_in_function_of_input() for neuron in layer)

def exercise1(W, B, A, Y, T):
    layers = [[Neuron(w[:, k], b[k], l < len(W) - 1) for k in range(len(b))]
              for l, (w, b) in enumerate(zip(W, B))]
    DW, DB = [np.zeros(w.shape) for w in W], [np.zeros(b.shape) for b in B]
    training = Backpropagation(layers)
    for x, yr in zip(A[0], T):
        training.run(x, yr)
        for l, layer in enumerate(layers):
            for k, neuron in enumerate(layer):
                DW[l][:, k] += neuron.error_in_function_of_weight() / len(T)
                DB[l][k] += neuron.error_in_function_of_bias() / len(T)
    return DW, DB
