# exercise: 1
# source: JamieMair/SimpleNNs.jl (Julia), commit 637951b 'Fixed backpropagation expression', src/backprop.jl: Expr(:block, setup_block, last_layer, middle_layers, first_layer) became middle_layers...; the block held an array of expressions, which does nothing when it is run
# mistake: the code of the backward pass is put together of pieces, and the pieces of the middle layers go in as one list, so that they stand in the code as a value and are never run
# lines: 34
# crash: no
# first wrong: DW[2]
import numpy as np


def calc_grads(cache, layer, partials, layer_input):
    cache["weight_gradients"][layer][...] = layer_input.T @ partials
    cache["bias_gradients"][layer][...] = partials.sum(axis=0)


def pullback(layer_partials, weights, partial, layer_output):
    layer_partials[...] = (partial @ weights.T) * (layer_output > 0)


def generate_backprop(n):
    setup = "\n".join([
        "partials = cache['partials']",
        f"partials[{n - 1}][...] = 2 * (outputs[{n}] - targets) / len(targets)",
    ])
    last_layer = f"calc_grads(cache, {n - 1}, partials[{n - 1}], outputs[{n - 1}])"

    def layer_block(i):
        return "\n".join([
            f"pullback(partials[{i}], weights[{i + 1}], partials[{i + 1}], outputs[{i + 1}])",
            f"calc_grads(cache, {i}, partials[{i}], outputs[{i}])",
        ])

    middle_layers = [layer_block(i) for i in range(n - 2, 0, -1)]
    first_layer = layer_block(0)
    return [setup, last_layer, middle_layers, first_layer]


def backprop(cache, outputs, weights, targets):
    scope = dict(cache=cache, outputs=outputs, weights=weights, targets=targets,
                 calc_grads=calc_grads, pullback=pullback)
    block = generate_backprop(len(weights))
    exec("\n".join(str(expression) for expression in block), scope)


def exercise1(W, B, A, Y, T):
    cache = {
        "weight_gradients": [np.zeros_like(w) for w in W],
        "bias_gradients": [np.zeros_like(b) for b in B],
        "partials": [np.zeros((len(T), w.shape[1])) for w in W],
    }
    backprop(cache, A + [Y], W, T)
    return cache["weight_gradients"], cache["bias_gradients"]
