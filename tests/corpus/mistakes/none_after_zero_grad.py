# exercise: 3
# source: jcjohnson/pytorch-examples, issue 7, and yunjey/pytorch-tutorial, issue 133: 'NoneType' object has no attribute 'data'
# mistake: The gradients are cleared before they are read, and are None then.
# lines: 8
# crash: yes
# first wrong: -
def exercise3(net):
    net.zero_grad()
    value = list(net.parameters())[0]
    grad = value.grad.data.cpu().numpy()
    print(abs(grad[0, 0]))
