"""Answers in cells in the words of many people: what changes under other names, what is left out.

Each notebook runs in Jupyter and is right there, so its answer has to be right as well.
"""

import re

from corpus.filling import FORWARD, LOOP, PRINT, code, fill, place

START = "D = 2 * (Y - T) / len(T)\n"
EMPTY = "DW, DB = [], []"
NUMBER = "number = numpy.linalg.norm(net[0].weight.grad[0, 0])"
STEP = """\
def step(l, D):
    DW.insert(0, A[l].T @ D)
    DB.insert(0, D.sum(0))
    return (D @ W[l].T) * (A[l] > 0)
"""
LAYER = """\
acts = [X]
def layer(l, last=False):
    z = acts[-1] @ W[l] + B[l]
    acts.append(z if last else torch.relu(z))
"""
ZEROS = "DW = [numpy.zeros_like(w) for w in W]\nDB = [numpy.zeros_like(b) for b in B]"
OWN = """\
    d = 2 * (Y - T) / len(Y)
    DW, DB = [], []
    for l in (3, 2, 1, 0):
        DW.insert(0, A[l].T @ d)
        DB.insert(0, d.sum(0))
        d = d @ W[l].T * (A[l] > 0)
    return DW, DB
"""
SUM = "err = ((acts[-1] - T) ** 2).mean()"
# By what they do: the number of the notebook, and the cells in place of the one with the TODO
CHANGED = {
    "loop over two lists, in place": (
        1,
        ZEROS
        + """
for n in range(len(X)):
    dz = 2 * (Y[n] - T[n]) / len(X)
    dzs = [dz]
    for l in (3, 2, 1):
        dz = (W[l] @ dz) * (A[l][n] > 0)
        dzs.insert(0, dz)
    for dw, db, a, d in zip(DW, DB, A, dzs):
        dw += numpy.outer(a[n], d)
        db += d""",
    ),
    "loop over reversed lists": (
        1,
        ZEROS,
        START
        + """\
for dw, db, a, w in reversed(list(zip(DW, DB, A, W))):
    dw[:] = a.T @ D
    db[...] = D.sum(0)
    D = (D @ w.T) * (a > 0)""",
    ),
    "loop with numbers": (
        1,
        ZEROS,
        START
        + """\
for number, (dw, db) in enumerate(reversed([*zip(DW, DB)])):
    l = 3 - number
    dw[...] = A[l].T @ D
    db += D.sum(0)
    D = (D @ W[l].T) * (A[l] > 0)""",
    ),
    "entries of a dictionary": (
        1,
        'grads = {"W": [], "B": []}\ngw = grads["W"]; gb = grads["B"]',
        START
        + """\
for l in (3, 2, 1, 0):
    gw.append(A[l].T @ D)
    gb.append(D.sum(0))
    D = (D @ W[l].T) * (A[l] > 0)""",
        'DW = grads["W"][::-1]\nDB = grads["B"][::-1]',
    ),
    "second names": (
        1,
        EMPTY,
        START
        + """\
dws, dbs = DW, DB
for l in (3, 2, 1, 0):
    dws.insert(0, A[l].T @ D)
    dbs.insert(0, D.sum(0))
    D = (D @ W[l].T) * (A[l] > 0)""",
    ),
    "a name that a later cell takes over": (
        1,
        EMPTY + "\nfirst = DW, DB\ndws, dbs = first\nfirst = None",
        START
        + """\
for l in (3, 2, 1, 0):
    dws.insert(0, A[l].T @ D)
    dbs.insert(0, D.sum(0))
    D = (D @ W[l].T) * (A[l] > 0)""",
    ),
    "arrays that lie in the list already": (
        1,
        EMPTY
        + "\nfor l in range(4):\n    w, b = numpy.zeros_like(W[l]), numpy.zeros_like(B[l])\n"
        + "    DW.append(w); DB.append(b)",
        START + "def put(target, value):\n    target[...] = value",
        "for l, dw in zip((3, 2, 1, 0), DW[::-1]):\n    done = put(dw, A[l].T @ D)\n"
        "    done = put(DB[l], D.sum(0))\n    D = (D @ W[l].T) * (A[l] > 0)",
    ),
    "arguments": (
        1,
        STEP.replace("l, D)", "l, D, DW, DB)"),
        EMPTY + "\n" + START,
        "for l in (3, 2, 1, 0):\n    D = step(l, D, DW, DB)",
    ),
    "arguments by name": (
        1,
        STEP.replace("l, D)", "l, D, DW, DB)"),
        EMPTY + "\n" + START,
        "for l in (3, 2, 1, 0):\n    D = step(DB=DB, D=D, l=l, DW=DW)",
    ),
    "names of the notebook": (
        1,
        f"{EMPTY}\n{STEP}",
        START + "for l in (3, 2, 1, 0):\n    D = step(l, D)",
    ),
    "names of the notebook, call by call": (
        1,
        EMPTY,
        STEP,
        START + "D3 = step(3, D)",
        "D2 = step(2, D3)\nD1 = step(1, D2)\n_ = step(0, D1)",
    ),
    "a function that calls another": (
        1,
        EMPTY,
        STEP
        + "\ndef all_steps(D):\n    for l in (3, 2, 1, 0):\n        D = step(l, D)\n    return D",
        START + "rest = all_steps(D)",
    ),
    "a function that is passed on": (
        1,
        "import functools",
        EMPTY,
        STEP,
        START + "rest = functools.reduce(lambda D, l: step(l, D), (3, 2, 1, 0), D)",
    ),
    "a function that reduce calls": (
        1,
        f"import functools\n{EMPTY}",
        STEP.replace("l, D)", "D, l)"),
        START + "rest = functools.reduce(step, (3, 2, 1, 0), D)",
    ),
    "a lambda": (
        1,
        EMPTY,
        "keep = lambda l, d: (DW.insert(0, A[l].T @ d), DB.insert(0, d.sum(0)))",
        START + "for l in (3, 2, 1, 0):\n    _ = keep(l, D)\n    D = (D @ W[l].T) * (A[l] > 0)",
    ),
    "a function that gives the lists back": (
        1,
        EMPTY + "\ndef lists():\n    return DW, DB",
        START
        + """\
for l in (3, 2, 1, 0):
    dw, db = lists()
    dw.insert(0, A[l].T @ D)
    db.insert(0, D.sum(0))
    D = (D @ W[l].T) * (A[l] > 0)""",
    ),
    "an object": (
        1,
        """\
class Tape:
    def __init__(self, dw, db):
        self.dw, self.db = dw, db
    def record(self, l, D):
        self.dw.insert(0, A[l].T @ D)
        self.db.insert(0, D.sum(0))
        return (D @ W[l].T) * (A[l] > 0)
""",
        EMPTY + "\ntape = Tape(DW, DB)",
        START + "D = tape.record(3, D)",
        "for l in (2, 1, 0):\n    D = tape.record(l, D)",
    ),
    "lists under names of their own": (
        1,
        "ws, bs = [], []\nboth = ws, bs",
        START
        + """\
for l in (3, 2, 1, 0):
    ws.insert(0, A[l].T @ D)
    bs.insert(0, D.sum(0))
    D = (D @ W[l].T) * (A[l] > 0)""",
        "DW, DB = both",
    ),
    "a function made by another": (
        1,
        EMPTY
        + """
def make(ws, bs):
    def step(l, d):
        ws.insert(0, A[l].T @ d)
        bs.insert(0, d.sum(0))
        return (d @ W[l].T) * (A[l] > 0)
    return step
step = make(DW, DB)""",
        START + "for l in (3, 2, 1, 0):\n    D = step(l, D)",
    ),
    "methods under names of their own": (
        1,
        EMPTY + "\nadd_w, add_b = DW.append, DB.append",
        START
        + """\
for l in (3, 2, 1, 0):
    add_w(A[l].T @ D)
    add_b(D.sum(0))
    D = (D @ W[l].T) * (A[l] > 0)""",
        "DW = DW[::-1]; DB = DB[::-1]",
    ),
    "default values": (
        1,
        EMPTY,
        STEP.replace("l, D)", "l, D, ws=DW, bs=DB)")
        .replace("DW.i", "ws.i")
        .replace("DB.i", "bs.i"),
        START + "for l in (3, 2, 1, 0):\n    D = step(l, D)",
    ),
    "copies into arrays": (
        1,
        ZEROS,
        START
        + """\
for l, dw, db in zip((3, 2, 1, 0), DW[::-1], DB[::-1]):
    numpy.copyto(dw, A[l].T @ D)
    numpy.sum(D, axis=0, out=db)
    D = (D @ W[l].T) * (A[l] > 0)""",
    ),
    "layers as objects": (
        1,
        """\
class Layer:
    def __init__(self, w, a):
        self.w, self.a = w, a
    def backward(self, d):
        self.dw, self.db = self.a.T @ d, d.sum(0)
        return (d @ self.w.T) * (self.a > 0)
layers = [Layer(w, a) for w, a in zip(W, A)]""",
        START + "for layer in reversed(layers):\n    D = layer.backward(D)",
        "DW = [layer.dw for layer in layers]\nDB = [layer.db for layer in layers]",
    ),
    "arrays that a list takes over": (
        1,
        EMPTY
        + """
sums = [numpy.zeros_like(w) for w in W]
DW.extend(sums)""",
        START
        + """\
Ds = [D]
for l in (3, 2, 1):
    Ds.insert(0, (Ds[0] @ W[l].T) * (A[l] > 0))
DB = [d.sum(0) for d in Ds]""",
        "for total, a, d in zip(sums, A, Ds):\n    total += a.T @ d",
    ),
    "places that are filled": (
        1,
        "DW = [None for _ in W]; DB = [None for _ in B]",
        START.replace("D =", "DZ ="),
        "def write(l, d):\n    DW[l] = A[l].T @ d\n    DB[l] = d.sum(axis=0)",
        "\n".join(f"write({n}, DZ)\nDZ = DZ @ W[{n}].T * (A[{n}] > 0)" for n in (3, 2, 1, 0)),
    ),
    "activations, call by call": (
        2,
        LAYER + "layer(0); layer(1); layer(2); layer(3, True)\n" + SUM,
    ),
    "activations, in a loop": (2, LAYER, "for l in range(4):\n    layer(l, l == 3)", SUM),
    # None of this belongs to the answer, and some of it fails on another network
    "a numerical check before": (
        1,
        "numeric = central_difference(W[2], (5, 5))\ncentral_difference(B[2], 5)\n" + LOOP,
        "for dw, w in zip(DW, W):\n    assert dw.shape == w.shape and dw.shape[1] in (6, 1)",
    ),
    "pictures": (
        1,
        LOOP,
        "import matplotlib.pyplot as plt\nfig, axes = plt.subplots(1, 4)\n"
        "for ax, dw in zip(axes, DW):\n    ax.imshow(dw[5])\n    ax.set_title(dw.shape)",
    ),
    "a name that stands for something else": (
        1,
        LOOP,
        "grad = DW[0]\ngrad = W[0].copy()\ngrad[3, 5] += 1",
    ),
    "a function that only looks": (
        1,
        LOOP,
        "def show(arrays):\n    for a in arrays:\n        print(a[3, 0])\n\nshow(DW)",
    ),
    "parameters made in a loop": (
        2,
        "X, T = map(torch.tensor, utils.getdata())\nW, B = utils.getparams()\n"
        "for l in range(4):\n    W[l] = torch.tensor(W[l], requires_grad=True)\n"
        "    B[l] = torch.tensor(B[l], requires_grad=True)",
        FORWARD,
    ),
    "training afterwards": (
        1,
        LOOP + "\ncheck = DW[0][3, 5]",
        "checks.exercise1(DW, DB)",
        "for w, dw in zip(W, DW):\n    dw[3, 5] = 0\n    w -= 0.01 * dw",
    ),
    "requires_grad in a loop": (2, "for p in W + B:\n    p.requires_grad_(True)\n" + FORWARD),
}
FUNCTIONS = {
    "parameters in a pair": (
        1,
        "def exercise1(params, A, Y, T):\n    W, B = params\n" + OWN,
        "DW, DB = exercise1((W, B), A, Y, T)",
    ),
    "one more": (
        1,
        "def exercise1(W, B, A, Y, T, verbose):\n" + OWN,
        "DW, DB = exercise1(W, B, A, Y, T, False)",
    ),
    "one more by name": (
        1,
        "def exercise1(W, B, A, Y, T, *, layers):\n" + OWN,
        "DW, DB = exercise1(W, B, A, Y, T, layers=4)",
    ),
    "fewer": (
        2,
        "def exercise2(X):\n    H = X\n    for l in range(4):\n        H = H @ W[l] + B[l]\n"
        "        H = H if l == 3 else H.relu()\n    return H",
        "err = ((exercise2(X) - T) ** 2).mean()",
    ),
    "one more that has a value": (
        1,
        "def exercise1(W, B, A, Y, T, verbose=False):\n" + OWN,
        "DW, DB = exercise1(W, B, A, Y, T, True)",
    ),
}
PASSED = "checks.exercise3(net, number)"
NAMED = "checks.exercise3(net=net, value=number)"
# As above; the last is the check, if another takes its place
NUMBERS = {
    "text and a number that is checked": (f'{NUMBER}\nprint("Gradient:", number)', PASSED),
    "text of many numbers": (f'{NUMBER}\nprint("weight 0.0:", number, 2 * number)', PASSED),
    "a tensor that is checked": ("number = net[0].weight.grad[0, 0].abs()\nnumber", PASSED),
    "nothing printed": (NUMBER, PASSED),
    "a number that is checked by name": (f'{NUMBER}\nprint("n is", number, "of", 2.5)', NAMED),
    "text beside": ('print("Gradient:", numpy.linalg.norm(net[0].weight.grad[0, 0]))', ""),
    "f-string": (
        'g = net[0].weight.grad[0, 0]\nprint(f"gradient: {numpy.linalg.norm(g):.7f}")',
        "",
    ),
    "a function that returns it": (
        "def exercise3(net):\n    return numpy.linalg.norm(net[0].weight.grad[0, 0])\n"
        "print(exercise3(net))",
        "checks.exercise3(net, exercise3(net))",
    ),
    "a function that returns it, not checked": (
        "def exercise3(net):\n    return numpy.linalg.norm(net[0].weight.grad[0, 0])\n"
        "print(exercise3(net))",
        "",
    ),
    "a check that is commented out": (
        "#solution.exercise3(net)\n" + PRINT,
        "#checks.exercise3(solution.exercise3)",
    ),
}


