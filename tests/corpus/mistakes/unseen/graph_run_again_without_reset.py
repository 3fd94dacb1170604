# exercise: 1
# source: mbarbin/micrograd (OCaml), commit 357f02d 'fix gradient descent + add test', lib/micrograd/src/value.ml, run_backward_propagation: the expression is built once and run for several samples; now the gradient of every node is set to 0 before the pass, 'otherwise their computation accumulate to the gradient computed at the previous pass'
# mistake: The same expression is run again for each sample, but the gradients of its nodes are not set to zero before each backward pass and keep what the passes before left in them.
# lines: 45, 46
# crash: no
# first wrong: DW[3]
class Node:
    def __init__(self, op, *children, parameter=0.0):
        self.op, self.children, self.parameter = op, children, float(parameter)
        self.data = self.gradient = 0.0

    @classmethod
    def leaf(cls, x=0.0):
        return cls("leaf", parameter=x)


compute_data = {
    "leaf": lambda t: t.parameter,
    "relu": lambda t: max(0.0, t.children[0].data),
    "add": lambda t: t.children[0].data + t.children[1].data,
    "multiply": lambda t: t.children[0].data * t.children[1].data,
}


def gradient_step(t):
    if t.op == "add":
        for child in t.children:
            child.gradient += t.gradient
    elif t.op == "multiply":
        t1, t2 = t.children
        t1.gradient += t.gradient * t2.data
        t2.gradient += t.gradient * t1.data
    elif t.op == "relu":
        t.children[0].gradient += t.gradient if t.data > 0.0 else 0.0


def topological_sort(t, queue):
    if t not in queue:
        for child in t.children:
            topological_sort(child, queue)
        queue[t] = None
    return list(queue)


def run_backward_propagation(order):
    order[-1].gradient = 1.0
    for t in reversed(order):
        gradient_step(t)


def exercise1(W, B, A, Y, T):
    inputs, minus_target = [Node.leaf() for _ in W[0]], Node.leaf()
    ws = [[[Node.leaf(x) for x in row] for row in w] for w in W]
    bs = [[Node.leaf(x) for x in b] for b in B]
    layer = inputs
    for k, (w, b) in enumerate(zip(ws, bs)):
        for t, row in zip(layer, w):
            b = [Node("add", s, Node("multiply", t, u)) for s, u in zip(b, row)]
        layer = [Node("relu", s) for s in b] if k < 3 else b
    diff = Node("add", layer[0], minus_target)
    loss = Node("multiply", Node("multiply", diff, diff), Node.leaf(1.0 / len(T)))
    order = topological_sort(loss, {})
    DW, DB = [w * 0.0 for w in W], [b * 0.0 for b in B]
    for sample, target in zip(A[0], T[:, 0]):
        for t, x in zip(inputs + [minus_target], [*sample, -target]):
            t.parameter = float(x)
        for t in order:
            t.data = compute_data[t.op](t)
        run_backward_propagation(order)
        for k in range(4):
            DW[k] += [[t.gradient for t in row] for row in ws[k]]
            DB[k] += [t.gradient for t in bs[k]]
    return DW, DB
