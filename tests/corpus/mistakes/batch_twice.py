# exercise: 1
# source: InfiniteLobster/FNN-from-scratch, commit 6995d6c "Code fixed to make all optimizer work": the loss derivative includes the division by batch size, and the optimizers divide once again
# mistake: The derivative of the loss is divided by the batch size, and the gradients are divided by it once more.
# lines: 12, 30, 31
# crash: no
# first wrong: DW[3]
import numpy


def mse_derivative(targets, outputs):
    num_batch = outputs.shape[0]
    der_loss = 2 * (outputs - targets) / num_batch
    return der_loss


def relu_derivative(z):
    return numpy.where(z > 0, 1, 0)


def backwards(weights_list, a_values, outputs, targets):
    batch_size = outputs.shape[0]
    delta = mse_derivative(targets, outputs)
    grads_w = []
    grads_b = []
    for layer_index in reversed(range(len(weights_list))):
        grads_w.append(a_values[layer_index].T @ delta)
        grads_b.append(delta.sum(axis=0))
        if layer_index > 0:
            delta = (delta @ weights_list[layer_index].T) * relu_derivative(a_values[layer_index])
    grads_w = [g / batch_size for g in grads_w]
    grads_b = [g / batch_size for g in grads_b]
    return list(reversed(grads_w)), list(reversed(grads_b))


def exercise1(W, B, A, Y, T):
    grads_w, grads_b = backwards(W, A, Y, T)
    return grads_w, grads_b
