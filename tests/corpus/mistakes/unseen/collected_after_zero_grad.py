# exercise: 3
# source: catalyst-team/catalyst, issue 576 "Optimizer Callback able to store gradient info for tensorboard": a callback of the same order was to collect the gradients, but after self.grad_step the optimizer callback "calls model.zero_grad() and all my grads become zeros"
# mistake: The callback that notes down the gradient runs after the one of the optimizer, which sets the gradients to zero at the end of its step.
# lines: 23
# crash: no
# first wrong: -
import torch


class OptimizerCallback:
    order = 40

    def __init__(self, lr=0.0):
        self.lr = lr

    def on_batch_end(self, state):
        optimizer = torch.optim.SGD(state["model"].parameters(), lr=self.lr)
        optimizer.step()
        optimizer.zero_grad(set_to_none=False)


class GradientCallback:
    order = 60

    def on_batch_end(self, state):
        for name, value in state["model"].named_parameters():
            state["gradients"][name] = value.grad.detach().clone()


class Runner:
    def __init__(self, callbacks):
        self.callbacks = sorted(callbacks, key=lambda callback: callback.order)

    def on_batch_end(self, model):
        state = {"model": model, "gradients": {}}
        for callback in self.callbacks:
            callback.on_batch_end(state)
        return state


def exercise3(net):
    runner = Runner([OptimizerCallback(), GradientCallback()])
    state = runner.on_batch_end(net)
    print(abs(state["gradients"]["0.weight"][0, 0].item()))
