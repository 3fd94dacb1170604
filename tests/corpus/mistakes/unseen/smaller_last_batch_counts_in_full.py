# exercise: 2
# source: UK-Digital-Heart-Project/4Dsurvival (Python, PyTorch), pull request 11 "fix mixed sum/mean losses. Added compensation for smaller batches.", survival4d/nn/torch/__init__.py: loss.backward() with the mean loss of every batch became loss_corrected = loss * actual_batch_size / batch_size where the last batch is smaller. Here the batches are added up to one error
# mistake: The samples go through in batches of six. The mean of the last batch, which has four, is added as it is, though it has to be weighted by its smaller number of samples.
# lines: 29
# crash: no
# first wrong: -
import torch
from torch.utils.data import DataLoader, TensorDataset


def model_factory(weights, biases):
    def model(x):
        *hidden, output = zip(weights, biases)
        for w, b in hidden:
            x = torch.relu(torch.addmm(b, x, w))
        w, b = output
        return torch.addmm(b, x, w)
    return model


def train_nn(model, xtr, ytr, batch_size):
    dataset = TensorDataset(xtr, ytr)
    dataloader = DataLoader(dataset, batch_size=batch_size, shuffle=False)
    loss_mse = torch.nn.MSELoss()
    number_of_batches = len(dataset) / batch_size
    total = torch.zeros(())
    for x, y in dataloader:
        loss = loss_mse(model(x), y)
        total = total + loss
    return total / number_of_batches


def exercise2(W, B, X, T):
    model = model_factory(W, B)
    return train_nn(model, X, T, batch_size=6)
