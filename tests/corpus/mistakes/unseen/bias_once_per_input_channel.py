# exercise: 1
# source: haili-linux/Java_Neural_Networks (Java), commit cab7aba "5.25", Conv2D.java: inside of the loop over the input channels stood deltas[index] *= f'(outputs[index]) and the addition of deltas[index] to the gradient of the bias, for every channel again; both became part of if (channels_j == 0). Here a fully connected layer whose channels are the inputs; with ReLU the repeated factor does no harm, the repeated bias does
# mistake: The error of a filter is added to the gradient of its bias inside of the loop over the inputs, so it is counted as many times as the layer has inputs.
# lines: 36, 37
# crash: no
# first wrong: DB[3]
import numpy


class Layer:
    def __init__(self, w, b, activation):
        self.channels, self.filters = w.shape
        self.w = numpy.concatenate([w.T.reshape(-1), b])
        self.activation = activation

    def bias_dx(self, filters_i):
        return self.filters * self.channels + filters_i

    def forward(self, inputs):
        outputs = numpy.zeros(self.filters)
        for filters_i in range(self.filters):
            for channels_j in range(self.channels):
                outputs[filters_i] += inputs[channels_j] * self.w[filters_i * self.channels + channels_j]
            outputs[filters_i] += self.w[self.bias_dx(filters_i)]
        return numpy.maximum(outputs, 0) if self.activation == "relu" else outputs

    def f_derivative(self, output):
        return 1.0 if self.activation == "linear" or output > 0 else 0.0

    def backward(self, inputs, outputs, deltas):
        w_delta = numpy.zeros(len(self.w))
        last_layer_deltas = numpy.zeros(self.channels)
        for filters_i in range(self.filters):
            for channels_j in range(self.channels):
                w_index = filters_i * self.channels + channels_j
                deltas[filters_i] *= self.f_derivative(outputs[filters_i])
                w_delta[self.bias_dx(filters_i)] += deltas[filters_i]
                w_delta[w_index] += deltas[filters_i] * inputs[channels_j]
                last_layer_deltas[channels_j] += deltas[filters_i] * self.w[w_index]
        return last_layer_deltas, w_delta


def exercise1(W, B, A, Y, T):
    layers = [Layer(w, b, "relu" if l < 3 else "linear") for l, (w, b) in enumerate(zip(W, B))]
    total = [numpy.zeros(len(layer.w)) for layer in layers]
    for x, t in zip(A[0], T):
        outs = [x]
        for layer in layers:
            outs.append(layer.forward(outs[-1]))
        deltas = 2 * (outs[-1] - t) / len(T)
        for i in range(len(layers) - 1, -1, -1):
            deltas, w_delta = layers[i].backward(outs[i], outs[i + 1], deltas)
            total[i] += w_delta
    cut = [layer.filters * layer.channels for layer in layers]
    DW = [g[:c].reshape(layer.filters, layer.channels).T for g, c, layer in zip(total, cut, layers)]
    return DW, [g[c:] for g, c in zip(total, cut)]
