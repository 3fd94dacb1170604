# exercise: 1
# source: style of an OCaml lesson on lists (haskelle.blogspot.com): vectors and matrices are lists of numbers
# mistake: none
# lines: -
# crash: no
# first wrong: -
import numpy


def vector_add(v1, v2): return [x + y for x, y in zip(v1, v2)]
def scalar_vector_mul(s, v): return [s * x for x in v]
def dot_product(v1, v2): return sum(x * y for x, y in zip(v1, v2))
def mat_vec_mul(m, v): return [dot_product(row, v) for row in m]
def outer_product(v1, v2): return [[x * y for y in v2] for x in v1]
def matrix_add(m1, m2): return [vector_add(r1, r2) for r1, r2 in zip(m1, m2)]
def relu_derivative(x): return 1.0 if x > 0.0 else 0.0


def backward(weights, activations, delta):
    """Gradient of one example: a list with one pair (weights, biases) per layer."""
    grad = (outer_product(activations[-1], delta), delta)
    if len(weights) == 1:
        return [grad]
    back = mat_vec_mul(weights[-1], delta)
    slope = [relu_derivative(a) for a in activations[-1]]
    below = [b * s for b, s in zip(back, slope)]
    return backward(weights[:-1], activations[:-1], below) + [grad]


def exercise1(W, B, A, Y, T):
    weights = [w.tolist() for w in W]
    n = len(Y)
    total = None
    for k in range(n):
        delta = scalar_vector_mul(2.0 / n, [y - t for y, t in zip(Y[k].tolist(), T[k].tolist())])
        grads = backward(weights, [a[k].tolist() for a in A], delta)
        if total is None:
            total = grads
        else:
            total = [(matrix_add(w1, w2), vector_add(b1, b2)) for (w1, b1), (w2, b2) in zip(total, grads)]
    return [numpy.array(w) for w, _ in total], [numpy.array(b) for _, b in total]
