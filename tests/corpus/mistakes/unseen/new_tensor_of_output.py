# exercise: 2
# source: IntelLabs/distiller, issue 234 'Why use new_tensor() to make copy of student net's output in knowledgedistill?' (PyTorch): self.last_students_logits = out.new_tensor(out, requires_grad=True), 'gradients could not directly work on parameters in student net'; answer: could definitely be a bug
# mistake: new_tensor makes a new leaf of the output, with requires_grad, so that backward() runs, but does not reach the weights.
# lines: 28
# crash: no
# first wrong: W[3].grad
import torch
from torch.nn.functional import mse_loss, relu


class DistillationPolicy:
    def __init__(self, weights, biases):
        self.weights = weights
        self.biases = biases
        self.last_students_output = None

    def student(self, inputs):
        out = inputs
        last = len(self.weights) - 1
        for i, (w, b) in enumerate(zip(self.weights, self.biases)):
            out = out @ w + b
            if i != last:
                out = relu(out)
        return out

    def forward(self, inputs):
        out = self.student(inputs)
        self.last_students_output = out.new_tensor(out, requires_grad=True)
        return out

    def before_backward_pass(self, targets):
        return mse_loss(self.last_students_output, targets)


def exercise2(W, B, X, T):
    policy = DistillationPolicy(W, B)
    policy.forward(X)
    return policy.before_backward_pass(T)
