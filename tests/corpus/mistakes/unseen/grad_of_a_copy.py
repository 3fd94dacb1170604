# exercise: 3
# source: sonack/How_to_write_cuda_extensions_in_pytorch, issue 2: x = torch.randn(2, 2, requires_grad=True), x = x.cuda(), y.backward(...), print(x.grad) gives None, 'because you write x = x.cuda(), then x became a non-leaf node'
# mistake: The weights are copied, and the grad is read from the copy, which is not a leaf and has none.
# lines: 15, 16
# crash: yes
# first wrong: -
import torch


def to_memory(x):
    return x.clone(memory_format=torch.contiguous_format)


def exercise3(net):
    x = to_memory(net[0].weight)
    grad = x.grad
    print(grad[0, 0].item())
