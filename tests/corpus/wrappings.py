"""The same honest work in the wrappings in which it arrives.

The shapes of the notebooks are those that the named programs write, as read in notebooks that they
have saved and that lie in public repositories: where the cells stand, how their source is kept, and
what metadata they have.
"""

import copy
import gzip
import io
import json
import unicodedata
import zipfile
from pathlib import PurePosixPath

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
    fill,
    handed_out,
    tarred,
    zipped,
)

# Four ways to fill in the notebooks: the sources of the cells by the notebook
HELPERS = (
    "SCALE = 2\nslope = lambda a: a > 0\n\ndef back(dz, w, a):\n    return dz @ w.T * slope(a)\n"
)
WITH_HELPERS = LOOP.replace("2 *", "SCALE *").replace(
    "DZ @ W[layer].T * (A[layer] > 0)", "back(DZ, W[layer], A[layer])"
)
WAYS = {
    "in place of the call": {1: (LOOP,), 2: (FORWARD,), 3: (PRINT,)},
    "as functions in a cell": {
        1: (FUNCTION1, "DW, DB = exercise1(W, B, A, Y, T)"),
        2: (FUNCTION2, "err = exercise2(W, B, X, T)"),
        3: (FUNCTION3, "exercise3(net)"),
    },
    "with helpers in other cells": {
        1: (HELPERS, WITH_HELPERS),
        2: ("relu = lambda z: z * (z > 0)", FORWARD.replace("torch.relu", "relu")),
        3: ("first = net[0].weight.grad", "print(abs(first[0, 0].item()))"),
    },
    "in several cells": {
        1: tuple(LOOP.replace("for ", "#cut\nfor ").split("#cut\n")),
        2: tuple(FORWARD.replace("Y = ", "#cut\nY = ").split("#cut\n")),
        3: ("value = net[0].weight.grad[0, 0]", "print(value.abs().item())"),
    },
}


def each(content, metadata, name="id", text=False):
    """Give every cell other metadata, and drop the ids of cells, as editors do."""
    for number, cell in enumerate(content["cells"]):
        cell.pop("id", None)
        cell["metadata"] = copy.deepcopy(metadata) | ({name: f"cell-{number}"} if name else {})
        if text:
            cell["source"] = "".join(cell["source"])
    return content


def dumped(content, **more):
    return json.dumps({**content, **more}).encode()


def colab(content):
    each(content, {"colab": {"base_uri": "https://localhost:8080/", "height": 34}})
    badge = {"cell_type": "markdown", "metadata": {"id": "view-in-github", "colab_type": "text"}}
    content["cells"].insert(0, {**badge, "source": ['<a href="https://colab.research...">']})
    about = {"colab": {"provenance": [], "toc_visible": True}, "accelerator": "GPU"}
    return dumped(content, metadata=about, nbformat_minor=0)


def deepnote(content):
    kind = {"deepnote_cell_type": "code", "deepnote_to_be_reexecuted": False, "tags": []}
    each(content, {**kind, "source_hash": "8ad57f32", "execution_millis": 3}, "cell_id", text=True)
    return dumped(content, metadata={"deepnote_notebook_id": "x"}, nbformat_minor=2)


def databricks(content):
    about = {"cellMetadata": {"byteLimit": 2048000, "rowLimit": 10000}, "inputWidgets": {}}
    each(content, {"application/vnd.databricks.v1+cell": {**about, "nuid": "217c62c5"}}, name="")
    content["cells"].insert(0, code("%pip install torch\ndbutils.library.restartPython()\n"))
    return dumped(content, metadata={"language_info": {"name": "python"}})


def kaggle(content):
    each(content, {"_kg_hide-input": True, "trusted": True, "execution": {}}, name="")
    return dumped(content, metadata={"kaggle": {"accelerator": "none"}})


def vs_code(content):
    each(content, {"vscode": {"languageId": "python"}}, name="")
    return dumped(content, metadata={"orig_nbformat": 4}, nbformat_minor=2)


