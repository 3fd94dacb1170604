"""In the style of the CSE 599W / dlsys autodiff assignment: gradients are nodes, run later."""
import numpy as np


class Node(object):
    def __init__(self, op, inputs):
        self.op, self.inputs = op, inputs

class Op(object):
    def __init__(self, compute, gradient=None):
        self.compute, self.gradient = compute, gradient

    def __call__(self, *inputs):
        return Node(self, inputs)


# Create global singletons of operators.
placeholder_op = Op(None, lambda node, g: [])
nt_op, tn_op = Op(lambda g, w: np.matmul(g, w.T)), Op(lambda x, g: np.matmul(x.T, g))
sumrows_op = Op(lambda g: g.sum(axis=0))
linear_op = Op(lambda x, w, b: np.matmul(x, w) + b,
               lambda node, g: [nt_op(g, node.inputs[1]), tn_op(node.inputs[0], g), sumrows_op(g)])
relugrad_op = Op(lambda a, g: np.where(a > 0, g, 0.))
relu_op = Op(lambda a: np.maximum(a, 0), lambda node, g: [relugrad_op(node, g)])
msegrad_op = Op(lambda y, t: 2. * (y - t) / y.size)
mse_op = Op(lambda y, t: np.mean((y - t) ** 2), lambda node, g: [msegrad_op(*node.inputs)])


def find_topo_sort(node, topo_order):
    for n in node.inputs:
        topo_order = topo_order if n in topo_order else find_topo_sort(n, topo_order)
    return topo_order + [node]

def gradients(output_node, node_list):
    node_to_output_grad = {}
    for node in reversed(find_topo_sort(output_node, [])):
        # no node is used twice on the way forward: nothing to sum
        grads = node.op.gradient(node, node_to_output_grad.get(node))
        node_to_output_grad.update(zip(node.inputs, grads))
    return [node_to_output_grad[node] for node in node_list]

def run(eval_node_list, feed_dict):
    def value(node):
        if node not in feed_dict:
            feed_dict[node] = node.op.compute(*map(value, node.inputs))
        return feed_dict[node]
    return [value(node) for node in eval_node_list]


def exercise1(W, B, A, Y, T):
    w, b = [placeholder_op() for _ in W], [placeholder_op() for _ in B]
    x, t = placeholder_op(), placeholder_op()
    feed_dict = dict(zip(w + b + [t], list(W) + list(B) + [T]))
    for i in range(len(W)):
        x = x if i == 0 else relu_op(x)
        feed_dict[x] = A[i]    # known, so fed like a variable
        x = linear_op(x, w[i], b[i])
    feed_dict[x] = Y
    loss = mse_op(x, t)
    return run(gradients(loss, w), feed_dict), run(gradients(loss, b), feed_dict)
