# exercise: 1
# source: 10-zin/cpp-micrograd (C), commit 25ef017 'fix major loss re-init bug', train.c: the losses are added to total_loss, but backward(loss) was called, which became backward(total_loss)
# mistake: The backward pass starts at the loss of the last sample and not at the total of the losses of all samples.
# lines: 62
# crash: no
# first wrong: DW[3]
import numpy as np


def make_value(val, *children):
    return {"val": val, "grad": 0.0, "children": children}


def add(a, b):
    return make_value(a["val"] + b["val"], (a, 1.0), (b, 1.0))


def mul(a, b):
    return make_value(a["val"] * b["val"], (a, b["val"]), (b, a["val"]))


def relu(a):
    return make_value(max(a["val"], 0.0), (a, float(a["val"] > 0)))


def build_topo(v, topo, visited):
    if id(v) not in visited:
        visited.add(id(v))
        for child, slope in v["children"]:
            build_topo(child, topo, visited)
        topo.append(v)


def backward(root):
    topo = []
    build_topo(root, topo, set())
    root["grad"] = 1.0
    for v in topo[::-1]:
        for child, slope in v["children"]:
            child["grad"] += slope * v["grad"]


def mlp_forward(params, x):
    for n, (w, b) in enumerate(params, 1):
        out = []
        for j in range(len(b)):
            total = b[j]
            for i in range(len(x)):
                total = add(total, mul(w[i][j], x[i]))
            out.append(relu(total) if n < len(params) else total)
        x = out
    return x


def exercise1(W, B, A, Y, T):
    params = [([[make_value(v) for v in row] for row in w], [make_value(v) for v in b]) for w, b in zip(W, B)]
    total_loss = make_value(0.0)
    for x, t in zip(A[0], T):
        diff = add(mlp_forward(params, [make_value(v) for v in x])[0], make_value(-t[0]))
        loss = mul(mul(diff, diff), make_value(1.0 / len(T)))
        total_loss = add(total_loss, loss)
    backward(loss)
    DW = [np.array([[v["grad"] for v in row] for row in w]) for w, b in params]
    return DW, [np.array([v["grad"] for v in b]) for w, b in params]
