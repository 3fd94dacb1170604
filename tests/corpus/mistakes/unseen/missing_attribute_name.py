# exercise: 3
# source: neuralmagic/sparseml, pull request 424 "Fix non existing param_grad attribute": "Seems like param_grad attribute doesn't exist. I think it's supposed to be params_grad"
# mistake: The gradients are stored in params_grad and read from param_grad, which does not exist.
# lines: 23
# crash: yes
# first wrong: -
import torch


class GradientScorer:
    def __init__(self, params):
        self._params = params
        self._params_grad = [torch.zeros_like(p) for p in params]
        self._steps = 0

    def update_last_gradients(self):
        for index, param in enumerate(self._params):
            if param.grad is not None:
                self._params_grad[index] = param.grad.detach().clone()
        self._steps += 1

    def score_parameters(self):
        return [grad.abs() for grad in self._param_grad]


def exercise3(net):
    weights = [layer.weight for layer in net if isinstance(layer, torch.nn.Linear)]
    scorer = GradientScorer(weights)
    scorer.update_last_gradients()
    print(scorer.score_parameters()[0][0, 0].item())
