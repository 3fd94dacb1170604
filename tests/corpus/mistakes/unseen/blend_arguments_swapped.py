# exercise: 1
# source: oysteijo/simd_neuralnet (C with AVX), commit 76ae42b 'Whoops there was a bug in the AVX activation derivative for relu', neuralnet/activation.c, relu_derivative: blendv_ps(zero, ones, mask), where mask is activation <= 0, became blendv_ps(ones, zero, mask); the loop for the rest was right
# mistake: in the blocks of four, the derivative of ReLU is 1 where the activation is not above 0 and 0 where it is, because the two values are swapped; the units behind the last block are right
# lines: 23
# crash: no
# first wrong: DW[2]
import numpy as np

LANES = 4


def blendv(a, b, mask):
    return np.where(mask, b, a)


def relu_derivative(n, activation, ar):
    zero = np.zeros(LANES)
    ones = np.ones(LANES)
    i = 0
    while i + LANES <= n:
        reg = activation[i:i + LANES]
        mask = reg <= zero
        reg = blendv(zero, ones, mask)
        ar[i:i + LANES] = reg * ar[i:i + LANES]
        i += LANES
    while i < n:
        ar[i] *= 0.0 if activation[i] <= 0.0 else 1.0
        i += 1


def vector_outer_accumulate(a, b, out):
    for i in range(len(a)):
        out[i] += a[i] * b


def backpropagation(weights, activations, output, target, grad_w, grad_b):
    n_layers = len(weights)
    delta = 2.0 * (output - target)
    for layer in range(n_layers - 1, -1, -1):
        grad_b[layer] += delta
        vector_outer_accumulate(activations[layer], delta, grad_w[layer])
        if layer == 0:
            break
        delta = weights[layer] @ delta
        relu_derivative(len(delta), activations[layer], delta)


def exercise1(W, B, A, Y, T):
    grad_w = [np.zeros_like(w) for w in W]
    grad_b = [np.zeros_like(b) for b in B]
    n_samples = len(Y)
    for s in range(n_samples):
        backpropagation(W, [a[s] for a in A], Y[s], T[s], grad_w, grad_b)
    return [g / n_samples for g in grad_w], [g / n_samples for g in grad_b]
