# exercise: 1
# source: niklas-rittmann/Go-Neural (Go), commit b8bef2f 'chore: Fixes backprop', single_layer_backward: dz_curr = multiply_by(dz_curr, 1.0/float64(y)) was removed, and dw_curr got the factor (the commit also turned diff(y, y_hat) round, which is not made here)
# mistake: In every layer dz is divided by the number of samples before it goes on to the layer below, and the gradient of the biases is divided once more; only dw and db of the layer may be divided.
# lines: 38, 39
# crash: no
# first wrong: DB[3]
import numpy as np
from collections import namedtuple

LayerDef = namedtuple("LayerDef", "weights bias activation_back")
CacheVal = namedtuple("CacheVal", "a z")
BackPropRes = namedtuple("BackPropRes", "dw db")


def multiply_by(m, factor):
    return m * factor


def row_sum(m):
    return m.sum(axis=1, keepdims=True)


def mse_back(y_hat, y):
    return multiply_by(y_hat - y, 2.0)


def relu_back(z):
    return (z > 0).astype(float)


def linear_back(z):
    return np.ones(z.shape)


def single_layer_backward(da_curr, layer, cache):
    y = da_curr.shape[1]
    dz_curr = np.multiply(da_curr, layer.activation_back(cache.z))
    dz_curr = multiply_by(dz_curr, 1.0 / float(y))
    dw_curr = np.dot(dz_curr, cache.a.T)
    db_curr = multiply_by(row_sum(dz_curr), 1.0 / float(y))
    da_prev = np.dot(layer.weights.T, dz_curr)
    return da_prev, BackPropRes(dw_curr, db_curr)


def exercise1(W, B, A, Y, T):
    layers = [LayerDef(w.T, b[:, None], relu_back) for w, b in zip(W, B)]
    layers[-1] = layers[-1]._replace(activation_back=linear_back)
    caches = []
    for layer, a in zip(layers, A):
        caches.append(CacheVal(a.T, np.dot(layer.weights, a.T) + layer.bias))
    da, results = mse_back(Y.T, T.T), []
    for layer, cache in zip(reversed(layers), reversed(caches)):
        da, res = single_layer_backward(da, layer, cache)
        results.insert(0, res)
    return [r.dw.T for r in results], [r.db[:, 0] for r in results]
