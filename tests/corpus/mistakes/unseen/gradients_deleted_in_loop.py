# exercise: 1
# source: sacridini/OpenNeuralNetwork (C++), issue 2 "Wrong deletition of gradient class", backPropagation.cpp: delete gradients stands at the end of the loop over the hidden layers, with more hidden layers the loop begins anew with the deleted gradients; the proposal is to move it behind the loop
# mistake: the gradients of the layer are freed at the end of each turn of the loop, while the next turn begins by copying them
# lines: 45
# crash: yes
# first wrong: -
import numpy as np

class Matrix:
    def __init__(self, values):
        self.values = values.copy()

    def transpose(self):
        return Matrix(self.values.T)

    def multiply(self, other):
        return Matrix(self.values @ other.values)

    def delete(self):
        self.values = None

class NeuralNetwork:
    def __init__(self, W, activated):
        self.weight_matrices = [Matrix(w) for w in W]
        self.layers = [Matrix(a) for a in activated]

    def back_propagation(self, derived_errors):
        last = len(self.weight_matrices)
        gradients = Matrix(derived_errors)
        delta_weights = [self.layers[last - 1].transpose().multiply(gradients)]
        delta_biases = [gradients.values.sum(axis=0)]
        for i in range(last - 1, 0, -1):
            p_gradients = Matrix(gradients.values)
            gradients.delete()
            transposed_p_weights = self.weight_matrices[i].transpose()
            gradients = p_gradients.multiply(transposed_p_weights)
            hidden_derived = np.where(self.layers[i].values > 0, 1.0, 0.0)
            gradients.values *= hidden_derived
            z_activated = self.layers[i - 1].transpose()
            delta_weights.append(z_activated.multiply(gradients))
            delta_biases.append(gradients.values.sum(axis=0))
            p_gradients.delete()
            transposed_p_weights.delete()
            z_activated.delete()
            gradients.delete()
        delta_weights.reverse()
        delta_biases.reverse()
        return [m.values for m in delta_weights], delta_biases

def exercise1(W, B, A, Y, T):
    network = NeuralNetwork(W, A)
    return network.back_propagation(2 * (Y - T) / len(T))
