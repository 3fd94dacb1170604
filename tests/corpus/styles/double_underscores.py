"""In the style of S. Raschka's NeuralNetMLP ("Machine Learning with PyTorch", chapter 11)."""
import numpy as np


class NeuralNetMLP:

    def __init__(self, weights, biases):
        super().__init__()

        # each weight: [n_out, n_in]
        self.weights = [w.T for w in weights]
        self.biases = biases

    def backward(self, activations, a_out, y):

        #########################
        ### Output layer weights
        #########################

        # Part 1: dLoss/dOutWeights
        ## = dLoss/dOutAct * dOutAct/dOutNet * dOutNet/dOutWeight

        # input/output dim: [n_examples, n_outputs]
        d_loss__d_a_out = 2.*(a_out - y) / (y.shape[0] * y.shape[1])
        d_a_out__d_z_out = 1.  # identity
        delta = d_loss__d_a_out * d_a_out__d_z_out  # "delta (rule) placeholder"

        # [n_examples, n_hidden]
        d_z_out__d_w_out = activations[-1]

        # input dim: [n_outputs, n_examples] dot [n_examples, n_hidden]
        d_loss__d_w = [np.dot(delta.T, d_z_out__d_w_out)]
        d_loss__d_b = [np.sum(delta, axis=0)]

        #################################
        # Part 2: dLoss/dHiddenWeights, from the last hidden layer down
        ## = delta * dNet/dHiddenAct * dHiddenAct/dHiddenNet * dHiddenNet/dWeight
        for h in range(len(self.weights) - 2, -1, -1):

            # [n_units_above, n_hidden]
            d_z__d_a_h = self.weights[h + 1]

            # output dim: [n_examples, n_hidden]
            d_loss__d_a_h = np.dot(delta, d_z__d_a_h)
            d_a_h__d_z_h = np.where(activations[h + 1] > 0., 1., 0.)  # relu derivative
            d_z_h__d_w_h = activations[h]

            delta = d_loss__d_a_h * d_a_h__d_z_h
            d_loss__d_w.insert(0, np.dot(delta.T, d_z_h__d_w_h))
            d_loss__d_b.insert(0, np.sum(delta, axis=0))

        return d_loss__d_w, d_loss__d_b


def exercise1(W, B, A, Y, T):
    model = NeuralNetMLP(W, B)
    d_loss__d_w, d_loss__d_b = model.backward(A, Y, T)
    return [d.T for d in d_loss__d_w], d_loss__d_b
