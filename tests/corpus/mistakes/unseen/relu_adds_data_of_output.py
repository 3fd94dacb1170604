# exercise: 1
# source: ReubenKouidri/MicroGradCpp (C++), commit 795b1b9 "fixed relu gradient bug": this_ptr->get_grad() += out_ptr->get_data() became if (this_ptr->get_data() > 0) this_ptr->get_grad() += out_ptr->get_grad()
# mistake: The backward function of the ReLU adds the value of its output to the gradient, where the gradient of the output belongs.
# lines: 36
# crash: no
# first wrong: DW[2]
import numpy as np


class Value:
    def __init__(self, data):
        self.data = data
        self.grad = 0.0


class Tape:
    def __init__(self):
        self.functions = []

    def register_mac(self, total, x, w, b):
        out = Value(total.data + x.data * w.data if b is None else b.data + x.data * w.data)
        base = total if b is None else b

        def backward_function():
            base.grad += out.grad
            x.grad += w.data * out.grad
            w.grad += x.data * out.grad

        self.functions.append(backward_function)
        return out

    def register_relu(self, this):
        out = Value(max(0.0, this.data))

        def backward_function():
            this.grad += out.data

        self.functions.append(backward_function)
        return out

    def backward(self):
        for function in reversed(self.functions):
            function()


def neuron(tape, inputs, weights, bias):
    out = None
    for x, w in zip(inputs, weights):
        out = tape.register_mac(out, x, w, bias if out is None else None)
    return out


def exercise1(W, B, A, Y, T):
    value = np.vectorize(Value, otypes=[object])
    weights, biases = [value(w) for w in W], [value(b) for b in B]
    for sample, target in zip(A[0], T):
        tape, values = Tape(), list(value(sample))
        for w, b in zip(weights, biases):
            values = [neuron(tape, values, w[:, j], b[j]) for j in range(len(b))]
            if w is not weights[-1]:
                values = [tape.register_relu(v) for v in values]
        values[0].grad = 2.0 * (values[0].data - target[0]) / len(T)
        tape.backward()
    grad = np.vectorize(lambda v: v.grad)
    return [grad(w) for w in weights], [grad(b) for b in biases]
