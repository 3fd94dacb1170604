# exercise: 3
# source: WeiChengTseng/Pytorch-PCGrad, issue 6 "Gradient visualization": the scale of the gradient as total_norm += param_norm.item() ** 2 over all parameters
# mistake: The norms of all parameters are added up to the norm of the whole gradient, where that of one weight is asked for.
# lines: 9, 10
# crash: no
# first wrong: -
def exercise3(net):
    total_norm = 0
    for p in net.parameters():
        param_norm = p.grad.data.norm(2)
        total_norm += param_norm.item() ** 2
    total_norm = total_norm ** (1.0 / 2)
    print(total_norm)
