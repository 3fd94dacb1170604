"""Small functions, one for each kind of layer."""


def error_gradient(Y, T):
    return 2 / len(T) * (Y - T)


def relu_backward(grad_out, activation):
    grad_in = grad_out.copy()
    grad_in[activation <= 0] = 0
    return grad_in


def linear_backward(grad_out, activation, weights):
    grad_weights = activation.T.dot(grad_out)
    grad_bias = grad_out.sum(axis=0)
    grad_in = grad_out.dot(weights.T)
    return grad_weights, grad_bias, grad_in


def exercise1(W, B, A, Y, T):
    DW, DB = [], []
    grad = error_gradient(Y, T)
    for layer in reversed(range(len(W))):
        dw, db, grad = linear_backward(grad, A[layer], W[layer])
        DW.append(dw)
        DB.append(db)
        if layer > 0:
            grad = relu_backward(grad, A[layer])
    return DW[::-1], DB[::-1]
