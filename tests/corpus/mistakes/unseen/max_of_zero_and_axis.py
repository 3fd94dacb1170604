# exercise: 1
# source: jorgenkg/python-neural-network (Python), commit 7250217 'Minor fix: bugfix', backprop/activation_functions.py, ReLU_function: return np.max(0, signal ) became np.clip( signal, 0, 500 )
# mistake: np.max is called with 0 and the signal as if it took the larger of two values; its second argument is an axis, so it stops (np.maximum is meant).
# lines: 14
# crash: yes
# first wrong: -
import numpy as np


def ReLU_function( signal, derivative=False ):
    if derivative:
        return (signal > 0).astype(float)
    else:
        return np.max( 0, signal )


def linear_function( signal, derivative=False ):
    if derivative:
        return np.ones( signal.shape )
    else:
        return signal


def add_bias( A ):
    return np.hstack(( np.ones((A.shape[0], 1)), A ))


class NeuralNet:
    def __init__( self, weights, activation_functions ):
        self.weights = weights
        self.activation_functions = activation_functions

    def update( self, input_values ):
        derivatives = [ ]
        outputs = [ input_values ]
        for i, weight_layer in enumerate(self.weights):
            signal = np.dot( add_bias(outputs[-1]), weight_layer )
            outputs.append( self.activation_functions[i]( signal ) )
            derivatives.append( self.activation_functions[i]( signal, derivative=True ).T )
        return outputs, derivatives

    def gradient( self, training_data, training_targets ):
        input_signals, derivatives = self.update( training_data )
        out = input_signals[-1]
        cost_derivative = 2 * (out - training_targets).T / out.size
        delta = cost_derivative * derivatives[-1]
        layers = [ None ] * len(self.weights)
        for i in range(len(self.weights) - 1, -1, -1):
            layers[i] = np.dot( delta, add_bias(input_signals[i]) ).T
            if i != 0:
                weight_delta = np.dot( self.weights[i][1:, :], delta )
                delta = weight_delta * derivatives[i - 1]
        return layers


def exercise1(W, B, A, Y, T):
    weights = [ np.vstack([b, w]) for w, b in zip(W, B) ]
    network = NeuralNet( weights, [ ReLU_function ] * (len(W) - 1) + [ linear_function ] )
    layers = network.gradient( A[0], T )
    return [ layer[1:, :] for layer in layers ], [ layer[0, :] for layer in layers ]
