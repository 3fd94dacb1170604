# exercise: 3
# source: SMILELab-FL/FedLab (Python, federated learning), commit e95e6a9 "[refactor] fix serialization bugs.": gradients = [param.data.grad.view(-1) for param in model.parameters()] became param.grad.data.view(-1); the same stands in beiyuouo/fedhf, fedhf/api/serial/serializer.py
# mistake: the gradient is asked of param.data, a new tensor without a gradient, and not of the parameter
# lines: 15
# crash: yes
# first wrong: -
import torch


class Serializer(object):

    @staticmethod
    def serialize_model_grad(model):
        grads = [
            param.data.grad.view(-1)
            for param in model.parameters()]
        grads = torch.cat(grads)
        grads = grads.cpu()
        return grads


def exercise3(net):
    serialized = Serializer.serialize_model_grad(net)
    print(serialized[0].abs().item())
