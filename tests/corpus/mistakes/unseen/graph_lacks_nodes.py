# exercise: 1
# source: Artlind/tinygradhask (Haskell), commit 60d1c49 "fix Mlp and made a fitBatch function yay", src/Mlp.hs: the graph (a hash map from ids to numbers) was made of the loss, the outputs, the activated hidden numbers and the parameters only; it got the hidden numbers before the activation (t : first_layer_hidden : ...), the inputs and the labels as well, since backward looks up every parent ("No nombre for name"). There tanh, here ReLU
# mistake: The dictionary of the graph lacks the inputs, the labels and the hidden numbers before the activation, so the way back stops with a KeyError when it looks up the first parent that is missing.
# lines: 40, 72
# crash: yes
# first wrong: -
from dataclasses import dataclass, replace
from itertools import chain, count

import numpy as np


@dataclass(frozen=True)
class Nombre:
    value: float
    grad: float
    nombre_id: int
    parents: tuple
    operation: str


ids = count()


def nombre(value, parents=(), operation="rien"):
    return Nombre(float(value), 0.0, next(ids), tuple(parents), operation)


def mult_matrices(m1, m2, bias):
    return [[nombre(sum(x.value * w.value for x, w in zip(row, col)) + b.value, [*row, *col, b], "dot") for col, b in zip(zip(*m2), bias)] for row in m1]


def forward_mlp(layers, inp):
    mat, bias = layers[0]
    t = mult_matrices(inp, mat, bias)
    if len(layers) == 1:
        return [], t
    hidden = [[nombre(max(n.value, 0), [n], "relu") for n in row] for row in t]
    rest, output = forward_mlp(layers[1:], hidden)
    return [hidden] + rest, output


def local_grads(node):
    values = [p.value for p in node.parents]
    if node.operation == "dot":
        half = len(values) // 2
        return values[half:-1] + values[:half] + [1.0]
    if node.operation == "relu":
        return [float(values[0] > 0)]
    if node.operation == "squared_error":
        return [2 * (values[0] - values[1]), 2 * (values[1] - values[0])]
    return [1 / len(values) for _ in values]


def backward(root, graph):
    graph = {**graph, root: replace(graph[root], grad=1.0)}
    for nid in sorted(graph, reverse=True):
        node = graph[nid]
        for parent, local in zip(node.parents, local_grads(node)):
            known = graph[parent.nombre_id]
            graph[parent.nombre_id] = replace(known, grad=known.grad + local * node.grad)
    return graph


def exercise1(W, B, A, Y, T):
    layers = [([[nombre(v) for v in row] for row in w], [nombre(v) for v in b]) for w, b in zip(W, B)]
    inp, labels = [[[nombre(v) for v in row] for row in m] for m in (A[0], T)]
    hidds, ot = forward_mlp(layers, inp)
    ses = [[nombre((o.value - l.value) ** 2, [o, l], "squared_error") for o, l in zip(*rows)] for rows in zip(ot, labels)]
    errors = list(chain(*ses))
    mean = nombre(sum(n.value for n in errors) / len(errors), errors, "mean")
    graph = {n.nombre_id: n for n in chain([mean], *ses, *ot, *chain(*hidds), *chain(*(mat + [bias] for mat, bias in layers)))}
    graph = backward(mean.nombre_id, graph)
    DW = [np.array([[graph[n.nombre_id].grad for n in row] for row in mat]) for mat, _ in layers]
    DB = [np.array([graph[n.nombre_id].grad for n in bias]) for _, bias in layers]
    return DW, DB
