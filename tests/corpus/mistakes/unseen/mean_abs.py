# exercise: 3
# source: sebastian0820/LLM, print_gradients.py: for every name with 'weight' in it, param.grad.abs().mean().item()
# mistake: The mean of the absolute gradients of all weights of the layer is printed, not that of one weight.
# lines: 10
# crash: no
# first wrong: -
def exercise3(net):
    for name, param in net.named_parameters():
        if name == "0.weight":
            grad = param.grad.abs().mean()
            print(grad.item())