def jupyterlab_4(content):
    for cell in content["cells"]:
        cell["metadata"] = {"editable": True, "slideshow": {"slide_type": ""}, "tags": []}
        cell["metadata"] |= {"jupyter": {"source_hidden": True}, "scrolled": True}
    return dumped(content)


def old_ipython(content, version=3):
    cells = []
    for number, cell in enumerate(content["cells"]):
        source = cell["source"] if version == 3 else "".join(cell["source"])
        if cell["cell_type"] == "code":
            about = {"collapsed": False, "language": "python", "prompt_number": number}
            cells.append({"cell_type": "code", "input": source, "outputs": [], **about})
        else:
            cells.append({"cell_type": "markdown", "metadata": {}, "source": source})
    sheets = [{"cells": cells, "metadata": {}}]
    return json.dumps(
        {"metadata": {"name": ""}, "nbformat": version, "worksheets": sheets}
    ).encode()


def ipython_0_12(content):
    return old_ipython(content, version=2)


def script(content, top, separator, comment):
    """Write the cells into a Python file, as exports do; what is no code, or magic, as comments."""
    parts = [top]
    for cell in content["cells"]:
        lines = "".join(cell["source"]).split("\n")
        plain = cell["cell_type"] == "code"
        parts.append("\n".join(n if plain and n[:1] not in "%!" else comment + n for n in lines))
    return separator.join(parts).encode()


def databricks_source(content):
    return script(
        content, "# Databricks notebook source", "\n\n# COMMAND ----------\n\n", "# MAGIC "
    )


def kaggle_script(content):
    return script(content, "", '\n\n# %% [code] {"_kg_hide-input":true}\n', "# ")


