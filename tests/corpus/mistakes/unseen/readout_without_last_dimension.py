# exercise: 2
# source: IntelLabs/matsciml (PyTorch), pull request 347 'Loss broadcasting fix': labels of shape [N, 1] and graph readouts of shape [N] go into the loss as they are; mended by reshaping the outputs to the shape of the labels in _compute_losses
# mistake: The predictions have the shape (16,) and the targets (16, 1), so that the loss takes the differences of all pairs.
# lines: 30, 31
# crash: no
# first wrong: err
import torch
from torch.nn import functional as F

class ReadoutHead:
    def __init__(self, weights, biases):
        self.blocks = list(zip(weights, biases))
    def __call__(self, embedding):
        for weight, bias in self.blocks[:-1]:
            embedding = F.relu(embedding @ weight + bias)
        weight, bias = self.blocks[-1]
        return (embedding @ weight + bias).squeeze(-1)

class ScalarRegressionTask:
    def __init__(self, head, task_keys):
        self.output_heads = {key: head for key in task_keys}
        self.task_keys = task_keys
    def process_embedding(self, embeddings):
        return {key: head(embeddings) for key, head in self.output_heads.items()}
    def _compute_losses(self, batch):
        targets = batch["targets"]
        predictions = self.process_embedding(batch["embeddings"])
        losses = {}
        for key in self.task_keys:
            target_val, pred_val = targets[key], predictions[key]
            losses[key] = F.mse_loss(pred_val, target_val)
        return {"loss": sum(losses.values()), "log": losses}

def exercise2(W, B, X, T):
    task = ScalarRegressionTask(ReadoutHead(W, B), ["energy"])
    batch = {"embeddings": X, "targets": {"energy": T}}
    return task._compute_losses(batch)["loss"]
