# exercise: 3
# source: eleurent/rl-agents, issue 64 'Model Weights and Biases - Histogram Tensorboard': for name, param in self.model.named_parameters(): ... param.weight.detach().cpu().numpy(); 'param.weight and param.bias do not exist because param already iterates all weights and biases'
# mistake: The parameters of a network are taken for its layers: a parameter has no attribute weight.
# lines: 12
# crash: yes
# first wrong: -
import torch


def first_gradient(net):
    for name, param in net.named_parameters():
        return param.weight.grad.detach().cpu().numpy()


def exercise3(net):
    grad = first_gradient(net)
    print(float(grad[0, 0]))
