"""The data and the parameters of the exercises.

The network has four inputs, three hidden layers of six ReLU units and one linear output. All
numbers below are integers divided by a power of two. Such numbers have a finite binary expansion,
so a computer stores them without rounding, and it also adds and multiplies them without rounding
as long as the result needs no more digits than the format has.
"""

import numpy


def getdata():
    """Return the data: 16 samples with four inputs and one target each.

    Two targets have long tails, ``T[3]`` (25 binary digits after the point) and ``T[7]`` (51).
    They are chosen such that the gradient of the mean squared error with respect to the first
    weight, ``W[0][0, 0]``, needs every digit of float64, and yet no operation on the way to it
    is ever rounded. Every correct program prints the same digits of it on every machine, in
    whatever order it adds, and also in float32.

    Returns
    -------
    X : numpy.ndarray
        The inputs, shape (16, 4), dtype float64: multiples of 1/2 between -2 and 2.
    T : numpy.ndarray
        The targets, shape (16, 1), dtype float64: multiples of 1/2 between -4 and 4, but for
        ``T[3]`` and ``T[7]``.

    Both are fresh, writable arrays on every call.
    """
    X = numpy.array(
        [
            [0, 0, -3, -1],
            [0, -2, -1, -3],
            [-2, -2, 0, 2],
            [-2, 1, 1, 4],
            [-3, 0, 3, 1],
            [-4, 0, -3, -1],
            [3, 0, 0, -1],
            [4, 2, 2, 4],
            [-1, -2, 4, -4],
            [2, -1, 1, -1],
            [1, 4, -1, -3],
            [3, 3, 0, 0],
            [3, -2, 3, 4],
            [1, -3, 2, 3],
            [-1, 4, -4, -3],
            [2, 0, -1, 0],
        ]
    )
    T = numpy.array([-2, 1, 8, 11, 8, -1, 3, -4, 8, 5, -1, 2, -7, -8, 2, -5])
    X, T = X / 2, T.reshape(16, 1) / 2
    T[3] += 9 / 2**25
    T[7] -= 153450505045591 / 2**51
    return X, T


def getparams():
    """Return the weights and the biases of the network.

    A layer computes ``A.dot(W[l]) + B[l]`` from the activations ``A`` of the layer before it.

    The biases are odd multiples of 1/8, 1/32, 1/128 and 1/512: an odd numerator cannot be
    cancelled by the other terms of the sum, which lie on a coarser grid, so no pre-activation is
    zero. At zero the derivative of ReLU is not defined, and libraries choose different values.

    Returns
    -------
    W : list of numpy.ndarray
        The weights, one array per layer, shape (inputs of the layer, outputs of the layer):
        (4, 6), (6, 6), (6, 6), (6, 1). Multiples of 1/2 between -1 and 1, dtype float64.
    B : list of numpy.ndarray
        The biases, one array per layer, shapes (6,), (6,), (6,), (1,), dtype float64.

    All are fresh, writable arrays on every call.
    """
    W0 = [[-2, 1, -1, 0, -2, 2], [-1, -2, 0, 0, -2, 2], [2, -2, -2, 2, 1, 1], [2, 1, 2, 0, 2, 0]]
    W1 = [
        [0, 0, 2, 2, -2, 2],
        [1, -1, -1, 1, 2, 0],
        [-1, -1, 1, -2, -2, 2],
        [1, -1, 1, 1, 1, -1],
        [-1, 1, -2, -1, -2, 0],
        [-2, -2, 2, 1, 1, -2],
    ]
    W2 = [
        [1, -1, 1, -2, -1, -1],
        [1, -1, 0, 0, -1, 1],
        [1, -1, 2, 2, 2, -2],
        [0, -1, 1, 0, 0, 0],
        [2, 0, 2, 1, -2, 2],
        [0, 1, -1, -2, 2, -1],
    ]
    W3 = [[-1], [1], [1], [-2], [2], [-1]]
    B0 = [-3, 1, -5, 3, -1, 7]
    B1 = [1, -3, -7, -1, -3, -5]
    B2 = [-7, 7, 3, 3, 5, 3]
    B3 = [-5]

    W = [numpy.array(w) / 2 for w in (W0, W1, W2, W3)]
    B = [numpy.array(b) / grid for b, grid in zip((B0, B1, B2, B3), (8, 32, 128, 512), strict=True)]
    return W, B
