# exercise: 1
# source: utkuozbulak/pytorch-cnn-visualizations, issues 36 and 59: guided backpropagation clamps the gradient at 0 as well
# mistake: Besides the mask of the units, the gradient that comes back is clamped at zero, so negative ones are lost.
# lines: 14
# crash: no
# first wrong: DW[2]
import numpy as np

hooks = []


def relu_backward_hook(forward_output, grad_out):
    corresponding = np.sign(forward_output)
    modified_grad_out = corresponding * np.clip(grad_out, 0.0, None)
    return modified_grad_out


def exercise1(W, B, A, Y, T):
    forward_relu_outputs = list(A[1:])
    layers = list(zip(W, A))
    dW, dB = [], []
    grad = (Y - T) / (len(Y) / 2)
    while layers:
        weight, entering = layers.pop()
        dW.append(np.einsum("ni,no->io", entering, grad))
        dB.append(np.einsum("no->o", grad))
        grad = np.einsum("no,io->ni", grad, weight)
        if forward_relu_outputs:
            grad = relu_backward_hook(forward_relu_outputs.pop(), grad)
    return dW[::-1], dB[::-1]
