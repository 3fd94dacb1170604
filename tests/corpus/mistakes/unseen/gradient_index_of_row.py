# exercise: 1
# source: bochko/simple-neural-network (C++), commit 63fbe6a "i think i fixed the error in the gradients counts", SNN.cpp, bprop: in the sum over the next layer stood gradients->get_val(0, r) * weight_matrix->get_val(r, c), the gradient became get_val(0, c)
# mistake: In the sum over the neurons of the next layer the gradient is taken with the index r of the neuron of this layer instead of c, the one of the next; as the output has one neuron only, the index runs out of the list.
# lines: 23
# crash: yes
# first wrong: -
import numpy as np

def bprop(weights, layer_values, errval):
    steps = []
    gradients = [errval]
    for idx in range(len(weights) - 1, -1, -1):
        left_neurons = layer_values[idx]
        delta_weights = [[left * g for g in gradients] for left in left_neurons]
        steps.append((idx, delta_weights, list(gradients)))
        if idx == 0:
            break
        weight_matrix = weights[idx]
        derived_gradients = []
        for r in range(len(weight_matrix)):
            sum_ = 0.0
            for c in range(len(weight_matrix[r])):
                p = gradients[r] * weight_matrix[r][c]
                sum_ += p
            active = 1.0 if left_neurons[r] > 0 else 0.0
            derived_gradients.append(sum_ * active)
        gradients = derived_gradients
    return steps

def exercise1(W, B, A, Y, T):
    DW = [np.zeros(w.shape) for w in W]
    DB = [np.zeros(b.shape) for b in B]
    weights = [w.tolist() for w in W]
    samples = len(T)
    for s in range(samples):
        errval = 2.0 * (Y[s, 0] - T[s, 0]) / samples
        layer_values = [a[s].tolist() for a in A]
        for idx, delta_weights, delta_bias in bprop(weights, layer_values, errval):
            DW[idx] += np.array(delta_weights)
            DB[idx] += np.array(delta_bias)
    return DW, DB
