# exercise: 2
# source: vinsis/ternary-quantization (Python, PyTorch), issue 1 "gradient issue" and commit f80d36a "removed bug and trained again", quantification.py, get_quantization_grads: the gradient for the full-precision weights was a * full_precision_data * w_p_data + b * full_precision_data * w_n_data + ..., without the gradient that comes in; each full_precision_data became grad_data. Here the two regions of ReLU
# mistake: The backward function multiplies the masks of the regions with the saved data and not with the gradient that comes in.
# lines: 26
# crash: no
# first wrong: -
import torch

W_P = 1.0
W_N = 0.0


def regions(full_precision_data):
    a = (full_precision_data > 0).float()
    b = (full_precision_data < 0).float()
    return a, b


def rectify(tensor_data, w_p, w_n):
    a, b = regions(tensor_data)
    return a * tensor_data * w_p + b * tensor_data * w_n


def get_rectify_grads(grad_data, full_precision_data, w_p, w_n):
    a, b = regions(full_precision_data)
    return a * full_precision_data * w_p + b * full_precision_data * w_n


class Rectify(torch.autograd.Function):
    @staticmethod
    def forward(ctx, data):
        ctx.save_for_backward(data)
        return rectify(data, W_P, W_N)

    @staticmethod
    def backward(ctx, grad_output):
        data, = ctx.saved_tensors
        return get_rectify_grads(grad_output, data, W_P, W_N)


def exercise2(W, B, X, T):
    out = X
    for weight, bias in zip(W[:-1], B[:-1]):
        out = Rectify.apply(torch.addmm(bias, out, weight))
    out = torch.addmm(B[-1], out, W[-1])
    return ((out - T) ** 2).mean()
