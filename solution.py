"""The model answers to the exercises.

`exercise1_preactivations` answers exercise 1 in the edition that keeps the pre-activations. The
other functions take the number of layers and all sizes from their arguments, so they work for every
network of ReLU layers with a linear output, and for every number of samples. They compute in the
precision of their arguments, float32 or float64. `gradient_in_blocks` is the fast version of
exercise 1 that the extension ends with.

The error is the mean of the squared difference between output and target, taken over the samples
(and over the outputs, if there is more than one).
"""

import numpy


def exercise1(W, B, A, Y, T):
    """Compute the gradient of the error by backpropagation.

    Parameters
    ----------
    W, B : lists of numpy.ndarray
        The weights, shape (inputs, outputs) each, and the biases, shape (outputs,) each.
    A : list of numpy.ndarray
        The input of every layer: the data X, then the activations of the hidden layers, each
        of shape (samples, units).
    Y, T : numpy.ndarray
        The outputs of the network and the targets, shape (samples, outputs).

    Returns
    -------
    DW, DB : lists of numpy.ndarray
        The gradient of the error with respect to the weights and the biases, with the shapes
        of W and B.

    References
    ----------
    D. E. Rumelhart, G. E. Hinton, R. J. Williams: Learning representations by back-propagating
    errors. Nature 323, 533-536 (1986).
    """
    # DZ holds the gradient with respect to the pre-activations Z of every layer
    DZ = [2 * (Y - T) / Y.size]
    for layer in range(len(W) - 1, 0, -1):
        DZ.insert(0, DZ[0].dot(W[layer].T) * (A[layer] > 0))

    DW = [a.T.dot(dz) for a, dz in zip(A, DZ, strict=True)]
    # A bias is the weight of an input that is always 1. For many samples, this product is several
    # times faster than dz.sum(axis=0), which is the same
    DB = [numpy.ones(len(dz), dz.dtype).dot(dz) for dz in DZ]
    return DW, DB


def exercise1_preactivations(W, B, X, Z1, A1, Z2, A2, Z3, A3, Y, T):
    """Compute the gradient of the error by backpropagation, for three hidden layers.

    Parameters
    ----------
    W, B : lists of numpy.ndarray
        The weights, shape (inputs, outputs) each, and the biases, shape (outputs,) each, of four
        layers.
    X : numpy.ndarray
        The data, shape (samples, inputs).
    Z1, Z2, Z3, A1, A2, A3 : numpy.ndarray
        The pre-activations and the activations of the hidden layers, shape (samples, units) each.
    Y, T : numpy.ndarray
        The outputs of the network and the targets, shape (samples, outputs).

    Returns
    -------
    DW, DB : lists of numpy.ndarray
        The gradient of the error with respect to the weights and the biases, with the shapes
        of W and B.

    References
    ----------
    D. E. Rumelhart, G. E. Hinton, R. J. Williams: Learning representations by back-propagating
    errors. Nature 323, 533-536 (1986).
    """
    DY = 2 * (Y - T) / Y.size
    DZ3 = DY.dot(W[3].T) * (Z3 > 0)
    DZ2 = DZ3.dot(W[2].T) * (Z2 > 0)
    DZ1 = DZ2.dot(W[1].T) * (Z1 > 0)

    DW = [X.T.dot(DZ1), A1.T.dot(DZ2), A2.T.dot(DZ3), A3.T.dot(DY)]
    DB = [DZ1.sum(axis=0), DZ2.sum(axis=0), DZ3.sum(axis=0), DY.sum(axis=0)]
    return DW, DB


def exercise2(W, B, X, T):
    """Compute the error such that PyTorch can differentiate it.

    Parameters
    ----------
    W, B : lists of torch.nn.Parameter
        The weights, shape (inputs, outputs) each, and the biases, shape (outputs,) each.
    X, T : torch.Tensor
        The data, shape (samples, inputs), and the targets, shape (samples, outputs).

    Returns
    -------
    err : torch.Tensor
        The error, shape (). Call ``err.backward()`` to obtain the gradient.
    """
    A = X
    for w, b in zip(W[:-1], B[:-1], strict=True):
        A = (A.matmul(w) + b).relu()
    Y = A.matmul(W[-1]) + B[-1]
    return ((Y - T) ** 2).mean()


def exercise3(net):
    """Print the magnitude of the gradient with respect to the first weight of a network.

    The first weight connects the first input to the first unit of the first layer.

    Parameters
    ----------
    net : torch.nn.Sequential
        A network that begins with a `torch.nn.Linear`, after ``backward()``.
    """
    print(numpy.linalg.norm(net[0].weight.grad[0, 0]))


def gradient_in_blocks(W, B, X, T, samples=4096):
    """Compute the gradient of exercise 1 in half the time or less, for very many samples.

    Runs forward and backward with some samples at a time, in arrays that are used again and again
    and so stay in the cache of the processor. They are stored feature-major, one row per unit:
    numpy's innermost loop then passes along the samples of the block, and not along six units. One
    more row, of ones, is the input of the biases: one product takes the weights and the biases.

    Parameters
    ----------
    W, B : lists of numpy.ndarray
        The weights, shape (inputs, outputs) each, and the biases, shape (outputs,) each.
    X, T : numpy.ndarray
        The data, shape (samples, inputs), and the targets, shape (samples, outputs).
    samples : int, optional
        How many samples make a block.

    Returns
    -------
    DW, DB : lists of numpy.ndarray
        The gradient of the error with respect to the weights and the biases, with the shapes
        of W and B.
    """
    # The parameters of every layer: the weights, and below them the biases
    P = [numpy.vstack([w, b]) for w, b in zip(W, B, strict=True)]
    DP = [numpy.zeros_like(p) for p in P]
    # The inputs of every layer. Their last row stays 1
    A = [numpy.ones((len(p), min(samples, len(X))), p.dtype) for p in P]
    for start in range(0, len(X), samples):
        x, t = X[start : start + samples].T, T[start : start + samples].T
        A = [a[:, : x.shape[1]] for a in A]  # the last block may be shorter
        A[0][:-1] = x
        masks = []
        for layer in range(1, len(P)):
            Z = numpy.matmul(P[layer - 1].T, A[layer - 1], out=A[layer][:-1])
            # As numbers 1 and 0, because numpy multiplies faster by numbers than by booleans
            masks.append((Z > 0).astype(Z.dtype))
            Z *= masks[-1]
        DZ = 2 * (P[-1].T.dot(A[-1]) - t) / T.size
        for layer in range(len(P) - 1, -1, -1):
            DP[layer] += A[layer].dot(DZ.T)
            if layer > 0:
                DZ = W[layer].dot(DZ)
                DZ *= masks.pop()
    return [dp[:-1] for dp in DP], [dp[-1] for dp in DP]
