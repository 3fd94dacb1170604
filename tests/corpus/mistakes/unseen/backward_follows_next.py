# exercise: 1
# source: jooyounghan/neural_network_with_cpp (C++), commit b713d9e 'fix bug(at backward propagation) and add softmax function', Multi-Layer Perceptron/Function.h: backward of every function asked for next and called this->next->backward; it became back and this->back->backward
# mistake: the backward pass follows the links of the forward pass, so it ends at the output where it begins, and only the last layer gets gradients
# lines: 33, 35, 45, 47
# crash: no
# first wrong: DW[2]
import numpy as np


class Function:
    def __init__(self):
        self.next = None
        self.back = None


class Multiplication(Function):
    def __init__(self, w, b):
        super().__init__()
        self.w = w
        self.b = b
        self.dw = np.zeros_like(w)
        self.db = np.zeros_like(b)
        self.input_data = None

    def forward(self, v_input):
        self.input_data = v_input
        result = v_input @ self.w + self.b
        return self.next.forward(result) if self.next is not None else result

    def backward(self, v):
        self.dw = self.input_data.T @ v
        self.db = v.sum(axis=0)
        if self.next is not None:
            param = v @ self.w.T
            return self.next.backward(param)


class Relu(Function):
    def forward(self, v_input):
        self.grad = (v_input > 0).astype(float)
        result = v_input * self.grad
        return self.next.forward(result) if self.next is not None else result

    def backward(self, v):
        if self.next is not None:
            param = self.grad * v
            return self.next.backward(param)


def exercise1(W, B, A, Y, T):
    multiplications = [Multiplication(w, b) for w, b in zip(W, B)]
    functions = [multiplications[0]]
    for function in multiplications[1:]:
        functions += [Relu(), function]
    for first, second in zip(functions, functions[1:]):
        first.next, second.back = second, first
    y = functions[0].forward(A[0])
    functions[-1].backward(2 * (y - T) / len(T))
    return [m.dw for m in multiplications], [m.db for m in multiplications]
