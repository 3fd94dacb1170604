"""Every case of the corpora as the files that a student hands in: `HANDINS`, by its name."""

import inspect
import json
from pathlib import Path
from unittest import mock

import hostile
from corpus import answers, cell_styles, students, wrappings
from corpus.filling import (
    FORWARD,
    FUNCTION1,
    LOOP,
    MODULE,
    NAMES,
    PRINT,
    code,
    dump,
    fill,
    handed_out,
    notebook,
    of_cells,
    saved,
)
from corpus.modules import (
    BACK,
    BROKEN_HELPERS,
    IN_CELL,
    LINES,
    MISSING_HELPER,
    OWN,
    USE,
    exported,
    in_notebook,
)

import solution
from checks.settings import Settings
from instructors.handout import student

STYLES = sorted(Path(__file__).with_name("styles").glob("*.py"))
OTHER_EDITION = Settings(edition="preactivations")
with mock.patch.object(student, "settings", lambda: OTHER_EDITION):
    WITH_PREACTIVATIONS = student.files()
EDITION = (
    WITH_PREACTIVATIONS["solution.py"].decode()
    + "\n\n"
    + inspect.getsource(solution.exercise1_preactivations).replace("_preactivations", "")
)
# Above an answer; the function below is found all the same
MAGICS = (
    "%matplotlib inline",
    "%%time",
    "%%time\n%%capture --no-stderr out",
    "# first\n\n%%timeit -n1 -r1",
    "!pip install torch \\\n    numpy",
    "files = !ls *.py",
    "path = %pwd",
    "exercise1?",
    "?exercise1",
    "numpy.linalg??",
    "%load_ext autoreload\n%autoreload 2",
    "%config InlineBackend.figure_format = 'retina'",
    "if True:\n    %matplotlib inline\n    !ls",
    "for i in range(2):\n    x = !echo {i}\n",
    "%time y = 1",
    "!ls; echo 'it''s'",
    "%cd ..",
    "get_ipython().system('ls')",
    "%%bash",
    "%%writefile a.txt",
)
# Around an answer, in cells of their own
HARMFUL = {
    "900 terms": "K = " + "+".join(["1"] * 900),
    "5000 terms": "K = " + "+".join(["1"] * 5000),
    "deep brackets": "K = " + "(" * 5000 + "1" + ")" * 5000,
    "a long chain": "K = a" + ".b" * 30_000,
    "many signs": "K = " + "-" * 30_000 + "1",
    "many branches": "if 1: pass\n" + "elif 1: pass\n" * 3000,
    "many magics": "%time 1\n" * 2000,
    "many commands": "!ls\n" * 2000,
    "half a character": "x = '\ud800'",
    "a null": "x = '\0'",
    "a long number": "K = " + "9" * 100_000,
    "many statements": "".join(f"x{n} = x{n + 1}\n" for n in range(4000)),
    "deep functions": "\n".join("    " * n + f"def g{n}():" for n in range(200)),
}
# What stands above an answer that does not need it
UNNEEDED = (
    "import no_such_module\n",
    "from no_such_module import *\n",
    "import no_such_module as np\nimport numpy as np\n",
    "from .no_such_module import something\n",
    "import seaborn as sns\nsns.set_theme()\n",
    "from google.colab import drive\ndrive.mount('/content/drive')\n",
    "%run no_such_file.py\n",
    "from torch.utils.tensorboard import SummaryWriter\nw = SummaryWriter('runs')\n"
    "w.add_scalar('loss', (Y - T).mean(), 0)\n",
    "from tqdm.notebook import tqdm\nfor _ in tqdm(range(2)):\n    W = [*W]\n",
    "import seaborn\nclass Plot(seaborn.FacetGrid):\n    pass\nW = Plot(W) and W\n",
)
OTHER = {
    "no files": {},
    "the series as handed out": handed_out(),
    "the series beside notebooks": {
        **{f"series/{name}": content for name, content in handed_out().items()},
        **saved({1: fill(1, LOOP), 2: fill(2, FORWARD), 3: fill(3, PRINT)}),
    },
    "an unfinished answer": {
        "1.ipynb": in_notebook("DW = [None] * 4\nDW[3] = A[3].T @ (2 * (Y - T) / len(X))")
    },
    "an error in an inline answer": {
        "deep/1.ipynb": in_notebook("# a remark\nN = len(X)\nDW, DB = [N / 0], []")
    },
    "an error in a function of a cell": {
        "1.ipynb": of_cells(
            "import numpy",
            "def back(d, w, a):\n    return d @ w * (a > 0)\n",
            "%time 1\n" + FUNCTION1.replace("DZ @ W[layer].T *", "back(DZ, W[layer], A[layer]) *"),
        )
    },
    "an error in a module": {
        "1.ipynb": of_cells("from mine import back\n" + USE.format("back")),
        "mine.py": BACK.replace("DZ @ W[layer].T", "DZ @ W[layer]"),
    },
    "an error in solution.py": {
        "solution.py": f"{FUNCTION1}\nprint('done')\n".replace("[layer].T *", "[layer] *")
    },
    "a cell that could not define it": {"1.ipynb": in_notebook("@undefined\n" + FUNCTION1)},
    "an error of a solution that a notebook uses": {
        "1.ipynb": in_notebook("DW, DB = solution.back(W, B, A, Y, T)"),
        "solution.py": "x = undefined\n" + BACK,
    },
    "a cell that is not Python": {
        "a.ipynb": of_cells("x = 1", "def exercise1(W, B, A, Y, T)\n    return 1")
    },
    "a broken cell beside a right one": {
        "1.ipynb": in_notebook(FUNCTION1, "exercise1(W, B, A, Y, T)[0", "x = (1")
    },
    "an answer in a text cell": {
        "a.ipynb": dump(
            {"cells": [{"cell_type": "markdown", "metadata": {}, "source": FUNCTION1}, code("x=1")]}
        )
    },
    "junk among cells": {
        "a.ipynb": dump(
            {
                "cells": [
                    *(5, None, "x", {}, {"cell_type": "code"}),
                    {"cell_type": "code", "metadata": 3, "source": [1, None, "y = 1"]},
                    code(FUNCTION1),
                ],
                "metadata": None,
            }
        )
    },
    "helpers of one name in two notebooks": {
        "1.ipynb": of_cells(
            "def mask(a):\n    return a > 0",
            FUNCTION1.replace("(A[layer] > 0)", "mask(A[layer])"),
        ),
        "2.ipynb": of_cells(
            "def mask(a):\n    return 1 / 0", "def exercise3(net):\n    print(mask(net))"
        ),
    },
    "the nearest of two modules": {
        "b/1.ipynb": in_notebook("from helper import back", IN_CELL.format("back")),
        "b/helper.py": BACK,
        "helper.py": "def back(*given):\n    return [], []\n",
        "a/helper.py": "def back(*given):\n    return [], []\n",
    },
    "the module of the folder above": {
        "b/c/1.ipynb": in_notebook("from helper import back", IN_CELL.format("back")),
        "b/helper.py": BACK,
        "a/helper.py": "def back(*given):\n    return [], []\n",
    },
    "checks of one's own": {
        "solution.py": "from checks import back\n" + USE.format("back"),
        "checks.py": BACK,
    },
    "an answer that is timed": {
        "1.ipynb": in_notebook(FUNCTION1, "%time " + IN_CELL.format("exercise1"))
    },
    "the edition with pre-activations": {"solution.py": EDITION},
    "a stub in a notebook below an answer": {
        "a.ipynb": of_cells(FUNCTION1, "def exercise1(W, B, A, Y, T):\n    pass\n")
    },
    "two programs": {
        "a/solution.py": MODULE,
        "b/solution.py": MODULE.replace("2 * (Y - T)", "(Y - T)"),
    },
    **{
        f"a stub that {word}": {"s.py": f"def exercise1(W, B, A, Y, T):\n    {body}\n"}
        for word, body in {
            "raises": "raise NotImplementedError('x')",
            "passes": "pass",
            "returns": "return",
            "has a text": '"""Text."""',
        }.items()
    },
    **{
        f"an untouched notebook {number}": {NAMES[number]: dump(notebook(number))}
        for number in NAMES
    },
    **{
        f"a cell of exercise {number} that is not Python": {"n.ipynb": dump(fill(number, source))}
        for number, source in (
            (1, "DW, DB = [], []\n\nfor l in (3, 2, 1, 0)\n    DW.insert(0, A[l].T @ DZ)"),
            (2, "H = X\n\nerr = ((H - T ** 2).mean()"),
            (3, "w = net[0].weight\n\nprint(w.grad[0, 0]"),
        )
    },
}


