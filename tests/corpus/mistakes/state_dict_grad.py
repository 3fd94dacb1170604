# exercise: 3
# source: pytorch/pytorch, issue 10737: "set the parameter keep_vars=True then you got gradients"
# mistake: The tensors of state_dict() are detached and have no gradient, .grad is None.
# lines: 8
# crash: yes
# first wrong: -
def exercise3(net):
    state = net.state_dict()
    weight = state["0.weight"]
    gradient = weight.grad
    entry = gradient[0, 0]
    print(entry.item())
