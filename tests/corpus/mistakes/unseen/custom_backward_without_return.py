# exercise: 2
# source: huawei-noah/AdderNet (PyTorch), issue 21 "function adderBackward returned an incorrect number of gradients (expected 2, got 1)": backward of the torch.autograd.Function computes grad_W_col and grad_X_col, but had no return; an answer adds return grad_W_col, grad_X_col (translated to a dense layer)
# mistake: The backward of the custom function computes the gradients of input, weights and bias but does not return them.
# lines: 21
# crash: yes
# first wrong: -
import torch


class dense(torch.autograd.Function):
    @staticmethod
    def forward(ctx, X_col, W_col, bias):
        ctx.save_for_backward(X_col, W_col)
        return X_col.mm(W_col) + bias

    @staticmethod
    def backward(ctx, grad_output):
        X_col, W_col = ctx.saved_tensors
        grad_X_col = grad_output.mm(W_col.t())
        grad_W_col = X_col.t().mm(grad_output)
        grad_bias = grad_output.sum(0)


class dense2d(torch.nn.Module):
    def __init__(self, weight, bias, relu):
        super().__init__()
        self.dense_weight = weight
        self.dense_bias = bias
        self.relu = relu

    def forward(self, x):
        output = dense.apply(x, self.dense_weight, self.dense_bias)
        return torch.relu(output) if self.relu else output


def exercise2(W, B, X, T):
    layers = [dense2d(w, b, i < len(W) - 1) for i, (w, b) in enumerate(zip(W, B))]
    out = X
    for layer in layers:
        out = layer(out)
    return torch.mean((out - T) ** 2)
