# exercise: 1
# source: twx3101/neural-network-python (Python, numpy; coursework in the manner of CS231n), commit f9b8ce5 'fix ReLU backward, finish fcnet.py but need to recheck backward path', src/fcnet.py: relu_back = relu_backward(dX_dropout_back, dX_layer2_1), later relu_backward(dX_dropout_back, relu_cache[i])
# mistake: The ReLU backward gets the gradient that comes from above as its second argument, in place of the stored values of the layer, so the gradient is masked by its own sign.
# lines: 48
# crash: no
# first wrong: DW[2]
import numpy as np

def linear_forward(X, W, b):
    return np.dot(X, W) + b

def linear_backward(dout, X, W, b):
    dX = np.dot(dout, W.T)
    dX = dX.reshape(X.shape)
    reshape_X = X.reshape(X.shape[0], -1)
    dW = np.dot(reshape_X.T, dout)
    db = np.sum(dout, axis=0)
    return dX, dW, db

def relu_forward(X):
    out = X.copy()
    out[out < 0] = 0
    return out

def relu_backward(dout, X):
    return dout * np.greater(X, 0).astype(int)

class FullyConnectedNet(object):
    def __init__(self, weights, biases):
        self.num_layers = len(weights)
        self.params = {}
        for i in range(self.num_layers):
            self.params['W' + str(i + 1)] = weights[i]
            self.params['b' + str(i + 1)] = biases[i]

    def loss(self, X, y):
        linear_cache, relu_cache, grads = {}, {0: X}, {}
        for i in range(1, self.num_layers + 1):
            linear_cache[i] = linear_forward(relu_cache[i - 1], self.params['W' + str(i)], self.params['b' + str(i)])
            relu_cache[i] = relu_forward(linear_cache[i])
        scores = linear_cache[self.num_layers]
        dout = 2.0 * (scores - y) / scores.shape[0]
        for i in range(self.num_layers, 0, -1):
            dX, dW, db = linear_backward(dout, relu_cache[i - 1], self.params['W' + str(i)], self.params['b' + str(i)])
            grads['W' + str(i)] = dW
            grads['b' + str(i)] = db
            if i > 1:
                dout = relu_backward(dX, dX)
        return np.mean((scores - y) ** 2), grads

def exercise1(W, B, A, Y, T):
    net = FullyConnectedNet(W, B)
    loss, grads = net.loss(A[0], T)
    DW = [grads['W' + str(i)] for i in range(1, len(W) + 1)]
    DB = [grads['b' + str(i)] for i in range(1, len(B) + 1)]
    return DW, DB
