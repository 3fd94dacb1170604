# exercise: 1
# source: milosgajdos/go-neural (Go), commit 02d5c4b 'Chucked out a bunch of bugs', backprop.go: gradFunc(grad, x) ended with grad = curGrad, which became copy(grad, curGrad)
# mistake: grad_func gives its parameter another array instead of writing into the array of the caller, which stays zero.
# lines: 44
# crash: no
# first wrong: DW[3]
import numpy as np


def mx2vec(mats):
    return np.concatenate([m.ravel() for m in mats])


def vec2mx(vec, shapes):
    mats, start = [], 0
    for shape in shapes:
        size = int(np.prod(shape))
        mats.append(vec[start:start + size].reshape(shape))
        start += size
    return mats


def add_bias(m):
    return np.hstack([np.ones((len(m), 1)), m])


def grad(weights, in_mx, exp_out):
    outs = [add_bias(in_mx)]
    for w in weights[:-1]:
        outs.append(add_bias(np.maximum(outs[-1].dot(w), 0)))
    delta = 2 * (outs[-1].dot(weights[-1]) - exp_out)
    deltas = []
    for w, out in zip(weights[::-1], outs[::-1]):
        deltas.insert(0, out.T.dot(delta) / len(in_mx))
        delta = (delta.dot(w.T) * (out > 0))[:, 1:]
    return mx2vec(deltas)


def make_grad_func(shapes, in_mx, exp_out):
    def grad_func(g, x):
        cur_grad = grad(vec2mx(x, shapes), in_mx, exp_out)
        if len(cur_grad) != len(g):
            raise ValueError("Incorrect size of the gradient")
        g = cur_grad
    return grad_func


def exercise1(W, B, A, Y, T):
    weights = [np.vstack([b, w]) for w, b in zip(W, B)]
    shapes = [w.shape for w in weights]
    x = mx2vec(weights)
    result = np.zeros(len(x))
    make_grad_func(shapes, A[0], T)(result, x)
    mats = vec2mx(result, shapes)
    return [m[1:] for m in mats], [m[0] for m in mats]
