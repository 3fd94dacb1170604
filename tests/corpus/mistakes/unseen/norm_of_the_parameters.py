# exercise: 3
# source: torchgan/torchgan (Python, PyTorch), issue 63 'Fix Gradient Visualization': 'instead of displaying the gradients norm we are showing the norm of the model parameters'; mended by pull request 66
# mistake: The visualizer of the gradients takes the norm of the parameter and not that of its gradient.
# lines: 21
# crash: no
# first wrong: printed
import torch


class GradientVisualize:
    def __init__(self):
        self.logs = {}

    def log_entry(self, name, index, entry):
        value = torch.norm(entry[index])
        self.logs.setdefault(name, []).append(value.item())

    def update_gradients(self, model, index):
        for name, param in model.named_parameters():
            if param.requires_grad and param.dim() > 1:
                self.log_entry(name, index, param)

    def report(self, name):
        print(self.logs[name][-1])


def exercise3(net):
    visualizer = GradientVisualize()
    visualizer.update_gradients(net, (0, 0))
    visualizer.report("0.weight")
