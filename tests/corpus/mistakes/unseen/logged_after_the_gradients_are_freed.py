# exercise: 3
# source: EleutherAI/gpt-neox (Python, PyTorch), commit 64739565 "fix gradient norm logging for pipeline parallel", megatron/training.py: training_log went through the parameters after the step and logged the norm of param.grad if it is not None, but with the pipeline engine they are gone by then (as read from the diff); it became: model.store_gradients = True, and the norms of model.stored_gradients, which the engine keeps from before
# mistake: The gradients are logged after the step of the engine, which frees them: param.grad is None for all parameters, and nothing is printed.
# lines: 26, 27, 32
# crash: no
# first wrong: -
import torch


class Engine:
    def __init__(self, module, lr):
        self.module = module
        self.optimizer = torch.optim.SGD(module.parameters(), lr=lr)
        self.store_gradients = False
        self.stored_gradients = None

    def step(self):
        if self.store_gradients:
            self.stored_gradients = [p.grad.clone() for p in self.module.parameters()]
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)


def training_log(model, log_name):
    for name, param in model.module.named_parameters():
        if name == log_name and param.grad is not None:
            print(f"gradient_norms/{name}", torch.norm(param.grad[0, 0]).item())


def exercise3(net):
    model = Engine(net, lr=0.01)
    model.step()
    training_log(model, "0.weight")
