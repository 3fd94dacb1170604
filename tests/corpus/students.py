"""What students hand in: the series filled in by people of many habits.

Each entry of `STUDENTS` is a function that returns files, whose programs must give right answers to
all three exercises. The notebooks are those of `instructors.student`, saved as the named editors
do: nbconvert and nbformat write scripts and older versions themselves, what Colab and Deepnote add
was read from notebooks that they have saved.
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
    saved,
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
