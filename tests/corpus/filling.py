"""The notebooks of the series as students get them, and tools to fill them in."""

import ast
import copy
import functools
import io
import json
import re
import tarfile
import zlib

from instructors.files import zipped  # noqa: F401
from instructors.handout import student
from instructors.series import ROOT

NAMES = {
    1: "notebooks/1_by_hand_in_numpy.ipynb",
    2: "notebooks/2_autograd_on_functions.ipynb",
    3: "notebooks/3_nn_sequential.ipynb",
}
handed_out = functools.cache(student.files)


@functools.cache
def answer_lines():
    """Return every line of the model answers, but for the heads of loops, which are no secret."""
    source = (ROOT / "solution.py").read_text(encoding="utf-8")
    lines = source.splitlines()
    found = []
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef):
            found += lines[node.body[0].end_lineno : node.end_lineno]
    return [line.strip() for line in found if not re.match(r" *(for |#|$)", line)]


def notebook(number):
    return copy.deepcopy(_notebook(number))


@functools.cache
def _notebook(number):
    content = json.loads(handed_out()[NAMES[number]])
    for cell in content["cells"]:
        cell.pop("attachments", None)
        if cell["cell_type"] == "code":
            cell["outputs"] = []
    return content


def code(source, **more):
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {},
        "outputs": [],
        "id": f"{zlib.crc32(repr(source).encode()):08x}",
        "source": source,
        **more,
    }


def place(content, cell_id):
    return next(n for n, cell in enumerate(content["cells"]) if cell.get("id") == cell_id)


def todo(content):
    return next(n for n, cell in enumerate(content["cells"]) if "# TODO" in "".join(cell["source"]))


def fill(number, *sources, keep=False):
    """Return a notebook with cells in place of the one with the TODO, or before it."""
    content = notebook(number)
    here = todo(content)
    content["cells"][here : here + (not keep)] = [code(source) for source in sources]
    return content


def dump(content):
    return json.dumps(content).encode()


def saved(contents):
    return {NAMES[number]: dump(content) for number, content in contents.items()}


LOOP = """\
DZ = 2 * (Y - T) / len(X)
DW, DB = [], []
for layer in reversed(range(len(W))):
    DW.insert(0, A[layer].T @ DZ)
    DB.insert(0, DZ.sum(axis=0))
    if layer:
        DZ = DZ @ W[layer].T * (A[layer] > 0)
"""
FORWARD = """\
H = X
for w, b in zip(W[:-1], B[:-1]):
    H = torch.relu(H @ w + b)
Y = H @ W[-1] + B[-1]
err = ((Y - T) ** 2).mean()
"""
PRINT = "print(numpy.linalg.norm(net[0].weight.grad[0, 0]))"
FUNCTION1 = "def exercise1(W, B, A, Y, T):\n    X = A[0]\n" + "".join(
    f"    {line}\n" for line in [*LOOP.splitlines(), "return DW, DB"]
)
FUNCTION2 = "def exercise2(W, B, X, T):\n" + "".join(
    f"    {line}\n" for line in [*FORWARD.splitlines(), "return err"]
)
FUNCTION3 = f"def exercise3(net):\n    {PRINT}\n"
MODULE = f"import numpy\nimport torch\n\n\n{FUNCTION1}\n\n{FUNCTION2}\n\n{FUNCTION3}"


def tarred(files, mode="w"):
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode=mode) as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return target.getvalue()


def of_cells(*sources):
    return dump({"cells": [code(s) for s in sources], "metadata": {}, "nbformat": 4})
