# exercise: 2
# source: tegg89/SRCNN-Tensorflow, issue 9 "Computation of MSE": tf.reduce_mean(tf.reduce_sum(tf.square(...), reduction_indices=0))
# mistake: The squares are summed over the samples before the mean is taken.
# lines: 21
# crash: no
# first wrong: err
import torch


def model(images, weights, biases):
    conv1 = torch.relu(torch.matmul(images, weights["w1"]) + biases["b1"])
    conv2 = torch.relu(torch.matmul(conv1, weights["w2"]) + biases["b2"])
    conv3 = torch.relu(torch.matmul(conv2, weights["w3"]) + biases["b3"])
    return torch.matmul(conv3, weights["w4"]) + biases["b4"]


def exercise2(W, B, X, T):
    weights = {"w%d" % (i + 1): w for i, w in enumerate(W)}
    biases = {"b%d" % (i + 1): b for i, b in enumerate(B)}
    pred = model(X, weights, biases)
    loss = torch.mean(torch.sum(torch.square(T - pred), dim=0))
    return loss
