# exercise: 1
# source: ishidur/FeedforwardNeuralNetwork (C++, Eigen), commit a2d17bb 'bugfix', ActivationFunctions.cpp, differentialRelu: return input.unaryExpr(relu) became output.unaryExpr(diffRelu)
# mistake: The derivative of the ReLU applies the function relu itself, so the gradient is multiplied by the outputs of the layer and not by 1 and 0.
# lines: 31
# crash: no
# first wrong: DW[2]
import numpy as np


def relu(x):
    if x < 0.0:
        return 0.0
    return x


def diff_relu(x):
    if x <= 0.0:
        return 0.0
    return 1.0


def unary_expr(vector, function):
    return np.array([function(x) for x in vector])


def activation_relu(inputs):
    return unary_expr(inputs, relu)


def differential_relu(output):
    return unary_expr(output, relu)


def differential_linear(output):
    return np.ones(len(output))


def calc_delta(layer_no, output, weights, delta, differential):
    diff = differential(output[layer_no + 1])
    return diff * weights[layer_no + 1].dot(delta)


def exercise1(W, B, A, Y, T):
    layers = len(W)
    DW, DB = [np.zeros(w.shape) for w in W], [np.zeros(b.shape) for b in B]
    for x, target in zip(A[0], T):
        output = [x]
        for j in range(layers):
            z = output[j].dot(W[j]) + B[j]
            output.append(activation_relu(z) if j < layers - 1 else z)
        delta = 2.0 * (output[layers] - target) * differential_linear(output[layers])
        for layer_no in range(layers - 1, -1, -1):
            if layer_no < layers - 1:
                delta = calc_delta(layer_no, output, W, delta, differential_relu)
            DW[layer_no] += np.outer(output[layer_no], delta) / len(T)
            DB[layer_no] += delta / len(T)
    return DW, DB
