# exercise: 3
# source: mlverse/torch (R), issue 124 'cannot call weight$grad$zero_() - tensor undefined': w1 <- w1 - learning_rate * w1$grad, "now w1$grad is undefined for some reason"; the answer: "You are creating a copy of w, not modifying it in place"
# mistake: The step gives the name w1 to a new tensor, which has no gradient; the gradient belongs to the parameter.
# lines: 18
# crash: yes
# first wrong: -
import torch


def sgd_step(w, learning_rate):
    with torch.no_grad():
        return w - learning_rate * w.grad


def exercise3(net):
    learning_rate = 1e-4
    w1 = net[0].weight
    w1 = sgd_step(w1, learning_rate)
    print(w1.grad[0, 0].item())
