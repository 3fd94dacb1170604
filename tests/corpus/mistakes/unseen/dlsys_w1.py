# exercise: 2
# source: dlsyscourse/hw1, pull request 17 "fix typo": logits = ReLU(X * W1) * W1, should be ReLU(X * W1) * W2
# mistake: the third layer multiplies by the weights of the second layer once more
# lines: 15
# crash: no
# first wrong: err
import torch.nn.functional as F


def exercise2(W, B, X, T):
    W1, W2, W3, W4 = W
    b1, b2, b3, b4 = B
    h1 = F.relu(X.mm(W1) + b1)
    h2 = F.relu(h1.mm(W2) + b2)
    h3 = F.relu(h2.mm(W2) + b3)
    y = h3.mm(W4) + b4
    return F.mse_loss(y, T)
