# exercise: 2
# source: iboing/CliqueNet (Python, PyTorch), issue 2 "Maybe something wrong in '/imagenet_pytorch/utils.py'?": after the loops the features were taken from self.blob_dict_list[1], the result of the first loop, in place of self.blob_dict_list[self.loop_num]; it had been written with loop_num = 1, and was rewritten
# mistake: The output layer takes the features of the first loop, not those of the last one, so the second and the third layer have no part in the output.
# lines: 23
# crash: no
# first wrong: -
import torch


class Block(torch.nn.Module):
    def __init__(self, weights, biases, loop_num):
        super().__init__()
        self.weights, self.biases = weights, biases
        self.loop_num = loop_num
        self.blob_dict_list = [{} for _ in range(loop_num + 1)]

    def forward(self, x):
        self.blob_dict_list[0]["0"] = x
        for loop in range(1, self.loop_num + 1):
            bottom_blob = self.blob_dict_list[loop - 1]["0"]
            new_blob = bottom_blob @ self.weights[loop - 1] + self.biases[loop - 1]
            self.blob_dict_list[loop]["0"] = torch.relu(new_blob)
        return self.blob_dict_list[1]["0"]


def exercise2(W, B, X, T):
    block = Block(W[:3], B[:3], loop_num=3)
    block_feature = block(X)
    out = block_feature @ W[3] + B[3]
    return ((out - T) ** 2).mean()
