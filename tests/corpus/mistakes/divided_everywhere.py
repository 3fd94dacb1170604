# exercise: 1
# source: SkalskiP/ILearnDeepLearning.py, issue 29 "Numpy deep neural network": / m in the loss and in every layer
# mistake: The number of samples divides the gradient of the loss, and again the gradients in every layer.
# lines: 17, 18, 28
# crash: no
# first wrong: DW[3]
import numpy as np


def single_layer_backward(dA_curr, W_curr, A_prev, A_curr, activation):
    m = A_prev.shape[1]
    if activation == "relu":
        dZ_curr = np.array(dA_curr, copy=True)
        dZ_curr[A_curr <= 0] = 0
    else:
        dZ_curr = dA_curr
    dW_curr = np.dot(dZ_curr, A_prev.T) / m
    db_curr = np.sum(dZ_curr, axis=1, keepdims=True) / m
    dA_prev = np.dot(W_curr.T, dZ_curr)
    return dA_prev, dW_curr, db_curr


def exercise1(W, B, A, Y, T):
    memory = {"A" + str(i): a.T for i, a in enumerate(A)}
    memory["A" + str(len(A))] = Y.T
    architecture = ["relu"] * (len(W) - 1) + ["none"]
    grads_values = {}
    dA_prev = 2 * (Y.T - T.T) / T.shape[0]
    for idx, activation in reversed(list(enumerate(architecture))):
        dA_curr = dA_prev
        dA_prev, dW_curr, db_curr = single_layer_backward(
            dA_curr, W[idx].T, memory["A" + str(idx)], memory["A" + str(idx + 1)], activation
        )
        grads_values["dW" + str(idx)] = dW_curr.T
        grads_values["db" + str(idx)] = db_curr.reshape(-1)
    order = range(len(W))
    return [grads_values["dW" + str(i)] for i in order], [
        grads_values["db" + str(i)] for i in order
    ]
