# exercise: 3
# source: BNUCNL/dnnbrain (Python, PyTorch), commit e3bee17 "fix bug for layer2module ...", dnnbrain/dnn/models.py: layer2module of AlexNet walked down to the module by the keys of layer2loc and ended there; return module was put in
# mistake: the method that looks for the module of a layer finds it, but does not return it, so its caller gets None
# lines: 27
# crash: yes
# first wrong: -
import torch

class DNN:
    def __init__(self, model):
        self.model = model
        self.layer2loc = {}
        count = 0
        for key, child in model._modules.items():
            if isinstance(child, torch.nn.Linear):
                count += 1
                self.layer2loc["fc%d" % count] = (key,)
                self.layer2loc["fc%d_relu" % count] = (str(int(key) + 1),)

    @property
    def layers(self):
        return list(self.layer2loc.keys())

    def layer2module(self, layer):
        module = self.model
        for k in self.layer2loc[layer]:
            module = module._modules[k]

    def weight_gradient(self, layer, out_chn, in_chn):
        module = self.layer2module(layer)
        return module.weight.grad[out_chn, in_chn]

def exercise3(net):
    dnn = DNN(net)
    gradient = dnn.weight_gradient(dnn.layers[0], 0, 0)
    print(gradient.abs().item())
