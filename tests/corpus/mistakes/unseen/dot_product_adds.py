# exercise: 1
# source: smimram/ocaml-backprop (OCaml), commit 2974571 "fixing cross-entropy, mostly working", src/vector.ml: let dot x y = sum @@ map2 (+.) x y became map2 ( *.); its derivative in differentiable.ml, d times y and d times x, was that of the product already (there it was used for the cross-entropy, here for the neurons)
# mistake: The value of the dot product is the sum of the sums of the components, not of their products, while its derivative is the right one, so the forward pass of the program gives wrong values.
# lines: 12
# crash: no
# first wrong: DW[3]
import numpy as np


def dot(pair):
    x, y = pair
    return np.sum(x + y), lambda d: (d * y, d * x)


def plus(pair):
    x, y = pair
    return x + y, lambda d: (d, d)


def relu(x):
    return np.maximum(x, 0), lambda d: d * (x > 0)


def square_error(target, n):
    return lambda x: (np.sum((x - target) ** 2) / n, lambda d: d * 2 * (x - target) / n)


def of_differentiable(f, x):
    value, k = x
    y, df = f(value)
    return y, lambda d: k(df(d))


def var(value, grad):
    return value, lambda d: np.add(grad, d, out=grad)


def pair(x, y):
    return (x[0], y[0]), lambda d: (x[1](d[0]), y[1](d[1]))


def dup(n, x):
    value, k = x
    seen = []
    def collect(d):
        seen.append(d)
        if len(seen) == n:
            k(sum(seen))
    return [(value, collect) for _ in range(n)]


def mux(xs):
    return np.array([v for v, _ in xs]), lambda d: [k(di) for (_, k), di in zip(xs, d)]


def layer(w, dw, b, db, x):
    copies = dup(len(b), x)
    neurons = [of_differentiable(dot, pair(var(w[:, j], dw[:, j]), copies[j])) for j in range(len(b))]
    return of_differentiable(plus, pair(mux(neurons), var(b, db)))


def exercise1(W, B, A, Y, T):
    dW, dB = [np.zeros_like(w) for w in W], [np.zeros_like(b) for b in B]
    for x, t in zip(A[0], T):
        net = (x, lambda d: None)
        for l in range(4):
            net = layer(W[l], dW[l], B[l], dB[l], net)
            net = of_differentiable(relu, net) if l < 3 else net
        _, descent = of_differentiable(square_error(t, len(T)), net)
        descent(1.0)
    return dW, dB
