"""Students with modules of their own, and the errors that they get with their file and line."""

import json

import nbformat
from corpus.filling import FUNCTION1, LOOP, code, dump, fill
from nbconvert import PythonExporter

from instructors.series import ROOT

BACK = "import numpy as np\n" + FUNCTION1.replace("exercise1", "back")
USE = "def exercise1(W, B, A, Y, T):\n    return {}(W, B, A, Y, T)\n"
IN_CELL = "DW, DB = {}(W, B, A, Y, T)"


def in_notebook(*sources):
    return dump(fill(1, *sources))


def exported(*sources):
    content = nbformat.reads(json.dumps(fill(1, *sources)), as_version=4)
    return PythonExporter().from_notebook_node(content)[0]


OWN = {
    "a package": {
        "solution.py": "from mynn.layers import back\n" + USE.format("back"),
        "mynn/__init__.py": "",
        "mynn/layers.py": "from .more import positive\n"
        + BACK.replace("(A[layer] > 0)", "positive(A[layer])"),
        "mynn/more.py": "def positive(a):\n    return a > 0\n",
    },
    "a package that is the module": {
        "solution.py": "import mynn\n" + USE.format("mynn.back"),
        "mynn/__init__.py": BACK,
    },
    "a module in a package": {
        "hand-in/solution.py": "import mynn.layers as layers\n" + USE.format("layers.back"),
        "hand-in/mynn/__init__.py": "",
        "hand-in/mynn/layers.py": BACK,
    },
    "a folder without __init__.py": {
        "src/solution.py": "from src.helper import back\n" + USE.format("back"),
        "src/helper.py": BACK,
    },
    "a relative import": {
        "solution.py": "from .helper import back\n" + USE.format("back"),
        "helper.py": BACK,
    },
    "a relative import of the module": {
        "solution.py": "from . import helper\n" + USE.format("helper.back"),
        "helper.py": BACK,
    },
    "a relative import of a package": {
        "solution.py": "from .mynn.layers import back\n" + USE.format("back"),
        "mynn/__init__.py": "",
        "mynn/layers.py": BACK,
    },
    "an import in the function": {
        "solution.py": "def exercise1(W, B, A, Y, T):\n    from helper import back\n"
        "    return back(W, B, A, Y, T)\n",
        "helper.py": BACK,
    },
    "a module that imports one, in any order": {
        "solution.py": "from b_first import back\n" + USE.format("back"),
        "b_first.py": "from a_second import back\n",
        "a_second.py": "import z_third\nback = z_third.back\n",
        "z_third.py": BACK,
    },
    "beside a folder of the notebooks": {
        "notebooks/1.ipynb": in_notebook("from helper import back", IN_CELL.format("back")),
        "helper.py": BACK,
    },
    "a module that the series once had": {
        "solution.py": "from parts import back\n" + USE.format("back"),
        "parts.py": BACK,
    },
    "utils.py, changed": {
        "solution.py": "import utils\n" + USE.format("utils.back"),
        "utils.py": (ROOT / "utils.py").read_text(encoding="utf-8") + BACK,
    },
    "a cell that writes it": {
        "1.ipynb": in_notebook(
            f"%%writefile helper.py\n{BACK}", "import helper", IN_CELL.format("helper.back")
        )
    },
    "cells that write it": {
        "1.ipynb": in_notebook(
            "%%writefile helper.py\nTWO = 2\n",
            "%%writefile -a helper.py\n" + BACK.replace("2 *", "TWO *"),
            "import helper",
            IN_CELL.format("helper.back"),
        )
    },
    "a script that writes it": {
        "1.py": exported(
            f"%%writefile helper.py\n{BACK}", "import helper", IN_CELL.format("helper.back")
        )
    },
    "a file that is run": {
        "1.ipynb": in_notebook("%run ./helper.py", IN_CELL.format("back")),
        "helper.py": BACK,
    },
    "a file that is run where the notebook's names are": {
        "1.ipynb": in_notebook('%run -i "../lib/helper"', "DW, DB = answer()"),
        "lib/helper.py": BACK + "def answer():\n    return back(W, B, A, Y, T)\n",
    },
    "a notebook that is run": {
        "1.ipynb": in_notebook("%run helper.ipynb", IN_CELL.format("back")),
        "helper.ipynb": dump({"cells": [code(BACK)], "metadata": {}, "nbformat": 4}),
    },
    "modules that import each other": {
        "solution.py": "import one\n" + USE.format("one.back"),
        "one.py": "import two\n"
        + BACK.replace("(A[layer] > 0)", "two.positive(A[layer])")
        + "ZERO = 0\n",
        "two.py": "import one\ndef positive(a):\n    return a > one.ZERO\n",
    },
    "a notebook that runs itself": {
        "1.ipynb": in_notebook("%run 1.ipynb", LOOP),
    },
    "a module that draws, and one that is not needed": {
        "solution.py": "from helper import back\n" + USE.format("back"),
        "helper.py": "import seaborn as sns\nimport no_such_module\nsns.set_theme()\n" + BACK,
    },
    "a module that ends in an error": {
        "solution.py": "from helper import *\n" + USE.format("back"),
        "helper.py": BACK + "\nassert open('/none/data.txt')\n",
    },
}
MISSING_HELPER = (
    {"solution.py": "from helper import back\n" + USE.format("back")},
    {"solution.py": "import helper\n" + USE.format("helper.back")},
    {"solution.py": "from helper import *\n" + USE.format("back")},
    {"solution.py": "from .helper import back\n" + USE.format("back")},
    {"solution.py": "from helper import TWO\n" + FUNCTION1.replace("2 *", "TWO *")},
    {"1.ipynb": in_notebook("from helper import back", IN_CELL.format("back"))},
    {"1.ipynb": in_notebook("from helper import *\n" + IN_CELL.format("back"))},
    {"1.ipynb": in_notebook("import helper\nDW, DB = [helper.TWO * A[0]], []")},
    {"1.ipynb": in_notebook("%run helper.py\n" + IN_CELL.format("back"))},
)
BROKEN_HELPERS = {
    "no colon": BACK.replace("Y, T):", "Y, T)"),
    "an undefined name": "x = undefined\n" + BACK,
    "a missing module": "import no_such_module\nx = no_such_module.array(2)\n" + BACK,
}
WRONG = "DW = [DZ @ W[3]]"
LINES = {
    "blank lines and a magic": f"\n\n%matplotlib inline\nDZ = 2 * (Y - T)\n{WRONG}",
    "a magic of two lines": f"!pip install a \\\n    b\n\nDZ = 2 * (Y - T)\n{WRONG}",
    "both": f"\n!pip install a \\\n    b\n%pwd\nDZ = 2 * (Y - T)\n{WRONG}",
    "another line end": f"DZ = 2 * (Y - T)  # a\u2028b\n{WRONG}",
    "a form feed": f"DZ = 2 * (Y - T)  # a\fb\n\f\n{WRONG}",
    "a form feed before": f"DZ = 2 * (Y - T)\n\f{WRONG}",
    "a timed line": f"%timeit -n 3 sum(A)\nDZ = 2 * (Y - T)\n{WRONG}",
    "a timed cell below a blank line": f"\n%%time\nDZ = 2 * (Y - T)\n{WRONG}",
    "a timed cell": f"%%time\n\nDZ = 2 * (Y - T)\n\n{WRONG}",
}
