# exercise: 1
# source: hijkzzz/cuda-neural-network (C++ and CUDA, maps of named arrays), commit 4b3521a 'fix backprop', src/minist/minist.cu, network_backward: the arrays are stored as Conv3_3x3_filters, Conv2_5x5_filters, ... and were asked for as Conv3_3x3_weights, Conv2_5x5_weights, ...; the names became those with filters
# mistake: The hidden layers keep their weights under names that end with filters, the backward pass asks for names that end with weights, which do not exist: the program stops.
# lines: 63, 64
# crash: yes
# first wrong: -
import numpy as np


def operator_linear(inputs, weights):
    return inputs @ weights


def operator_bias(inputs, bias):
    return inputs + bias


def operator_relu(inputs):
    return np.maximum(inputs, 0)


def operator_d_linear(outputs_grad, inputs, weights):
    return outputs_grad @ weights.T, inputs.T @ outputs_grad


def operator_d_bias(outputs_grad):
    return outputs_grad.sum(axis=0)


def operator_d_relu(outputs_grad, inputs):
    return outputs_grad * (inputs > 0)


class Net:
    hidden = ["Hidden1", "Hidden2", "Hidden3"]

    def __init__(self, W, B):
        self.weights, self.grads, self.outputs = {}, {}, {}
        for name, w, b in zip(self.hidden, W, B):
            self.weights[name + "_filters"] = w
            self.weights[name + "_bias"] = b
        self.weights["FC_weights"] = W[3]
        self.weights["FC_bias"] = B[3]

    def network_forward(self, images):
        self.outputs["Input"] = x = images
        for name in self.hidden:
            self.outputs[name] = operator_linear(x, self.weights[name + "_filters"])
            self.outputs[name + "_bias"] = operator_bias(self.outputs[name], self.weights[name + "_bias"])
            self.outputs[name + "_relu"] = x = operator_relu(self.outputs[name + "_bias"])
        self.outputs["FC"] = operator_linear(x, self.weights["FC_weights"])
        self.outputs["FC_bias"] = operator_bias(self.outputs["FC"], self.weights["FC_bias"])

    def network_backward(self, labels):
        grad = 2 * (self.outputs["FC_bias"] - labels) / len(labels)
        self.grads["FC_bias"] = operator_d_bias(grad)
        grad, self.grads["FC_weights"] = operator_d_linear(
            grad, self.outputs["Hidden3_relu"], self.weights["FC_weights"])
        below = ["Input", "Hidden1_relu", "Hidden2_relu"]
        for name, inputs in zip(reversed(self.hidden), reversed(below)):
            grad = operator_d_relu(grad, self.outputs[name + "_bias"])
            self.grads[name + "_bias"] = operator_d_bias(grad)
            grad, self.grads[name + "_weights"] = operator_d_linear(
                grad, self.outputs[inputs], self.weights[name + "_weights"])


def exercise1(W, B, A, Y, T):
    net = Net(W, B)
    net.network_forward(A[0])
    net.network_backward(T)
    DW = [net.grads[name + "_filters"] for name in net.hidden] + [net.grads["FC_weights"]]
    return DW, [net.grads[name + "_bias"] for name in net.hidden + ["FC"]]