def marimo(content):
    parts = ['import marimo\n\n__generated_with = "0.9.14"\napp = marimo.App()\n']
    for cell in content["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "code":
            lines = [line for line in source.split("\n") if line[:1] not in "%!" or not line]
            parts.append("@app.cell\ndef _():\n" + "".join(f"    {line}\n" for line in lines))
        else:
            parts.append(f"@app.cell(hide_code=True)\ndef _(mo):\n    mo.md({source!r})\n")
        parts[-1] += "    return\n"
    return "\n\n".join([*parts, 'if __name__ == "__main__":\n    app.run()\n']).encode()


SHAPES = {".ipynb": (colab, deepnote, databricks, kaggle, vs_code, jupyterlab_4)}
SHAPES[".ipynb"] += (old_ipython, ipython_0_12)
SHAPES[".py"] = (databricks_source, kaggle_script, marimo)


def notebooks():
    """Yield the series filled in four ways and saved in every shape: a name, and the files."""
    for way, cells in WAYS.items():
        for suffix, shapes in SHAPES.items():
            for shape in shapes:
                names = {n: str(PurePosixPath(NAMES[n]).with_suffix(suffix)) for n in NAMES}
                yield (
                    f"{shape.__name__}, {way}",
                    {names[n]: shape(fill(n, *sources)) for n, sources in cells.items()},
                )


def zipped_on_windows(files):
    """Some packers write backslashes, which Python's own module would replace."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo("x")
            entry.filename, entry.create_system = name, 0
            archive.writestr(entry, content)
    return target.getvalue()


SOLUTION = MODULE.encode()
SECRET = "# L\xf6sung von J\xfcrgen\n"
INLINE = {NAMES[n]: json.dumps(fill(n, *WAYS["in place of the call"][n])).encode() for n in NAMES}
ENVIRONMENT = {
    "work/env/pyvenv.cfg": b"home = /usr/bin\n",
    "work/env/bin/activate": b"deactivate () {\n",
    "work/env/Scripts/activate.bat": b"@echo off\n",
    "work/env/lib/python3.12/site-packages/numpy/__init__.py": b"def exercise1(): pass\n",
}

FILES = {
    # Names
    "Solution.py.txt": {"Solution.py.txt": SOLUTION},
    "a second download": {"solution (1).py": SOLUTION},
    "a copy": {"solution - Kopie.py": SOLUTION, "solution.py": handed_out()["solution.py"]},
    "capitals": {"SOLUTION_final_FINAL.PY": SOLUTION},
    "no ending": {"solution": SOLUTION},
    "the copy of a lost lock": {"solution-DESKTOP-AB12.py": SOLUTION},
    "a name from macOS": {unicodedata.normalize("NFD", "Lösung für Zoë.py"): SOLUTION},
    "notebooks as JSON": {f"{name}.json": content for name, content in INLINE.items()},
    "notebooks as text": {f"{name}.txt": content for name, content in INLINE.items()},
    "copies of notebooks": {f"Kopie von {n.split('/')[1]}": c for n, c in INLINE.items()},
    "a file for each exercise": {
        "exercise1.py": f"import numpy\n{FUNCTION1}".encode(),
        "Aufgabe 2.py": f"import torch\n{FUNCTION2}".encode(),
        "ex3.py": f"import numpy\n{FUNCTION3}".encode(),
    },
    # Characters
    "UTF-16 from Notepad": {"solution.py": MODULE.replace("\n", "\r\n").encode("utf-16")},
    "UTF-16 without a mark": {"solution.py": MODULE.encode("utf-16-be")},
    "two marks": {"solution.py": b"\xef\xbb\xbf\xef\xbb\xbf" + SOLUTION},
    "a mark and CRLF": {"solution.py": b"\xef\xbb\xbf" + SOLUTION.replace(b"\n", b"\r\n")},
    "CR only": {"solution.py": SOLUTION.replace(b"\n", b"\r")},
    "Latin-1, and says so": {
        "solution.py": f"# coding: latin-1\n{SECRET}{MODULE}".encode("latin-1")
    },
    "Latin-1": {"solution.py": f"{SECRET}{MODULE}".encode("latin-1")},
    "UTF-8 that says ASCII": {"solution.py": f"# coding: ascii\n{SECRET}{MODULE}".encode()},
    "null characters at the end": {"solution.py": SOLUTION + bytes(512)},
    "the end of a file in DOS": {"solution.py": SOLUTION + b"\x1a"},
    "tabs": {"solution.py": SOLUTION.replace(b"    ", b"\t")},
    "a notebook in UTF-16": {n: c.decode().encode("utf-16") for n, c in INLINE.items()},
    # Archives
    "macOS": {
        "Archiv.zip": zipped(
            {"__MACOSX/._solution.py": b"\0\5", "solution.py": SOLUTION, ".DS_Store": b"\0"}
        )
    },
    "backslashes": {"a.zip": zipped_on_windows({"Abgabe\\solution.py": SOLUTION})},
    **{
        f"tar, {mode}": {
            "a.tar": tarred({"./x/._solution.py": b"\0", "./x/solution.py": SOLUTION}, mode)
        }
        for mode in ("w", "w:gz", "w:bz2", "w:xz")
    },
    "a single compressed file": {"solution.py.gz": gzip.compress(SOLUTION, mtime=0)},
    "OneDrive": {
        "OneDrive_2026-05-01.zip": zipped({"OneDrive_1_5-1-2026/solution 1.py": SOLUTION})
    },
    "zip in zip in zip": {
        "a.zip": zipped({"b.zip": zipped({"c.zip": zipped({"s.py": SOLUTION})})})
    },
    "the whole course with its environment": {
        "all.zip": zipped(
            {
                "work/course.zip": zipped(
                    ENVIRONMENT
                    | {f"work/{name}": content for name, content in handed_out().items()}
                    | {"work/solution.py": SOLUTION}
                )
            }
        )
    },
    "an environment beside": {**ENVIRONMENT, "solution.py": SOLUTION},
}
