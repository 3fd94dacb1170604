# exercise: 2
# source: isayev/ReLeaSE, issue 39 'Weights are not updating' (PyTorch): rl_loss -= (log_probs[0, top_i].item()*discounted_reward), before that with .cpu().detach().numpy(); 'your changes detach rl_loss from the computational graph and there is nothing to backpropagate'
# mistake: The error is summed up from numbers taken out with item(), so it is a Python number and not a tensor of the graph.
# lines: 28
# crash: no
# first wrong: err
import torch


class Generator:
    def __init__(self, W, B):
        self.layers = list(zip(W, B))

    def __call__(self, inp):
        hidden = inp
        for w, b in self.layers[:-1]:
            hidden = torch.relu(hidden @ w + b)
        w, b = self.layers[-1]
        return hidden @ w + b


def policy_gradient(generator, data, targets):
    rl_loss = 0
    n_batch = len(data)
    for i in range(n_batch):
        output = generator(data[i].unsqueeze(0))
        difference = output - targets[i]
        rl_loss += difference[0, 0].item() ** 2
    rl_loss = rl_loss / n_batch
    return rl_loss


def exercise2(W, B, X, T):
    return policy_gradient(Generator(W, B), X, T)
