# exercise: 2
# source: huggingface/transformers (Python, PyTorch), issue 11780 'Unintentional(?) interface change on loss function in models didn't work well for single-column regression': loss_fct(logits.view(-1), labels.view(-1)) had become loss_fct(logits, labels)
# mistake: The outputs have shape (samples, 1) and the labels (samples,); the loss broadcasts them to all pairs of samples.
# lines: 32
# crash: no
# first wrong: err
import torch
from torch import nn


class Config:
    num_labels = 1
    problem_type = "regression"


class RegressionModel:
    def __init__(self, config, weights, biases):
        self.config = config
        self.encoder = list(zip(weights[:-1], biases[:-1]))
        self.regressor = (weights[-1], biases[-1])

    def __call__(self, inputs, labels=None):
        hidden_states = inputs
        for weight, bias in self.encoder:
            hidden_states = torch.relu(nn.functional.linear(hidden_states, weight.t(), bias))
        weight, bias = self.regressor
        logits = nn.functional.linear(hidden_states, weight.t(), bias)
        loss = None
        if labels is not None:
            if self.config.problem_type == "regression":
                loss_fct = nn.MSELoss()
                loss = loss_fct(logits, labels)
            else:
                loss_fct = nn.CrossEntropyLoss()
                loss = loss_fct(logits.view(-1, self.config.num_labels), labels.view(-1))
        return (loss, logits)


def exercise2(W, B, X, T):
    model = RegressionModel(Config(), W, B)
    loss, logits = model(X, labels=T.squeeze(-1))
    return loss
