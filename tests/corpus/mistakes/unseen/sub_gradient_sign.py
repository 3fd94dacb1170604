# exercise: 1
# source: jeffreywolberg/microgradCpp (C++), commit 7639d43 'Fix backprop bug for subtraction op': obj.grad += 1.0 * out->grad became -1.0 * out->grad, and the loss became (*groundTruth[i] - *pred)->power(two)
# mistake: The gradient of a difference with respect to its second operand has the sign of the first; the prediction is the second one, so that all gradients have the wrong sign.
# lines: 32
# crash: no
# first wrong: DW[3]
import numpy as np

class Value:
    def __init__(self, data, children=()):
        self.data, self.children, self.grad = data, children, 0.0

    def add(self, obj):
        out = Value(self.data + obj.data, (self, obj))
        def backward():
            obj.grad += 1.0 * out.grad
            self.grad += 1.0 * out.grad
        out.backward = backward
        return out

    def mul(self, obj):
        out = Value(self.data * obj.data, (self, obj))
        def backward():
            obj.grad += self.data * out.grad
            self.grad += obj.data * out.grad
        out.backward = backward
        return out

    def sub(self, obj):
        out = Value(self.data - obj.data, (self, obj))
        def backward():
            obj.grad += 1.0 * out.grad
            self.grad += 1.0 * out.grad
        out.backward = backward
        return out

    def relu(self):
        out = Value(self.data if self.data > 0 else 0.0, (self,))
        def backward():
            self.grad += (1 if out.data > 0 else 0) * out.grad
        out.backward = backward
        return out

def topo(node, order):
    if node not in order:
        for c in node.children:
            topo(c, order)
        order[node] = hasattr(node, "backward")
    return order
def exercise1(W, B, A, Y, T):
    values, grads = np.vectorize(Value), np.vectorize(lambda v: v.grad)
    mlp = [(values(w), values(b)) for w, b in zip(W, B)]
    for inputVec, groundTruth in zip(A[0], T):
        res = values(inputVec)
        for depth, (w, b) in enumerate(mlp):
            outs = []
            for j, s in enumerate(b):
                for i, v in enumerate(res):
                    s = s.add(v.mul(w[i][j]))
                outs.append(s.relu() if depth + 1 < len(mlp) else s)
            res = outs
        error = Value(groundTruth[0]).sub(res[0])
        loss = error.mul(error)
        loss.grad = 1.0 / len(T)
        [node.backward() for node, inner in reversed(topo(loss, {}).items()) if inner]
    return [grads(w) for w, _ in mlp], [grads(b) for _, b in mlp]
