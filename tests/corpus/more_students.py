"""More of `corpus.students`: those who put their code in unusual places."""

from corpus.filling import (
    FORWARD,
    FUNCTION1,
    FUNCTION2,
    FUNCTION3,
    LOOP,
    MODULE,
    PRINT,
    code,
    dump,
    fill,
    notebook,
    place,
    saved,
    todo,
)
from corpus.students import STUDENTS, habit

__all__ = ["STUDENTS"]


@habit
def globals_in_functions():
    one = fill(
        1,
        """DW, DB = [], []

def backward():
    global DW, DB, N
    N = X.shape[0]
    d = 2 * (Y - T) / N
    DW, DB = [None] * len(W), [None] * len(W)
    for l in range(len(W) - 1, -1, -1):
        DW[l], DB[l] = A[l].T @ d, d.sum(axis=0)
        d = d @ W[l].T * (A[l] > 0)

backward()""",
    )
    two = fill(
        2,
        "def network(h):\n    for w, b in zip(W[:3], B[:3]):\n        h = (h @ w + b).relu()\n"
        "    return h @ W[3] + B[3]",
        "err = (network(X) - T).pow(2).mean()",
    )
    three = fill(3, "def show():\n    print(abs(net[0].weight.grad[0, 0].item()))", "show()")
    return saved({1: one, 2: two, 3: three})


