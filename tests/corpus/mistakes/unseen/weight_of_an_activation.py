# exercise: 3
# source: microsoft/NeuronBlocks (PyTorch), issue 47: 'ReLU' object has no attribute 'weight', from self.activation.weight = torch.nn.Parameter(self.activation.weight.cuda()) in CNNCharEmbedding.py; 'there should be a difference for the activation functions with weight and without weight'
# mistake: The weight is taken of every module of the network, also of the ReLUs, which have none.
# lines: 14
# crash: yes
# first wrong: -
import torch.nn as nn

class GradientReader:
    def __init__(self, model, device="cpu"):
        self.weights = {}
        self.device = device
        for layer_id, layer in model.named_children():
            self.add_layer(layer_id, layer)
    def add_layer(self, layer_id, layer):
        self.weights[layer_id] = layer.weight
    def get(self, layer_id):
        return self.weights[layer_id].grad.to(self.device).numpy()

def exercise3(net):
    if not isinstance(net, nn.Sequential):
        raise TypeError("a Sequential is expected")
    reader = GradientReader(net)
    print(reader.get("0")[0, 0])
