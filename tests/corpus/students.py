"""What students hand in: the series filled in by people of many habits.

Each entry of `STUDENTS` is a function that returns files, whose programs must give right answers to
all three exercises. The notebooks are those of `instructors.handout.student`, saved as the named
editors do: nbconvert and nbformat write scripts and older versions themselves, what Colab and
Deepnote add was read from notebooks that they have saved.
"""

import json

import nbformat
from corpus.filling import (
    FORWARD,
    FUNCTION1,
    FUNCTION2,
    FUNCTION3,
    LOOP,
    MODULE,
    NAMES,
    PRINT,
    code,
    dump,
    fill,
    handed_out,
    notebook,
    place,
    saved,
    todo,
    zipped,
)
from nbconvert import PythonExporter, ScriptExporter

STUDENTS = {}


def habit(function):
    STUDENTS[function.__name__] = function
    return function


@habit
def solution_edited():
    return {"solution.py": MODULE.encode()}


@habit
def whole_course_folder_with_filled_solution():
    return {**handed_out(), "solution.py": MODULE.encode()}


@habit
def inline_beside_an_untouched_solution():
    return {**handed_out(), **saved({1: fill(1, LOOP), 2: fill(2, FORWARD), 3: fill(3, PRINT)})}


@habit
def function_in_a_cell_that_is_called():
    one = fill(
        1,
        "import numpy as np\n\nSCALE = 2\nrelu_grad = lambda a: (a > 0).astype(float)\n",
        """def deltas(W, A, dY):
    out = [dY]
    for l in (3, 2, 1):
        out.append(out[-1] @ W[l].T * relu_grad(A[l]))
    return out[::-1]""",
        """def exercise1(W: list[np.ndarray], B, A, Y: "array", T) -> tuple:
    D = deltas(W, A, SCALE * (Y - T) / Y.shape[0])
    return [np.dot(a.T, d) for a, d in zip(A, D)], [np.sum(d, 0) for d in D]""",
        "DW, DB = exercise1(W, B, A, Y, T)  # TODO: write the backward pass",
    )
    two = fill(2, FUNCTION2, "err = exercise2(W, B, X, T)  # TODO")
    three = fill(3, FUNCTION3, "exercise3(net)  # TODO: print the gradient of the first weight")
    return saved({1: one, 2: two, 3: three})


@habit
def five_cells_with_aliases():
    one = fill(
        1,
        "W1, W2, W3, W4 = W\nA0, A1, A2, A3 = A\nN = T.shape[0]",
        "# last layer\ndelta4 = 2.0 / N * (Y - T)\nprint(delta4.shape)",
        "dW4 = A3.T.dot(delta4)\ndB4 = delta4.sum(0)\ndW4.shape, dB4.shape",
        "delta3 = delta4.dot(W4.T) * (A3 > 0)\ndW3, dB3 = A2.T.dot(delta3), delta3.sum(0)",
        """delta2 = delta3.dot(W3.T) * (A2 > 0); dW2 = A1.T.dot(delta2); dB2 = delta2.sum(0)
delta1 = delta2.dot(W2.T) * (A1 > 0); dW1 = A0.T.dot(delta1); dB1 = delta1.sum(0)""",
        "DW = [dW1, dW2, dW3, dW4]\nDB = [dB1, dB2, dB3, dB4]",
    )
    two = fill(
        2,
        "W1, W2, W3, W4 = W\nB1, B2, B3, B4 = B",
        "A1 = torch.relu(torch.mm(X, W1) + B1)",
        "A2 = torch.relu(torch.mm(A1, W2) + B2)\nA3 = (A2.mm(W3) + B3).clamp(min=0)",
        "Y = A3.mm(W4) + B4\nloss = nn.MSELoss()",
        "err = loss(Y, T)",
    )
    three = fill(3, "net", "dir(net[0])", "g = net[0].weight.grad", "g[0, 0]", f"# done\n{PRINT}")
    return saved({1: one, 2: two, 3: three})


@habit
def colab_with_writefile_and_pip():
    # As Colab saves: ids in the metadata, nbformat_minor 0, lines in a list
    contents = {
        1: fill(1, "%%writefile ../solution.py\nimport numpy\n\n" + FUNCTION1, keep=True),
        2: fill(2, FORWARD),
        3: fill(3, "#@title Answer\n" + PRINT),
    }
    drive = "from google.colab import drive\ndrive.mount('/content/drive')"
    for content in contents.values():
        content["cells"][0:0] = [
            code("!pip install -q torch\n%cd /content/drive/MyDrive/backprop"),
            code(drive),
        ]
        content["nbformat_minor"] = 0
        content["metadata"] = {
            "colab": {"provenance": [], "toc_visible": True},
            "kernelspec": {"name": "python3", "display_name": "Python 3"},
            "language_info": {"name": "python"},
        }
        for cell in content["cells"]:
            cell["metadata"]["id"] = cell.pop("id", "Xb3dQ0cV9f1a")
            cell["source"] = "".join(cell["source"]).splitlines(keepends=True)
    return {f"{n}.ipynb": dump(c) for n, c in contents.items()}