def _handins():
    """Yield the name of each case, and its files."""
    for name, files in students.STUDENTS.items():
        yield f"student: {name}", files()
    for name, (number, *sources) in cell_styles.CELLS.items():
        yield f"cells: {name}", {NAMES[number]: dump(fill(number, *sources))}
    for top in cell_styles.TOPS:
        yield f"top: {top}", {"solution.py": top + MODULE}
    for name, (number, content) in answers.NOTEBOOKS.items():
        yield f"answer: {name}", {NAMES[number]: dump(content)}
    for name, given in answers.NUMBERS.items():
        yield f"number: {name}", {NAMES[3]: dump(answers.checked(*given))}
    for name, files in wrappings.notebooks():
        yield f"shape: {name}", files
    for name, files in wrappings.FILES.items():
        yield f"file: {name}", files
    for path in STYLES:
        yield f"style: {path.stem}", {"solution.py": path.read_bytes()}
    for path in STYLES[::5]:
        text = path.read_text(encoding="utf-8")
        yield f"style in a notebook: {path.stem}", {"1.ipynb": of_cells(text)}
        content = json.loads(WITH_PREACTIVATIONS[NAMES[1]])
        content["cells"].append(code(text))
        yield f"style in the edition: {path.stem}", {"1.ipynb": dump(content)}
    for name, files in OWN.items():
        yield f"module: {name}", files
    for number, files in enumerate(MISSING_HELPER):
        yield f"missing helper: {number}", files
    for name, helper in BROKEN_HELPERS.items():
        for way in ("back", "*"):
            one = in_notebook(f"from helper import {way}", IN_CELL.format("back"))
            yield f"broken helper: {name}, {way}", {"1.ipynb": one, "helper.py": helper}
    for magic in MAGICS:
        yield f"magic: {magic}", {"a.ipynb": of_cells(f"{magic}\n{FUNCTION1}")}
    for name, source in HARMFUL.items():
        yield f"harmful cells: {name}", {"a.ipynb": of_cells(source, FUNCTION1, source)}
    for source in UNNEEDED:
        yield f"unneeded: {source}", {"1.ipynb": in_notebook(source + LOOP)}
    for name, source in LINES.items():
        yield f"line: {name}", {"1.ipynb": in_notebook(source + "\nDB = DW")}
        yield f"line of a script: {name}", {"1.py": exported(source + "\nDB = DW", "x = 1")}
    for name, files in OTHER.items():
        yield f"other: {name}", files
    for name, (program, *_) in hostile.PROGRAMS.items():
        if isinstance(program, str):
            program = program.replace("PORT", "9")  # nobody listens there
        yield f"hostile: {name}", {"solution.py": program}
    for name, (content, *_) in hostile.ZIPS.items():
        yield f"hostile: {name}", {"hand-in.zip": content}
    for name, (content, *_) in hostile.NOTEBOOKS.items():
        yield f"hostile: {name}", {"hand-in.ipynb": content}


HANDINS = {
    " ".join(name.split()): {
        file: content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
        for file, content in files.items()
    }
    for name, files in _handins()
}
