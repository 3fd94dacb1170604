# exercise: 3
# source: lucidrains/byol-pytorch (Python, PyTorch), issue 93 "[BUG] in trainer.py" and commit 0c3ab54 "address issue 93", trainer.py: after the backward pass stood optimizer.zero_grad() and then optimizer.step(); the two lines changed places. Here the gradient is measured by the change of the weight in a step of plain SGD with learning rate 1
# mistake: The gradients are cleared after the backward pass and before the step, so the step changes nothing and the change of the weight shows 0.
# lines: 22, 23
# crash: no
# first wrong: -
import torch


class Trainer:
    def __init__(self, net, learning_rate=1.0):
        self.net = net
        self.learning_rate = learning_rate
        self.optimizer = torch.optim.SGD(net.parameters(), lr=learning_rate)
        self.steps = 0

    def first_weight(self):
        return self.net[0].weight[0, 0].item()

    def step(self):
        old = self.first_weight()
        self.optimizer.zero_grad()
        self.optimizer.step()
        self.steps += 1
        new = self.first_weight()
        return abs(old - new) / self.learning_rate


def exercise3(net):
    trainer = Trainer(net)
    magnitude = trainer.step()
    print(f"step {trainer.steps}: gradient {magnitude:.8g}")