@habit
def vs_code_without_ids_plots_and_old_attempts():
    one = fill(
        1,
        "%matplotlib inline\nimport matplotlib.pyplot as plt\nfrom tqdm.auto import tqdm",
        "# DZ = Y - T\n# DW = [A[3].T @ DZ]\n# ... wrong\n",
        """%%time
DW, DB = [None] * 4, [None] * 4
D = 2 * (Y - T) / len(T)
for i in tqdm(range(3, -1, -1)):
    DW[i] = A[i].T @ D
    DB[i] = D.sum(axis=0)
    plt.imshow(DW[i])
    if i > 0:
        D = (D @ W[i].T) * (A[i] > 0)
""",
        "fig, ax = plt.subplots(1, 2)\nax[0].imshow(DW[0])\nplt.show()",
    )
    two = fill(2, "%%capture output\n" + FORWARD, "!nvidia-smi\nfiles = !ls\nexercise2?")
    three = fill(3, "for name, p in net.named_parameters():\n    print(name, p.shape)", PRINT)
    for content in (one, two, three):
        content["nbformat_minor"] = 2
        for cell in content["cells"]:
            cell.pop("id", None)
    return saved({1: one, 2: two, 3: three})


@habit
def exported_as_scripts():
    contents = {
        1: fill(1, "%%time\n" + LOOP, "%timeit sum([1])"),
        2: fill(2, "%time H = X\n" + FORWARD.split("\n", 1)[1]),
        3: fill(3, PRINT),
    }
    exported = {}
    for number, content in contents.items():
        exporter = PythonExporter() if number < 3 else ScriptExporter()
        text, _ = exporter.from_notebook_node(nbformat.reads(json.dumps(content), as_version=4))
        exported[NAMES[number].replace(".ipynb", ".py")] = text.encode()
    return exported


@habit
def below_a_main_guard():
    inner = "".join(f"    {line}\n" if line else "\n" for line in MODULE.splitlines())
    text = f'if __name__ == "__main__":\n{inner}\n    print(1 / 0)\n    exercise3(None)\n'
    return {"solution_final.py": text.encode()}


@habit
def deepnote_with_a_class_and_a_missing_module():
    one = fill(
        1,
        """import pandas as pd
import no_such_module
from dataclasses import dataclass

@dataclass
class Layer:
    W: numpy.ndarray
    A: numpy.ndarray

    def back(self, d):
        return (d @ self.W.T) * (self.A > 0)
""",
        """def exercise1(W, B, A, Y, T):
    layers = [Layer(w, a) for w, a in zip(W, A)]
    D = [2 * (Y - T) / len(Y)]
    while len(D) < len(W):
        D.insert(0, layers[len(W) - len(D)].back(D[0]))
    return [l.A.T @ d for l, d in zip(layers, D)], [d.sum(0) for d in D]
""",
        keep=True,
    )
    contents = {1: one, 2: fill(2, FORWARD), 3: fill(3, PRINT)}
    for content in contents.values():
        content["nbformat_minor"] = 2
        content["metadata"] = {"deepnote": {}, "deepnote_execution_queue": []}
        for number, cell in enumerate(content["cells"]):
            cell.pop("id", None)
            cell["source"] = "".join(cell["source"])
            cell["metadata"] = {
                "cell_id": f"{number:05}-ecf67c49-271d-4de3-b94d-6c7524881e40",
                "deepnote_cell_type": cell["cell_type"],
                "deepnote_to_be_reexecuted": False,
                "source_hash": "8ad57f32",
            }
    return saved(contents)


@habit
def version_3_of_the_format():
    files = {}
    contents = {1: fill(1, LOOP), 2: fill(2, FORWARD), 3: fill(3, PRINT)}
    for number, content in contents.items():
        older = nbformat.convert(nbformat.reads(json.dumps(content), as_version=4), 3)
        files[NAMES[number]] = json.dumps(older).encode()
        assert "worksheets" in older
    return files


@habit
def percent_scripts():
    files = {}
    for number, source in ((1, LOOP), (2, FORWARD), (3, PRINT)):
        cells = [
            "# %%\n" + "".join(cell["source"])
            if cell["cell_type"] == "code"
            else "# %% [markdown]\n" + "# " + "".join(cell["source"]).replace("\n", "\n# ")
            for cell in fill(number, source)["cells"]
        ]
        files[f"part{number}.py"] = "\n\n".join(cells).encode()
    return files


@habit
def a_mixture():
    stub = handed_out()["solution.py"].decode()
    one = stub.replace(
        '    raise NotImplementedError("exercise1:', '    return _one(W, B, A, Y, T)\n    ("'
    )
    return {
        "solution.py": (one + "\n\n" + FUNCTION1.replace("exercise1", "_one")).encode(),
        **saved({2: fill(2, FUNCTION2, keep=True), 3: fill(3, PRINT)}),
    }


@habit
def all_parts_in_one_notebook():
    one = fill(
        1,
        "def step(d, l):\n    return d @ W[l].T * (A[l] > 0)",
        LOOP.replace("DZ @ W[layer].T * (A[layer] > 0)", "step(DZ, layer)"),
    )
    two = fill(
        2,
        "def step(h, l):\n    return torch.relu(h @ W[l] + B[l])",
        """\
Y = step(step(step(X, 0), 1), 2) @ W[3] + B[3]
err = ((Y - T) ** 2).mean()""",
    )
    content = one
    content["cells"] += two["cells"] + fill(3, PRINT)["cells"]
    return {"all.ipynb": dump(content)}


@habit
def zip_of_the_folder_with_a_module_beside():
    files = {f"backprop-exercises/{name}": content for name, content in handed_out().items()}
    helpers = "import numpy\n\ndef mask(a):\n    return a > 0\n"
    del files["backprop-exercises/solution.py"]
    files["backprop-exercises/Solution (1).py"] = (
        "from helpers import mask\n" + MODULE.replace("(A[layer] > 0)", "mask(A[layer])")
    ).encode()
    files["backprop-exercises/helpers.py"] = helpers.encode()
    files["__MACOSX/backprop-exercises/._Solution (1).py"] = b"\0\5\x16\7"
    files["backprop-exercises/.DS_Store"] = b"\0\0\0\1Bud1"
    return {"backprop-exercises.zip": zipped(files)}


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
