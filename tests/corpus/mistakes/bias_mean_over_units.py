# exercise: 1
# source: deeplearning4j/deeplearning4j, pull request 364: "bias mean was being done on wrong dimension" (Java)
# mistake: The bias gradient is averaged along the wrong axis, over the units; it comes out with one number per sample.
# lines: 15
# crash: no
# first wrong: DB[3]
import numpy as np

PARAM_W, PARAM_B = "W", "b"


def backprop_gradient(epsilon, inputs, active=None):
    if active is not None:
        epsilon = epsilon * active
    return {PARAM_W: inputs.T.dot(epsilon), PARAM_B: epsilon.mean(1)}, epsilon


def exercise1(W, B, A, Y, T):
    layers = len(W)
    gradients = [None for _ in range(layers)]
    epsilon = 2 * np.subtract(Y, T) / Y.shape[0]
    active = None
    for i in range(layers)[::-1]:
        gradients[i], epsilon = backprop_gradient(epsilon, A[i], active)
        epsilon = epsilon.dot(W[i].T)
        active = A[i] > 0
    return [g[PARAM_W] for g in gradients], [g[PARAM_B] for g in gradients]
