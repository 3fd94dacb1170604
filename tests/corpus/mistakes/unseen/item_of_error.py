# exercise: 2
# source: deepinout.com (in Chinese), on "element 0 of tensors does not require grad": z = y.item(), then z.backward()
# mistake: item() makes a Python number of the error, so it has no backward().
# lines: 16
# crash: no
# first wrong: err
import torch


def exercise2(W, B, X, T):
    A1 = torch.relu(torch.matmul(X, W[0]) + B[0])
    A2 = torch.relu(torch.matmul(A1, W[1]) + B[1])
    A3 = torch.relu(torch.matmul(A2, W[2]) + B[2])
    Y = torch.matmul(A3, W[3]) + B[3]
    loss = torch.mean((Y - T) ** 2)
    return loss.item()
