# exercise: 3
# source: facebookresearch/higher, issue 69 'Grad of model parameters is None' (PyTorch): with innerloop_ctx(model, opt) as (fmodel, diffopt), error.backward() on one of the two models, print(model.weight.grad) of the other one
# mistake: The gradient is read from a copy of the network; backward() has been called on the original, the parameters of the copy have no gradient.
# lines: 26
# crash: yes
# first wrong: -
import copy


class InnerLoop:
    def __init__(self, model):
        self.model = model

    def __enter__(self):
        self.fmodel = copy.deepcopy(self.model)
        return self.fmodel

    def __exit__(self, *args):
        self.fmodel = None


def exercise3(net):
    with InnerLoop(net) as fmodel:
        params, fast_params = list(net.parameters()), list(fmodel.parameters())
        assert len(params) == len(fast_params)
        first = fast_params[0]
    print(abs(first.grad[0, 0].item()))
