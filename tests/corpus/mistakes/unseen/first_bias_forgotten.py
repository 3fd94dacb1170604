# exercise: 1
# source: jweissenberger/Matlab-Neural-Net (MATLAB), commit 348d446 'Fixed first Bias', IrisNeuralNetwork.m: z2 = (X_train*W12) got z2 = z2 + ones(m, 1) * b12, while z3 and z4 had their biases
# mistake: The forward pass forgets the bias of the first layer, so all activations, and with them all gradients, are those of another network.
# lines: 23, 24
# crash: no
# first wrong: DW[3]
import numpy as np


def relu(z):
    return np.maximum(z, 0)


def reluGradient(z):
    return (z > 0) * 1.0


def exercise1(W, B, A, Y, T):
    X_train, Y_train = A[0], T
    W12, W23, W34, W45 = W
    b12, b23, b34, b45 = B

    z2 = np.matmul(X_train, W12)
    a2 = relu(z2)
    z3 = np.matmul(a2, W23) + b23
    a3 = relu(z3)
    z4 = np.matmul(a3, W34) + b34
    a4 = relu(z4)
    Yout = np.matmul(a4, W45) + b45

    delOut = 2 * (Yout - Y_train) / Y_train.shape[0]
    del4 = np.matmul(delOut, W45.T) * reluGradient(z4)
    del3 = np.matmul(del4, W34.T) * reluGradient(z3)
    del2 = np.matmul(del3, W23.T) * reluGradient(z2)

    dW45 = np.matmul(a4.T, delOut)
    dW34 = np.matmul(a3.T, del4)
    dW23 = np.matmul(a2.T, del3)
    dW12 = np.matmul(X_train.T, del2)

    db45 = np.sum(delOut, 0)
    db34 = np.sum(del4, 0)
    db23 = np.sum(del3, 0)
    db12 = np.sum(del2, 0)
    return [dW12, dW23, dW34, dW45], [db12, db23, db34, db45]
