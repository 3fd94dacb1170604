# exercise: 1
# source: sacha-renault/mini-nn (C++, tape of values), commit 03a49a5 'fix: NodeOperation::Sub fix error in backward function', src/mini-nn/Values/NodeOperation.cpp: children[0]->accumulateGrad(-parentGrad); children[1]->accumulateGrad(parentGrad);
# mistake: In the backward function of the subtraction, the minus stands at the first operand instead of the second, so all gradients have the opposite sign.
# lines: 24, 25
# crash: no
# first wrong: DW[3]
import numpy

class Value:
    def __init__(self, data, children=(), backward=None):
        self.data, self.children, self.backward, self.grad = data, children, backward, 0.0

    def accumulateGrad(self, grad):
        self.grad += grad

def add(a, b):
    def backward(children, output):
        children[0].accumulateGrad(output.grad)
        children[1].accumulateGrad(output.grad)
    return Value(a.data + b.data, (a, b), backward)

def sub(a, b):
    def backward(children, output):
        children[0].accumulateGrad(-output.grad)
        children[1].accumulateGrad(output.grad)
    return Value(a.data - b.data, (a, b), backward)

def mul(a, b):
    def backward(children, output):
        children[0].accumulateGrad(output.grad * children[1].data)
        children[1].accumulateGrad(output.grad * children[0].data)
    return Value(a.data * b.data, (a, b), backward)

def relu(a):
    return Value(max(a.data, 0.0), (a,), lambda children, output: children[0].accumulateGrad(output.grad * (output.data > 0)))

def reverseTopologicalOrder(node, order):
    for child in node.children:
        if child not in order:
            reverseTopologicalOrder(child, order)
    return order.insert(0, node) or order

def exercise1(W, B, A, Y, T):
    create = numpy.vectorize(Value, otypes=[object])
    weights, biases = [create(w) for w in W], [create(b) for b in B]
    for x, t in zip(A[0], T):
        a = [Value(v) for v in x]
        for w, b in zip(weights, biases):
            z = list(b)
            for i in range(len(a)):
                z = [add(z[j], mul(a[i], w[i][j])) for j in range(len(z))]
            a = [relu(v) for v in z]
        diff = sub(z[0], Value(t[0]))
        loss = mul(diff, diff)
        loss.grad = 1.0 / len(T)
        for node in reverseTopologicalOrder(loss, []):
            node.backward and node.backward(node.children, node)
    grads = numpy.vectorize(lambda value: value.grad)
    return [grads(w) for w in weights], [grads(b) for b in biases]
