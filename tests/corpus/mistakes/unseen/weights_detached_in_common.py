# exercise: 2
# source: yifita/deep_cage, issue 16 "Why use weights = weights.detach() on line 137 of the file common.py?": the line "was indeed added later, out of context", a loss that is computed from the weights has no effect
# mistake: the function that applies the weights detaches them first, so they get no gradient
# lines: 11
# crash: no
# first wrong: W[3].grad
import torch


def deform_with_weights(cage, weights, offset):
    weights = weights.detach()
    deformed = torch.einsum("bi,io->bo", cage, weights)
    return deformed + offset


def network(x, parameters):
    outputs = {"source": x}
    cage = x
    for k, (weights, offset) in enumerate(parameters):
        cage = deform_with_weights(cage, weights, offset)
        if k + 1 < len(parameters):
            cage = cage.clamp(min=0)
        outputs["layer%d" % k] = cage
    outputs["deformed"] = cage
    return outputs


def exercise2(W, B, X, T):
    all_outputs = network(X, list(zip(W, B)))
    loss = {"MSE": (all_outputs["deformed"] - T).pow(2).mean()}
    return sum(loss.values())