@habit
def other_names_and_edited_checks():
    one = fill(1, LOOP.replace("DW", "grad_W").replace("DB", "grad_B"))
    for cell in one["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "code":
            source = source.replace(
                "checks.exercise1(solution.exercise1)", "checks.exercise1(DW, DB)"
            )
        if cell["cell_type"] == "code" and "solution." not in source:
            cell["source"] = source.replace("DW", "grad_W").replace("DB", "grad_B")
    two = fill(2, FORWARD.replace("err", "E"))
    for cell in two["cells"]:
        source = "".join(cell["source"])
        source = source.replace(
            "checks.exercise2(solution.exercise2)", "checks.exercise2(err, W, B)"
        )
        if cell["cell_type"] == "code" and ("err." in source or "(err," in source):
            cell["source"] = source.replace("err", "E")
    three = fill(3, "first = net[0].weight.grad[0, 0]", "number = numpy.linalg.norm(first)")
    three["cells"][place(three, "check-code")]["source"] = "checks.exercise3(net, number)"
    return saved({1: one, 2: two, 3: three})


@habit
def forward_pass_of_ones_own():
    one = notebook(1)
    one["cells"][place(one, "forward-pass")]["source"] = """\
Z, A = [], [X]
for w, b in zip(W, B):
    Z.append(A[-1] @ w + b)
    A.append(numpy.maximum(0, Z[-1]))
Y = Z[-1]
A.pop()"""
    one["cells"][todo(one)]["source"] = """\
n = Y.size
G = 2 * (Y - T) / n
DW, DB = [A[-1].T @ G], [G.sum(0)]
for l in range(len(Z) - 2, -1, -1):
    G = (G @ W[l + 1].T) * (Z[l] > 0)
    DW = [A[l].T @ G] + DW
    DB = [G.sum(0)] + DB
"""
    two = fill(2, FORWARD + "err.backward(retain_graph=True)\nprint(W[0].grad)")
    return saved({1: one, 2: two, 3: fill(3, PRINT.removeprefix("print"))})


@habit
def sample_by_sample():
    one = fill(
        1,
        "DW = [numpy.zeros_like(w) for w in W]\nDB = [numpy.zeros_like(b) for b in B]",
        """for n in range(len(X)):
    delta = 2 * (Y[n] - T[n]) / len(X)
    for l in (3, 2, 1, 0):
        DW[l] += numpy.outer(A[l][n], delta)
        numpy.add(DB[l], delta, out=DB[l])
        delta = W[l] @ delta * (A[l][n] > 0)
""",
    )
    two = fill(
        2,
        "Z1 = X @ W[0] + B[0]\nZ2 = torch.relu(Z1) @ W[1] + B[1]\n"
        "Z3 = torch.relu(Z2) @ W[2] + B[2]\nY = torch.relu(Z3) @ W[3] + B[3]\n"
        "err = torch.nn.functional.mse_loss(Y, T)",
    )
    three = fill(
        3,
        """for name, parameter in net.named_parameters():
    if name == "0.weight":
        print(parameter.grad[0, 0].abs().item())""",
    )
    return saved({1: one, 2: two, 3: three})


@habit
def redefined_and_broken_in_between():
    one = fill(
        1,
        FUNCTION1.replace("2 * (Y - T)", "(Y - T)"),
        "exercise1(W, B, A, Y, T)[0",
        FUNCTION1,
        "DW, DB = exercise1(W, B, A, Y, T)",
        "1 / 0",
    )
    two = fill(2, "err = ((X - T) ** 2).mean()", FORWARD)
    three = fill(3, "print(net[0].weight.grad.shape)", PRINT, "print('done')")
    return saved({1: one, 2: two, 3: three})


@habit
def code_below_the_call_that_stays():
    contents = {}
    for number, source in ((1, LOOP), (2, FORWARD), (3, PRINT)):
        content = notebook(number)
        content["cells"].insert(todo(content) + 1, code(source))
        contents[number] = content
    return saved(contents)


@habit
def the_function_of_the_other_edition():
    return {
        "solution.py": (
            "import numpy\nimport torch\n\n"
            + '''
def exercise1_preactivations(W, B, X, Z1, A1, Z2, A2, Z3, A3, Y, T):
    D4 = 2 * (Y - T) / len(X)
    D3 = D4 @ W[3].T * (Z3 > 0)
    D2 = D3 @ W[2].T * (Z2 > 0)
    D1 = D2 @ W[1].T * (Z1 > 0)
    return [X.T @ D1, A1.T @ D2, A2.T @ D3, A3.T @ D4], [d.sum(0) for d in (D1, D2, D3, D4)]

def exercise1(W, B, A, Y, T):
    """Compute the gradient."""
    raise NotImplementedError("exercise1: write the backward pass here")
'''
            + FUNCTION2
            + FUNCTION3
        ).encode()
    }


@habit
def drawing_and_training_at_the_top_of_a_module():
    return {
        "solution.py": (
            """import matplotlib
import matplotlib.pyplot as plt
import checks, figures
import seaborn_that_nobody_has as sns
import utils
EPS: float = 0.0
X, T = utils.getdata()
while True:
    plt.plot([1, 2])
    raise SystemExit("drawn")
"""
            + MODULE
            + """
W, B = utils.getparams()
checks.exercise1(*exercise1(W, B, None, None, None))
assert False
"""
        ).encode()
    }


@habit
def work_that_goes_on_after_the_check():
    one, two, three = fill(1, LOOP), fill(2, FORWARD), fill(3, PRINT)
    one["cells"].append(code("W = [w * 2 for w in W]\nDW, DB = None, None\nX = None"))
    two["cells"].append(code("err = ((X.detach().sum() - T) ** 2).mean()\nerr.backward()"))
    three["cells"].append(code("net2 = nn.Sequential(nn.Linear(4, 1))\nnet = net2"))
    three["cells"].append(code("print(numpy.linalg.norm(net[2].weight.grad))"))
    return saved({1: one, 2: two, 3: three})


@habit
def code_at_the_end_and_checked_there():
    contents = {}
    for number, source in ((1, LOOP), (2, FORWARD), (3, PRINT)):
        content = notebook(number)
        del content["cells"][todo(content)]
        content["cells"].append(code(source))
        if number == 1:
            content["cells"].append(code("checks.exercise1(DW, DB)"))
        contents[number] = content
    return saved(contents)


@habit
def data_cells_of_ones_own():
    two = fill(2, FORWARD)
    two["cells"][place(two, "data")]["source"] = """\
data = utils.getdata()
X, T = (torch.from_numpy(a).float() for a in data)
W, B = utils.getparams()
W = [torch.tensor(w, dtype=torch.float32, requires_grad=True) for w in W]
B = [torch.tensor(b, dtype=torch.float32, requires_grad=True) for b in B]"""
    three = notebook(3)
    del three["cells"][todo(three)]
    three["cells"][place(three, "forward-backward")]["source"] = f"""\
Y = net(X)
err = ((Y - T) ** 2).mean()
err.backward()
{PRINT}"""
    one = [
        "import numpy as np\nimport utils",
        "data = utils.getdata()\nX, T = data\nW, B = utils.getparams()",
        "A = [X]\nfor w, b in zip(W[:-1], B[:-1]): A.append(np.maximum(0, A[-1] @ w + b))\n"
        "Y = A[-1] @ W[-1] + B[-1]",
        LOOP,
    ]
    return {**saved({2: two, 3: three}), "x.ipynb": dump({"cells": [code(s) for s in one]})}


@habit
def a_helper_in_solution_that_a_notebook_calls():
    return {
        "solution.py": ("import torch\n" + FUNCTION1.replace("exercise1", "backward")).encode()
        + b"\ndef relu(x):\n    return torch.relu(x)\n",
        **saved(
            {
                1: fill(1, "DW, DB = solution.backward(W, B, A, Y, T)"),
                2: fill(2, "from solution import relu\n" + FORWARD.replace("torch.relu", "relu")),
                3: fill(3, PRINT),
            }
        ),
    }
