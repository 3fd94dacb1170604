# exercise: 1
# source: a9raag/micrograd (C++, CUDA), commit 5390f79 "[fix] lambda capture in Value class methods", engine.cu: node_backward of the addition (and of pow) was a lambda with [this, &out, other], it became [this, out, other]; the other operations captured out by value already
# mistake: the backward step of the addition refers to the variable out and not to the value it had then; when the step runs, out stands for something else (here for the last result of the network)
# lines: 28
# crash: no
# first wrong: DW[2]
import numpy as np

class Value:
    def __init__(self, data):
        self.data = np.array(data, dtype=float)
        self.grad = np.zeros_like(self.data)
        self.node_backward = lambda: None

def exercise1(W, B, A, Y, T):
    weights, biases = [Value(w) for w in W], [Value(b) for b in B]
    value, tape = Value(A[0]), []
    for layer in range(len(W)):
        out = Value(value.data @ weights[layer].data)
        def node_backward(this=value, other=weights[layer], out=out):
            this.grad = this.grad + out.grad @ other.data.T
            other.grad = other.grad + this.data.T @ out.grad
        out.node_backward = node_backward
        tape.append(out)
        value = out

        out = Value(value.data + biases[layer].data)
        def node_backward(this=value, other=biases[layer]):
            this.grad = this.grad + out.grad * 1.0
            other.grad = other.grad + (out.grad * 1.0).sum(axis=0)
        out.node_backward = node_backward
        tape.append(out)
        value = out

        if layer < len(W) - 1:
            out = Value(np.maximum(value.data, 0.0))
            def node_backward(this=value, out=out):
                this.grad = this.grad + (out.data > 0) * out.grad
            out.node_backward = node_backward
            tape.append(out)
            value = out
    value.grad = 2.0 * (value.data - T) / len(T)
    for node in reversed(tape):
        node.node_backward()
    return [w.grad for w in weights], [b.grad for b in biases]
