# exercise: 1
# source: pytorch/pytorch, pull request 7748 "Autodiff gradient formula for addmm" (C++, review): dmat2 = grads.mm(inputs(1).t()), the line of dmat1 copied, should be inputs(0).t().mm(grads)
# mistake: The gradient of the second factor of a product is computed with the line of the first one, so the gradient of the weights is delta times the transposed weights.
# lines: 23
# crash: no
# first wrong: DW[3]
import numpy as np


class AddMM:
    """out = beta + mat1 @ mat2"""

    def __init__(self, beta, mat1, mat2):
        self.inputs = beta, mat1, mat2

    def grads(self, grad):
        beta, mat1, mat2 = self.inputs
        dbeta = grad.sum(axis=0).reshape(beta.shape)
        if mat1.flags["C_CONTIGUOUS"]:
            dmat1 = grad.dot(mat2.T)
        else:
            dmat1 = mat2.dot(grad.T).T
        dmat2 = grad.dot(mat2.T)
        return dbeta, dmat1, dmat2


class Threshold:
    def __init__(self, output):
        self.output = output

    def grads(self, grad):
        return np.where(self.output > 0, grad, 0.0)


def exercise1(W, B, A, Y, T):
    graph = []
    for i in range(len(W)):
        graph.append(AddMM(B[i], A[i], W[i]))
        if i + 1 < len(A):
            graph.append(Threshold(A[i + 1]))

    DW, DB = [], []
    grad = (Y - T) * (2.0 / len(T))
    while graph:
        node = graph.pop()
        if isinstance(node, AddMM):
            dbeta, grad, dmat2 = node.grads(grad)
            DB.insert(0, dbeta)
            DW.insert(0, dmat2)
        else:
            grad = node.grads(grad)
    return DW, DB
