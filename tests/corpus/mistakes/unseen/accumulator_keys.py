# exercise: 1
# source: Arnovii/neural-network (Python), commit ab452e5 'Fix parameter initialization order and update gradient accumulator keys', Utils/math_utils.py and Networks/nn_diego.py: the sums were made under the names of the parameters, while the gradients come as dW1, db1, ...; the key became f"d{key}"
# mistake: the accumulators are stored under "W1", "b1", ... and the gradients under "dW1", "db1", ..., so nothing is added, and the keys that are read at the end do not exist
# lines: 28
# crash: yes
# first wrong: -
import numpy as np


def matrix_zeros(rows, cols):
    return [[0.0] * cols for _ in range(rows)]


def matrix_add(a, b):
    return [[x + y for x, y in zip(r, s)] for r, s in zip(a, b)]


def outer_product(v, w):
    return [[x * y for y in w] for x in v]


def initialize_gradient_accumulators(parameters):
    accumulators = {}
    for key, value in parameters.items():
        value = np.asarray(value)
        if value.ndim == 1:
            value = value[None, :]
        accumulators[key] = matrix_zeros(*value.shape)
    return accumulators


def accumulate_gradients(acc_gradients, new_gradients):
    for key in new_gradients:
        if key not in acc_gradients:
            continue
        acc_gradients[key] = matrix_add(acc_gradients[key], new_gradients[key])
    return acc_gradients


def backward(params, cache, output, target):
    n_layers = len(cache)
    delta = [2.0 * (o - t) for o, t in zip(output, target)]
    grads = {}
    for layer in range(n_layers, 0, -1):
        a = cache[layer - 1]
        grads[f"dW{layer}"] = outer_product(a, delta)
        grads[f"db{layer}"] = [delta[:]]
        weights = params[f"W{layer}"]
        delta = [sum(w * d for w, d in zip(weights[i], delta)) * (a[i] > 0)
                 for i in range(len(a))]
    return grads


def exercise1(W, B, A, Y, T):
    params = {}
    for i, (w, b) in enumerate(zip(W, B), start=1):
        params[f"W{i}"], params[f"b{i}"] = w, b
    accumulators = initialize_gradient_accumulators(params)
    n = len(Y)
    for s in range(n):
        grads = backward(params, [a[s] for a in A], Y[s], T[s])
        accumulate_gradients(accumulators, grads)
    DW = [np.array(accumulators[f"dW{i + 1}"]) / n for i in range(len(W))]
    DB = [np.array(accumulators[f"db{i + 1}"])[0] / n for i in range(len(W))]
    return DW, DB
