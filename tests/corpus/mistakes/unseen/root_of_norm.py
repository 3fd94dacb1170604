# exercise: 3
# source: Lightning-AI/pytorch-lightning, pull request 2012 "Mistake in parameters' grad norm tracking": of the norm, which is a root already, the p-th root is taken again
# mistake: The square root is taken of the norm, which contains the root already.
# lines: 9
# crash: no
# first wrong: -
def grad_norm(grad, norm_type=2):
    param_norm = grad.norm(norm_type)
    return param_norm.item() ** (1 / norm_type)


def exercise3(net):
    for name, p in net.named_parameters():
        if name == "0.weight":
            print(grad_norm(p.grad[0, 0]))
