# exercise: 3
# source: shivram1987/diffGrad (Python, PyTorch), issue 2 "Previous grad is same as current grad due to call by reference", commit efb91b3, diffGrad.py: state['previous_grad'] = grad became state['previous_grad'] = grad.clone()
# mistake: The gradient is kept without a copy; when the memory of the gradient is set to zero for the next step, the kept one is zero as well.
# lines: 19
# crash: no
# first wrong: -
import torch

class GradientHistory:
    def __init__(self, params):
        self.params = list(params)
        self.state = {p: {"step": 0, "previous_grad": torch.zeros_like(p)} for p in self.params}

    def step(self):
        for p in self.params:
            grad = p.grad.data
            state = self.state[p]
            state["step"] += 1
            state["previous_grad"] = grad

    def zero_grad(self):
        for p in self.params:
            p.grad.data.zero_()

def exercise3(net):
    history = GradientHistory(net.parameters())
    history.step()
    history.zero_grad()
    previous_grad = history.state[net[0].weight]["previous_grad"]
    print(torch.abs(previous_grad[0, 0]).item())
