# exercise: 1
# source: fgiannesini/NeuralNetwork (Java, jblas), commit 9ce7433 'Correct activation derivation', ReluFunctionApplier.java: return input.ge(0), mended to input.gt(0); it is called as derivate(getCurrentResult()), with the results after the activation
# mistake: The derivative of the ReLU is 1 where its input is greater than or equal to 0, but it gets the results after the ReLU, which are never below 0: the mask is 1 everywhere.
# lines: 13
# crash: no
# first wrong: DW[2]
import numpy as np

class ReluFunctionApplier:
    def apply(self, inputs):
        return np.maximum(inputs, 0)
    def derivate(self, inputs):
        return np.greater_equal(inputs, 0).astype(float)

class IdentityFunctionApplier:
    def apply(self, inputs):
        return inputs
    def derivate(self, inputs):
        return np.ones_like(inputs)

class GradientLayerProvider:
    def __init__(self, weight_matrix, activation_function, previous_result, result):
        self.weight_matrix = weight_matrix
        self.activation_function = activation_function
        self.previous_result = previous_result
        self.result = result

def launch_first_backward(provider, output):
    error = 2 * (provider.result - output)
    return error * provider.activation_function.derivate(provider.result)

def launch_backward(provider, next_provider, dz):
    error = next_provider.weight_matrix.T.dot(dz)
    return error * provider.activation_function.derivate(provider.result)

def compute_correction(provider, dz, input_count):
    weights = dz.dot(provider.previous_result.T) / input_count
    bias = dz.sum(axis=1) / input_count
    return weights, bias

def exercise1(W, B, A, Y, T):
    results = [a.T for a in A] + [Y.T]
    functions = [ReluFunctionApplier()] * (len(W) - 1) + [IdentityFunctionApplier()]
    providers = [GradientLayerProvider(W[i].T, functions[i], results[i], results[i + 1])
                 for i in range(len(W))]
    corrections = []
    dz = launch_first_backward(providers[-1], T.T)
    corrections.insert(0, compute_correction(providers[-1], dz, T.shape[0]))
    for i in range(len(providers) - 2, -1, -1):
        dz = launch_backward(providers[i], providers[i + 1], dz)
        corrections.insert(0, compute_correction(providers[i], dz, T.shape[0]))
    return [c[0].T for c in corrections], [c[1] for c in corrections]
