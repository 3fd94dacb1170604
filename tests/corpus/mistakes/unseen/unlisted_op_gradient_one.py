# exercise: 1
# source: cool-japan/scirs, issue 103 "scirs2-autograd: gradient.rs bypasses Op::grad() trait" (Rust): the backward pass asks for the names of the operations one after another, and for all that are not listed returns scalar(1.0); Op::grad() of the operation is never called
# mistake: the ReLU has no branch in the backward pass, so it falls into the last one, which gives ones and drops the gradient that comes from above
# lines: 47
# crash: no
# first wrong: DW[2]
import numpy as np


class MatMul:
    name = "MatMul"
    def compute(self, x, w):
        return x @ w
    def grad(self, gy, x, w):
        return gy @ w.T, x.T @ gy


class AddBias:
    name = "Add"
    def compute(self, x, b):
        return x + b
    def grad(self, gy, x, b):
        return gy, gy.sum(axis=0)


class ReLU:
    name = "ReLU"
    def compute(self, x):
        return np.maximum(x, 0.0)
    def grad(self, gy, x):
        return (gy * (x > 0.0),)


def eval_op(op, *inputs):
    return {"op": op, "inputs": inputs, "value": op.compute(*[i["value"] for i in inputs])}


def compute_gradients(node, gy, grads):
    grads[id(node)] = gy
    if "op" not in node: return
    xs = [i["value"] for i in node["inputs"]]
    if node["op"].name == "MatMul":
        gxs = gy @ xs[1].T, xs[0].T @ gy
    elif node["op"].name == "Add":
        gxs = gy, gy.sum(axis=0)
    else:
        gxs = [np.ones_like(x) for x in xs]
    for i, gx in zip(node["inputs"], gxs):
        compute_gradients(i, gx, grads)


def exercise1(W, B, A, Y, T):
    ws, bs = [{"value": w} for w in W], [{"value": b} for b in B]
    y = {"value": A[0]}
    for w, b in zip(ws, bs):
        y = eval_op(AddBias(), eval_op(MatMul(), y, w), b)
        y = eval_op(ReLU(), y) if w is not ws[-1] else y
    grads = {}
    compute_gradients(y, 2.0 * (y["value"] - T) / T.size, grads)
    return [grads[id(w)] for w in ws], [grads[id(b)] for b in bs]
