# exercise: 2
# source: style of jcjohnson/pytorch-examples: a torch.autograd.Function of one's own for ReLU
# mistake: none
# lines: -
# crash: no
# first wrong: -
import torch


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        ctx.save_for_backward(input)
        return input.clamp(min=0)

    @staticmethod
    def backward(ctx, grad_output):
        input, = ctx.saved_tensors
        grad_input = grad_output.clone()
        grad_input[input < 0] = 0
        return grad_input


def exercise2(W, B, X, T):
    relu = MyReLU.apply
    h1 = relu(X.mm(W[0]) + B[0])
    h2 = relu(h1.mm(W[1]) + B[1])
    h3 = relu(h2.mm(W[2]) + B[2])
    y_pred = h3.mm(W[3]) + B[3]
    loss = (y_pred - T).pow(2).sum() / T.shape[0]
    return loss