def checked(source, check):
    content = fill(3, source)
    if check:
        content["cells"][place(content, "check-code")]["source"] = check
    return content


def without_checks(number, source):
    content = fill(number, source)
    content["cells"] = [c for c in content["cells"] if "checks." not in "".join(c["source"])]
    return content


def renamed(number, source, name, other, arguments):
    """Return a notebook whose answer has another name, and is checked in the end."""
    content = without_checks(number, re.sub(rf"\b{name}\b", other, source))
    content["cells"].append(code(f"checks.exercise{number}({arguments})"))
    return content


def cut_off(number, source, cell_id, *more):
    """Return a notebook that ends above a cell."""
    content = fill(number, source)
    end = place(content, cell_id)
    content["cells"] = [c for c in content["cells"][:end] if c.get("id") != "check"]
    content["cells"] += map(code, more)
    return content


NOTEBOOKS = {
    **{n: (number, fill(number, *cells)) for n, (number, *cells) in CHANGED.items()},
    **{n: (number, fill(number, *cells)) for n, (number, *cells) in FUNCTIONS.items()},
    "no check, 2": (2, without_checks(2, FORWARD)),
    "no check, 3": (3, without_checks(3, PRINT)),
    "cut off, 2": (2, cut_off(2, FORWARD, "error-value", "err.backward()\nprint(W[0].grad[0, 0])")),
    "checked by name": (2, renamed(2, FORWARD, "err", "my_err", "err=my_err")),
    "both checked by name": (1, renamed(1, LOOP, "DW", "gw", "DW=gw, DB=DB")),
    "cut off, 3": (3, cut_off(3, PRINT, "check")),
}
