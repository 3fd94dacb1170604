"""Single answers in many styles: cells of notebooks, and what stands above functions."""

from corpus.filling import FUNCTION1, FUNCTION3, LOOP

# Other ways to fill the cell with the TODO: the number of the notebook, and the cells in its place
CELLS = {
    "aliases and while": (
        1,
        """\
import numpy as np
N, = Y.shape[:1]
DW = []; DB = []
dZ = 2 / N * (Y - T)
l = 3
while l >= 0:
    DW = [np.dot(A[l].T, dZ)] + DW; DB = [np.sum(dZ, axis=0)] + DB
    dZ = np.dot(dZ, W[l].T) * np.where(A[l] > 0, 1, 0)
    l -= 1""",
    ),
    "comprehension that inserts": (
        1,
        """\
mask = [a > 0 for a in A]
E = [2 * (Y - T) / Y.size]
[E.insert(0, (E[0] @ W[l].T) * mask[l]) for l in (3, 2, 1)]
DW = [A[l].T @ E[l] for l in range(4)]
DB = [e.sum(0) for e in E]""",
    ),
    "dictionary": (
        1,
        "g = {}\ng['d4'] = 2 * (Y - T) / len(Y)",
        "for i in (3, 2, 1):\n    g[f'd{i}'] = (g[f'd{i + 1}'] @ W[i].T) * (A[i] > 0)",
        "DW = [A[i].T @ g[f'd{i + 1}'] for i in range(4)]\n"
        "DB = [g[f'd{i}'].sum(0) for i in range(1, 5)]",
    ),
    "object": (
        1,
        """\
class Net:
    def __init__(self):
        self.DW, self.DB = [], []

    def run(self):
        d = 2 * (Y - T) / len(X)
        for l in (3, 2, 1, 0):
            self.DW.insert(0, A[l].T @ d)
            self.DB.insert(0, d.sum(0))
            d = d @ W[l].T * (A[l] > 0)

my = Net()
my.run()""",
        "DW = my.DW\nDB = my.DB",
    ),
    "defaults": (
        1,
        FUNCTION1.replace("exercise1(W, B, A, Y, T)", "back(W=W, B=B, A=A, Y=Y, T=T)"),
        "DW, DB = back()",
    ),
    "put into the module": (
        1,
        FUNCTION1.replace("exercise1", "my_backward"),
        "solution.exercise1 = my_backward\nDW, DB = solution.exercise1(W, B, A, Y, T)",
    ),
    "two attempts": (1, "DW = [0] * 4\nDW[0] = W[7]", "DZ = undefined\n" + LOOP, LOOP),
    "in place": (
        1,
        """\
DW, DB = list(), list()
d = Y - T
d *= 2
d /= d.size
for l in range(4)[::-1]:
    DW += [A[l].T @ d]
    DB += [d.sum(0)]
    d = d @ W[l].T
    d[A[l] <= 0] = 0
DW = DW[::-1]
DB.reverse()""",
    ),
    "walrus": (
        1,
        """\
Ds = [d := 2 * (Y - T) / len(X)] + [d := d @ W[l].T * (A[l] > 0) for l in (3, 2, 1)]
Ds = Ds[::-1]
DW = [a.T @ x for a, x in zip(A, Ds)]; DB = [x.sum(0) for x in Ds]""",
    ),
    "targets reshaped": (
        1,
        """\
T = T.reshape(-1)
DZ = (2 * (Y.reshape(-1) - T) / len(T))[:, None]
"""
        + LOOP.split("\n", 1)[1],
    ),
    "lambda": (
        2,
        """\
relu = torch.relu
exercise2 = lambda W, B, X, T: (
    (relu(relu(relu(X @ W[0] + B[0]) @ W[1] + B[1]) @ W[2] + B[2]) @ W[3] + B[3] - T) ** 2
).mean()""",
        "err = exercise2(W, B, X, T)",
    ),
    "prints and assertions": (
        2,
        """\
h = X
for i in range(4):
    h = h @ W[i] + B[i]
    if i < 3:
        h = h.relu()
        print(h.shape)
assert h.shape == T.shape
err = torch.mean(torch.square(T - h))
print(err)
err""",
    ),
    "functional": (
        2,
        """\
import torch.nn.functional as F
A = [X]
for w, b in zip(W[:-1], B[:-1]):
    A.append(F.relu(F.linear(A[-1], w.T, b)))
err = F.mse_loss(F.linear(A[-1], W[-1].T, B[-1]), T)""",
    ),
    "item": (3, "g = net[0].weight.grad[0][0]\nprint(abs(g.item()))"),
    "digits": (3, 'print(f"{numpy.linalg.norm(net[0].weight.grad[0, 0]):.9f}")'),
    "parameters": (3, "p = list(net.parameters())", "print(numpy.linalg.norm(p[0].grad[0, 0]))"),
    "children": (3, "l = next(net.children())\nnumpy.linalg.norm(l.weight.grad[0, 0].numpy())"),
    "linear layers": (3, "print(numpy.linalg.norm(linear_layers[0].weight.grad[0, 0]))"),
    "torch.abs": (3, "print(torch.abs(net[0].weight.grad[0, 0]).numpy())"),
    "last value": (3, "w = net[0].weight", "n = numpy.linalg.norm(w.grad[0, 0])", "n"),
    "own function": (3, FUNCTION3.replace("exercise3", "show"), "show(net)"),
}
# What stands above the functions in a module
TOPS = (
    "try:\n    import cupy as xp\nexcept ImportError:\n    import numpy as xp\n",
    "from numpy import *\nfrom utils import *\nfrom checks import *\n",
    "import sys, os\nsys.path.append(os.path.dirname(__file__))\nos.chdir('/none')\n",
    '"""Doc."""\nfrom __future__ import annotations\nimport figures\n',
    "import figures, torch\ntorch.set_default_dtype(torch.float64)\n",
    "from no_such_module import njit\n@njit\ndef helper(x):\n    return x\n",
    "def main():\n    print(1)\n\nmain()\n",
)
