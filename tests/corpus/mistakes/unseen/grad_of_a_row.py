# exercise: 3
# source: a public learner's script on MovieLens (PyTorch): calculated_loss.backward(), then print(embedding_user.weight[0].grad)
# mistake: A row or an entry of the weights is a new tensor, which is no leaf and has no gradient: None is printed; the index belongs behind .grad.
# lines: 15
# crash: no
# first wrong: -
import torch

def exercise3(net):
    linear_layers = [layer for layer in net if isinstance(layer, torch.nn.Linear)]
    first_layer = linear_layers[0]
    number_of_weights = first_layer.weight.shape[0] * first_layer.weight.shape[1]
    if number_of_weights == 0:
        return
    first_grad = first_layer.weight[0][0].grad
    print(f"{first_grad}")
