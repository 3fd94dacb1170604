# exercise: 1
# source: Gerryflap/haskell-nn (Haskell), commit 7da9491 'Fixed the example and changed the backpropagated gradient to a matrix', src/HaskellNN/Layers.hs, bwd of Dense: the inputs of the batch were summed and multiplied with one vector of errors for all samples; it became a sum over the samples of the products of the input and the errors of each
# mistake: The gradient of the weights is the product of the sum of the inputs and the sum of the errors over the batch, in place of the sum of the products of each sample.
# lines: 24, 25
# crash: no
# first wrong: DW[3]
from functools import reduce
from operator import add
from numpy import array, expand_dims, maximum, where


def foldl1(f, xs):
    xs = list(xs)
    return reduce(f, xs[1:], xs[0])


def dense(w, b):
    def fwd(inp):
        return inp @ w + b, inp

    def bwd(inp, errors):
        new_errors = errors @ w.T
        grads_bias = foldl1(add, errors)
        summed_inp = foldl1(add, inp)
        grads_weights = expand_dims(summed_inp, 1) @ expand_dims(grads_bias, 0)
        return new_errors, [grads_weights, grads_bias]

    return fwd, bwd


def activation(act_fwd, act_bwd):
    return lambda inp: (act_fwd(inp), inp), lambda inp, errors: (act_bwd(inp, errors), [])


relu = activation(lambda x: maximum(x, 0.0), lambda i, e: where(i > 0.0, e, 0.0))


def single_fwd_op(state, layer):
    inp, inps = state
    outp, inpt = layer[0](inp)
    return outp, inps + [inpt]


def single_bwd_op(state, pair):
    errors, grads = state
    inpt, layer = pair
    new_errors, gs = layer[1](inpt, errors)
    return new_errors, [gs] + grads


def sequential(layers):
    def fwd(inp):
        return reduce(single_fwd_op, layers, (inp, []))

    def bwd(inps, errors):
        return reduce(single_bwd_op, reversed(list(zip(inps, layers))), (errors, []))

    return fwd, bwd


def exercise1(W, B, A, Y, T):
    d1, d2, d3, d4 = map(dense, W, B)
    fwd, bwd = sequential([d1, relu, d2, relu, d3, relu, d4])
    outp, inps = fwd(array(A[0]))
    _, grads = bwd(inps, 2.0 * (outp - T) / len(T))
    weights, biases = zip(*filter(None, grads))
    return list(weights), list(biases)
