# exercise: 3
# source: spfrommer/torchexplorer (Python, PyTorch), commit c42bdb5 "Logging param grad norm -> param grads", hook.py: the histogram of the gradients of a parameter was updated with param.grad.norm(2).detach(), which became param.grad.detach()
# mistake: What is stored for each parameter is the norm of its whole gradient, so the number printed for the first weight is that of all weights of the layer.
# lines: 26
# crash: no
# first wrong: -
class IncrementalHistogram:
    def __init__(self):
        self.values = []

    def update(self, tensor):
        self.values += tensor.flatten().tolist()


class SharedHists:
    def __init__(self):
        self.param_grad_hists = {}


def push_histograms(module, shared_hists):
    for name, param in module.named_parameters():
        if param is not None and param.grad is not None:
            if name not in shared_hists.param_grad_hists:
                shared_hists.param_grad_hists[name] = IncrementalHistogram()
            hist = shared_hists.param_grad_hists[name]
            hist.update(param.grad.norm(2).detach())


def exercise3(net):
    shared_hists = SharedHists()
    push_histograms(net, shared_hists)
    first = shared_hists.param_grad_hists["0.weight"]
    print(abs(first.values[0]))
