# exercise: 1
# source: casper-hansen/Neural-Network-From-Scratch, commit 3e3cdf6 "fixed backward pass and accuracy computation" (pull request 1)
# mistake: The output error lacks the factor 2/n, and every change_w is the dot product of the error with the activation of the layer itself, not the outer product with its input.
# lines: 12, 13, 17, 21, 25
# crash: no
# first wrong: DW[3]
import numpy as np


def backward_pass(params, output, y, n):
    change_w, change_b = {}, {}
    error = output - y
    change_w["W4"] = np.dot(error, params["A4"])
    change_b["B4"] = error

    error = np.dot(params["W4"], error) * (params["A3"] > 0)
    change_w["W3"] = np.dot(error, params["A3"])
    change_b["B3"] = error

    error = np.dot(params["W3"], error) * (params["A2"] > 0)
    change_w["W2"] = np.dot(error, params["A2"])
    change_b["B2"] = error

    error = np.dot(params["W2"], error) * (params["A1"] > 0)
    change_w["W1"] = np.dot(error, params["A1"])
    change_b["B1"] = error
    return change_w, change_b


def exercise1(W, B, A, Y, T):
    DW = [0.0] * 4
    DB = [0.0] * 4
    for s in range(len(T)):
        params = {"A4": Y[s]}
        for l in range(4):
            params["A%d" % l] = A[l][s]
            params["W%d" % (l + 1)] = W[l]
        change_w, change_b = backward_pass(params, Y[s], T[s], len(T))
        for l in range(4):
            DW[l] = DW[l] + change_w["W%d" % (l + 1)]
            DB[l] = DB[l] + change_b["B%d" % (l + 1)]
    return DW, DB
