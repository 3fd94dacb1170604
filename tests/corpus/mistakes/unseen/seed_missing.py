# exercise: 1
# source: LemonPepperSeasoning/neural-network-from-scratch (Rust), commit b11fb71 'Fixed gradient descent', src/tensor.rs: backwards() got the line self.0.borrow_mut().grad = 1.0 before the loop over ordered_list
# mistake: The gradient of the loss with respect to itself is not set to 1 before the backward pass, so that all gradients stay 0.
# lines: 35, 36
# crash: no
# first wrong: DW[3]
import itertools
import numpy as np

get_id = itertools.count().__next__

class Tensor:
    def __init__(self, data, prev=(), ops="NULL"):
        self.uid = get_id()
        self.data = data
        self.grad = 0.0
        self.prev = prev
        self.ops = ops

    def add(self, other):
        return Tensor(self.data + other.data, (self, other), "ADD")

    def mul(self, other):
        return Tensor(self.data * other.data, (self, other), "MUL")

    def relu(self):
        return Tensor(max(self.data, 0.0), (self,), "RELU")

    def backwards(self):
        visited, to_visit = {}, [self]
        while to_visit:
            c_tensor = to_visit.pop()
            if c_tensor.uid not in visited:
                visited[c_tensor.uid] = c_tensor
                to_visit.extend(c_tensor.prev)
        for uid in sorted(visited, reverse=True):
            visited[uid].backward()

    def backward(self):
        if self.ops == "ADD":
            self.prev[0].grad += self.grad
            self.prev[1].grad += self.grad
        elif self.ops == "MUL":
            self.prev[0].grad += self.grad * self.prev[1].data
            self.prev[1].grad += self.grad * self.prev[0].data
        elif self.ops == "RELU":
            self.prev[0].grad += self.grad * (1.0 if self.data > 0 else 0.0)

def exercise1(W, B, A, Y, T):
    model = [[([Tensor(v) for v in col], Tensor(c)) for col, c in zip(w.T, b)] for w, b in zip(W, B)]
    loss = Tensor(0.0)
    for x, t in zip(A[0], T[:, 0]):
        inputs = [Tensor(v) for v in x]
        for layer in model:
            outputs = []
            for weights, z in layer:
                for w, i in zip(weights, inputs):
                    z = z.add(w.mul(i))
                outputs.append(z if layer is model[-1] else z.relu())
            inputs = outputs
        error = inputs[0].add(Tensor(-t))
        loss = loss.add(error.mul(error))
    loss.mul(Tensor(1 / len(T))).backwards()
    DW = [np.array([[w.grad for w in ws] for ws, _ in layer]).T for layer in model]
    return DW, [np.array([b.grad for _, b in layer]) for layer in model]
