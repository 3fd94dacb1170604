# exercise: 3
# source: Lightning-AI/pytorch-lightning, pull request 2012 "Mistake in parameters' grad norm tracking": the root is taken again
# mistake: The norm is a root already, and a second root is taken of it.
# lines: 9
# crash: no
# first wrong: -
def grad_norm(grad, norm_type=2.0):
    param_norm = grad.data.norm(norm_type)
    return float(param_norm) ** (1 / norm_type)


def exercise3(net):
    for name, p in net.named_parameters():
        if name == "0.weight":
            print(grad_norm(p.grad[:1, :1]))
