# exercise: 2
# source: BaiTheBest/SparseLLM, issue 13, and NVlabs/VILA, pull request 199: "a leaf Variable that requires grad is being used in an in-place operation"
# mistake: += adds the weighted sum into the bias itself, which is a leaf of the graph; a new tensor is needed.
# lines: 12
# crash: yes
# first wrong: -
import torch


def dense(x, weight, bias):
    y = bias
    y += x @ weight
    return y


def exercise2(W, B, X, T):
    h1 = dense(X, W[0], B[0]).relu()
    h2 = dense(h1, W[1], B[1]).relu()
    h3 = dense(h2, W[2], B[2]).relu()
    y = dense(h3, W[3], B[3])
    return (y - T).pow(2).mean()
