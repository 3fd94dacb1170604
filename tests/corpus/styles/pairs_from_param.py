"""In the style of students' mini-projects for EPFL's EE-559: Module, gradwrtoutput, param()."""
import numpy as np


class Module(object):
    def param(self):
        # liste de paires (paramètre, gradient)
        return []


class Linear(Module):
    def __init__(self, weight, bias, input):
        self.weight = weight.T          # out_features x in_features
        self.bias, self.input = bias, input
        self.grad_weight = np.zeros(self.weight.shape)
        self.grad_bias = np.zeros(self.bias.shape)

    def backward(self, *gradwrtoutput):
        grad_output = gradwrtoutput[0]
        # on accumule, il faudrait un zero_grad() entre deux batches
        np.add(self.grad_weight, np.matmul(grad_output.T, self.input), out=self.grad_weight)
        np.add(self.grad_bias, grad_output.sum(0), out=self.grad_bias)
        return np.matmul(grad_output, self.weight)

    def param(self):
        return [(self.weight, self.grad_weight), (self.bias, self.grad_bias)]


class ReLU(Module):
    def __init__(self, output):
        self.output = output

    def backward(self, *gradwrtoutput):
        return gradwrtoutput[0] * np.sign(self.output).clip(0, 1)


class Sequential(Module):
    def __init__(self, *modules):
        self.modules = modules

    def backward(self, *gradwrtoutput):
        grad = gradwrtoutput[0]
        for module in reversed(self.modules):
            grad = module.backward(grad)

    def param(self):
        return [pair for module in self.modules for pair in module.param()]


def exercise1(W, B, A, Y, T):
    modules = []
    for l in range(len(W)):
        modules.append(Linear(W[l], B[l], A[l]))
        if l + 1 < len(W):
            modules.append(ReLU(A[l + 1]))
    model = Sequential(*modules)
    model.backward((Y - T) * 2 / Y.shape[1] / Y.shape[0])
    DW = [grad.T for p, grad in model.param() if p.ndim == 2]
    DB = [grad for p, grad in model.param() if p.ndim == 1]
    return DW, DB
