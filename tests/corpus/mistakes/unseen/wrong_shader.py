# exercise: 1
# source: gregoryquick/rust_perceptron (Rust, wgpu), commit 2e969dd 'Fixed error pipeline', src/pipelines/subtract.rs: include_str!("shaders/leakyrelu.comp") became "shaders/subtract.comp"
# mistake: The pipeline that is to subtract the targets from the outputs was given the shader of the activation, which writes into the second buffer, so the error stays zero.
# lines: 52
# crash: no
# first wrong: DW[3]
import numpy as np


def relu_comp(size, bindings):
    input_data, target = bindings[1], bindings[2]
    for i in range(size):
        target[i] = 0.0 if input_data[i] < 0.0 else input_data[i]


def derivative_comp(size, bindings):
    input_data, gradient, target = bindings[1], bindings[2], bindings[3]
    for i in range(size):
        target[i] = gradient[i] if input_data[i] > 0.0 else 0.0


def subtract_comp(size, bindings):
    a, b, target = bindings[1], bindings[2], bindings[3]
    for i in range(size):
        target[i] = a[i] - b[i]


SHADERS = {"relu.comp": relu_comp, "derivative.comp": derivative_comp, "subtract.comp": subtract_comp}


class Pipeline:
    def __init__(self, source, *inputs):
        self.main = SHADERS[source]
        self.buffers = [np.array(data, dtype=float).ravel() for data in inputs]
        self.shape = np.shape(inputs[0])
        self.buffers.append(np.zeros(self.buffers[0].size))

    def run(self):
        self.main(self.buffers[0].size, dict(enumerate(self.buffers, 1)))
        return self.buffers[-1].reshape(self.shape)


def forward(W, B, data):
    outputs = [data]
    for weights, biases in zip(W[:-1], B[:-1]):
        outputs.append(Pipeline("relu.comp", outputs[-1] @ weights + biases).run())
    return outputs, outputs[-1] @ W[-1] + B[-1]


def exercise1(W, B, A, Y, T):
    outputs, prediction = forward(W, B, A[0])
    error = Pipeline("relu.comp", prediction, T).run()
    gradient = error * 2.0 / len(T)
    DW, DB = [], []
    for layer in reversed(range(len(W))):
        DW.insert(0, outputs[layer].T @ gradient)
        DB.insert(0, gradient.sum(axis=0))
        if layer > 0:
            gradient = Pipeline("derivative.comp", outputs[layer], gradient @ W[layer].T).run()
    return DW, DB
