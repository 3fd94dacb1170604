# exercise: 3
# source: raghakot/keras-vis (Python, Keras), issue 178 "add an option to get unnormalized gradient maps" (the same in issue 222 "Exact gradient values"): visualize_saliency returns utils.normalize(grads)[0], scaled to between 0 and 1 by the smallest and the largest entry, so the true values cannot be got from it; the way told there is the raw gradient of the optimizer with norm_grads=False. Here the gradient of a weight in place of that of the input
# mistake: The gradient is scaled to the range from 0 to 1 before it is printed, so what is printed is not its magnitude.
# lines: 19
# crash: no
# first wrong: -
import torch


def normalize(array, min_value=0.0, max_value=1.0):
    arr_min = torch.min(array)
    arr_max = torch.max(array)
    normalized = (array - arr_min) / (arr_max - arr_min + 1e-7)
    return (max_value - min_value) * normalized + min_value


def visualize_saliency(layer, grad_modifier=torch.abs):
    grads = grad_modifier(layer.weight.grad)
    return normalize(grads)


def exercise3(net):
    heatmap = visualize_saliency(net[0])
    print(heatmap[0, 0].item())
