"""What a student reads of a run: their file, their cell, their line, and their error."""

import ast

import pytest
from corpus.filling import FORWARD, FUNCTION1, LOOP, PRINT, code, dump, fill, of_cells
from corpus.modules import (
    IN_CELL,
    LINES,
    MISSING_HELPER,
    WRONG,
    exported,
    in_notebook,
)
from replaying import as_bytes, filled
from spread import some

from instructors import grade_student, sandbox
from instructors.replay import cells, importing, magics


def place_of(source):
    """The line of what is wrong in a cell or in a script."""
    return 1 + next(n for n, line in enumerate(source.split("\n")) if WRONG in line)


# Errors


def test_what_is_bound_after_all_has_no_cause():
    causes, missing = importing.Causes(), NameError("x", name="x")
    (statement,) = ast.parse("x = 1").body
    causes.note(statement, ValueError("no"))
    assert isinstance(causes.of(missing), ValueError)
    causes.note(statement, None)
    assert causes.of(missing) is missing


@pytest.mark.parametrize("name", some(LINES, "blank lines and a magic", "a form feed"))
def test_an_error_has_the_line_of_the_notebook_and_shows_it(bench, name):
    source = LINES[name]
    content, number = filled(1, source + "\nDB = DW")
    feedback = bench.outcome({"a/1.ipynb": content}).feedback
    cell = f"a/1.ipynb, code cell {number}"
    assert f'File "{cell}", line {place_of(source)}, in <module>\n        {WRONG}\n' in feedback


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in LINES if "timed cell" not in name])
def test_an_error_has_the_line_of_the_script_and_shows_it(bench, name):
    script = exported(LINES[name] + "\nDB = DW", "x = 1")
    feedback = bench.outcome({"1.py": script}).feedback
    line = f'File "1.py", line {place_of(script)}, in <module>\n        {WRONG}\n'
    assert line in feedback


TOLD = [
    ("back = D @ W[1][:5]", "A matrix product was wanted there, of `D`, shape (16, 6), and `W[1]"),
    ("back = D * W[1]", "`*` multiplies entry by entry, and there it meets `D`, shape (16, 6)"),
    ("D[:, :5] += D", "There, `D[:, :5]`, shape (16, 5), and `D`, shape (16, 6), should meet"),
    ("back = W[4]", "`W` has 4 entries, counted from 0, and none with the number"),
    ("back = none + D", "`none` is None: there is nothing yet."),
    ("back = Nothing_of_this", "Nothing is called `Nothing_of_this` there."),
]


@pytest.mark.parametrize("told", some(TOLD, TOLD[0], TOLD[4]), ids=lambda told: told[0])
def test_an_error_is_told_as_in_the_notebook(bench, told):
    """The values that met are looked at where the program runs, and not the error's text."""
    line, said = told
    source = f"""
import numpy

def exercise1(W, B, A, Y, T):
    D, none = numpy.zeros((len(A[0]), 6)), None
    {line}
"""
    outcome = bench.outcome({"solution.py": source})
    assert outcome.kind == "crashed"
    assert f", in exercise1\n        {line}\n" in outcome.feedback
    sentence = f"    \n    It stopped in line 6 of solution.py: `{line}`. {said}"
    assert sentence in outcome.feedback


def test_an_error_whose_text_ends_the_program_is_an_error(bench):
    source = """
class Ending(Exception):
    def __str__(self):
        raise SystemExit

def exercise1(W, B, A, Y, T):
    raise Ending
"""
    outcome = bench.outcome({"solution.py": source})
    assert outcome.kind == "crashed" and ", in exercise1\n" in outcome.feedback


def test_an_error_that_says_enough_is_told_once(bench):
    source = "def exercise1(W, B, A, Y, T):\n    return 1 / 0\n"
    feedback = bench.outcome({"solution.py": source}).feedback
    assert "ZeroDivisionError: division by zero" in feedback and "It stopped" not in feedback


@pytest.mark.slow
@pytest.mark.parametrize("magic", ["time", "scalene"])
def test_a_cell_that_nbconvert_writes_as_one_line_has_lines_of_its_own(bench, magic):
    script = exported("x = 1", f"%%{magic}\nDZ = 2 * (Y - T)\n{WRONG}\nDB = DW", "y = 1")
    feedback = bench.outcome({"1.py": script}).feedback
    cell = f"1.py, cell in line {place_of(script)}"
    assert f'File "{cell}", line 3, in <module>\n        {WRONG}\n' in feedback


@pytest.mark.slow
def test_a_traceback_holds_the_lines_of_the_student_and_no_others(bench):
    back = "def back(d, w, a):\n    return d @ w * (a > 0)\n"
    use = FUNCTION1.replace("DZ @ W[layer].T * (A[layer] > 0)", "back(DZ, W[layer], A[layer])")
    for files, calls, stops in (
        ({"1.ipynb": of_cells("import numpy", back, use)}, "1.ipynb, code cell 3", "code cell 2"),
        ({"solution.py": f"{back}\n{use}\nprint('done')\n"}, "solution.py", "solution.py"),
        ({"1.ipynb": of_cells(f"from mine import back\n{use}"), "mine.py": back}, "1", "mine.py"),
    ):
        feedback = bench.outcome(files).feedback
        lines = [line.strip() for line in feedback.split("\n") if line.strip(" ~^")]
        start = next(n for n, line in enumerate(lines) if line.startswith("File"))
        assert calls in lines[start] and lines[start].endswith("in exercise1")
        assert lines[start + 1] == "DZ = back(DZ, W[layer], A[layer])"
        assert f'{stops}", line 2, in back' in lines[start + 2]
        assert lines[start + 3] == "return d @ w * (a > 0)"
        assert lines[start + 4].startswith("ValueError: matmul")


HINT = "Was helper.py handed in?"


@pytest.mark.slow
@pytest.mark.parametrize("files", MISSING_HELPER)
def test_a_module_that_is_not_there_is_named(bench, files):
    feedback = bench.outcome(files).feedback
    assert HINT in feedback
    assert "_beside" not in feedback
    assert "No module named 'helper'" in feedback or "File 'helper.py' not found" in feedback


@pytest.mark.slow
def test_a_solution_that_was_not_handed_in_is_named(bench):
    files = {"1.ipynb": in_notebook("DW, DB = solution.back(W, B, A, Y, T)")}
    assert "Was solution.py handed in?" in bench.outcome(files).feedback


@pytest.mark.slow
@pytest.mark.parametrize(
    ("number", "source"),
    [
        (1, "DW, DB = [], []\n\nfor l in (3, 2, 1, 0)\n    DW.insert(0, A[l].T @ DZ)"),
        (1, "%matplotlib inline\nDW = []\nfor l in (3, 2)\n    DW = 1"),
        (2, "H = X\n\nerr = ((H - T ** 2).mean()"),
        (3, "w = net[0].weight\n\nprint(w.grad[0, 0]"),
    ],
)
def test_a_cell_that_is_no_python_is_told_for_its_exercise(bench, number, source):
    content, place = filled(number, source)
    outcomes, unused = bench.graded({"n.ipynb": content})
    cell = f"n.ipynb, code cell {place}"
    assert f'File "{cell}", line 3\n' in outcomes[f"exercise{number}"].feedback
    assert cell in unused


@pytest.mark.slow
def test_a_broken_cell_beside_a_right_one_is_told(bench):
    notebook = in_notebook(FUNCTION1, "exercise1(W, B, A, Y, T)[0", "x = 1")
    outcomes, unused = bench.graded({"1.ipynb": notebook})
    assert outcomes["exercise1"].kind == "right"
    assert list(unused.values()) == ["'[' was never closed"]


# What costs nobody the answer

TOP = {
    "an installation": "!pip install torch\n%pip install numpy",
    "a download": "import urllib.request\nurllib.request.urlopen('http://127.0.0.1:9/x')",
    "a question": "input('name? ')",
    "an endless loop": "while True: pass",
    "an endless loop that catches": "while True:\n    try: pass\n    except BaseException: pass",
    "an exit": "import sys\nsys.exit(1)",
    "quit": "quit()",
    "another folder": "import os\nos.chdir('/')",
    "another folder by a magic": "%cd /",
    "await": "import asyncio\nawait asyncio.sleep(0)",
    "a crash of the interpreter": "import os\nos._exit(3)",
    "an error": "1 / 0",
    "half a cell": "def f(:",
    "shadowed names": "list = sum = len = 3\ndel list, sum, len",
    "a page of text": "print('x' * 10**6)",
    "a bare name": "undefined",
    "%reset": "%reset -f",
    "warnings as errors": "import warnings\nwarnings.simplefilter('error')",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", some(TOP, "half a cell", "%reset", "a bare name"))
def test_what_stands_above_costs_nobody_the_answer(bench, name):
    files = {"1.ipynb": dump({"cells": [code(TOP[name]), *fill(1, LOOP)["cells"]]})}
    assert bench.outcome(files).kind == "right", bench.outcome(files).feedback


def graded_alone(files):
    """Return the outcome of exercise 1 with the usual limits, in a process of its own."""
    contents = {name: as_bytes(content) for name, content in files.items()}
    outcomes, _ = grade_student.grade_student(
        contents, "a secret", sandbox.Limits(), use_sandbox=False
    )
    return outcomes["exercise1"]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["an endless loop", "a question", "another folder"])
@pytest.mark.parametrize("file", ["1.ipynb", "solution.py"])
def test_what_stands_above_in_one_cell_or_module_costs_nobody_the_answer(file, name):
    """A loop may use up the time of all that stands below it."""
    source = f"{TOP[name]}\n{FUNCTION1}"
    content = source if file.endswith(".py") else in_notebook(source)
    assert graded_alone({file: content}).kind == "right"


@pytest.mark.slow
@pytest.mark.parametrize("name", ["an endless loop", "a question", "an exit", "another folder"])
def test_what_stands_below_costs_nobody_the_answer(bench, name):
    files = {"1.ipynb": in_notebook(FUNCTION1, TOP[name])}
    assert bench.outcome(files).kind == "right"


@pytest.mark.slow
def test_several_loops_above_cost_nobody_the_answer():
    """Together they would take longer than all cells may."""
    loops = [code(TOP["an endless loop"])] * 4
    content = dump({"cells": [*loops, *fill(1, LOOP)["cells"]]})
    assert graded_alone({"1.ipynb": content}).kind == "right"


# What is an answer


@pytest.mark.slow
def test_other_sizes_reach_a_network_that_the_notebook_builds(bench):
    outcome = bench.outcome({"3.ipynb": dump(fill(3, PRINT))}, 3)
    assert outcome.kind == "right"
    assert outcome.feedback.count(": right") == 4


@pytest.mark.slow
def test_a_cell_that_hard_codes_the_data_is_right_on_one_network_only(bench):
    source = f"import numpy as np\nY = np.array({[[0.5]] * 16})\n{LOOP}"
    outcome = bench.outcome({"1.ipynb": in_notebook(source)})
    assert outcome.kind == "wrong"
    source = "X, T = utils.getdata()\n" + LOOP
    assert bench.outcome({"1.ipynb": in_notebook(source)}).kind == "right"


@pytest.mark.slow
def test_a_function_that_reads_the_notebooks_names_is_run_with_its_cells(bench):
    function = "def exercise1(W, B, A, Y_, T_):\n" + "".join(
        f"    {line}\n" for line in [*LOOP.splitlines(), "return DW, DB"]
    )
    source = function.replace("Y_, T_", "_1, _2")
    files = {"1.ipynb": in_notebook(source, IN_CELL.format("exercise1"))}
    assert bench.outcome(files).kind == "right"


@pytest.mark.slow
def test_the_best_of_several_attempts_counts(bench):
    wrong = LOOP.replace("2 *", "3 *")
    assert bench.outcome({"1.ipynb": in_notebook(wrong, LOOP)}).kind == "right"
    assert bench.outcome({"1.ipynb": in_notebook(LOOP, wrong)}).kind == "right"
    assert bench.outcome({"1.ipynb": in_notebook(wrong)}).kind == "wrong"


@pytest.mark.slow
def test_any_right_value_is_no_answer(bench):
    """Only what bears the name of an answer is one, or what a check was given."""
    source = LOOP.replace("DW", "mine").replace("DB", "more")
    assert bench.outcome({"1.ipynb": in_notebook(source)}).points == 0
    checked = in_notebook(source, "checks.exercise1(mine, more)")
    assert bench.outcome({"1.ipynb": checked}).kind == "right"


@pytest.mark.slow
def test_an_error_that_was_differentiated_before(bench):
    for below in ("err.backward()", "err.backward()\nerr2 = err * 1\nerr2.backward()"):
        files = {"2.ipynb": dump(fill(2, f"{FORWARD}{below}"))}
        assert bench.outcome(files, 2).kind == "right"


@pytest.mark.slow
def test_a_device_is_chosen_where_pytorch_is_not(bench):
    top = 'import torch\ndevice = torch.device("cuda" if torch.cuda.is_available() else "cpu")\n'
    top += "as_array = lambda x: x.numpy() if torch.is_tensor(x) else x\n"
    function = FUNCTION1.replace("    X = A[0]\n", "    X, Y = as_array(A[0]), as_array(Y)\n")
    assert bench.outcome({"solution.py": top + function}).kind == "right"


@pytest.mark.slow
def test_a_written_file_is_an_answer(bench):
    cell = "%%writefile solution.py\n" + FUNCTION1
    assert bench.outcome({"1.ipynb": in_notebook(cell)}).kind == "right"
    cell = "!echo 'def double(x): return 2 * x' > helper.py\nfrom helper import double"
    source = LOOP.replace("2 * (Y - T)", "double(Y - T)")
    assert bench.outcome({"1.ipynb": in_notebook(cell, source)}).kind == "right"


@pytest.mark.slow
def test_a_list_that_is_not_finished_gets_what_it_deserves(bench):
    one = "D = 2 * (Y - T) / len(X)\n"
    short = one + "DW, DB = [A[3].T @ D], [D.sum(0)]"
    padded = one + "DW, DB = [None] * 3 + [A[3].T @ D], [None] * 3 + [D.sum(0)]"
    found = [bench.outcome({"1.ipynb": in_notebook(source)}) for source in (short, padded)]
    assert found[0].points == found[1].points == 2.5
    assert not any("every parameter" in outcome.feedback for outcome in found)


# Cells and modules


def test_form_feeds_keep_lines_and_indentation():
    assert cells.with_line_feeds("a\r\n \f\n\fb\n  \f  c\fd\re") == "a\n\nb\n  c d\ne"


def test_the_cells_of_a_script_have_the_lines_of_the_file():
    found = cells.of_script("a.py", b"# %%\nx = 1\n\n# In[ ]:\ny = 2\n# COMMAND ----------\nz")
    assert [cell.text.count("\n") for cell in found] == [3, 5, 6]
    assert [cell.label for cell in found] == ["a.py"] * 3


def test_magics_keep_their_lines():
    source = "\n# note\n%%time\n!ls \\\n  -l\n%time x = 1\ny"
    found = magics.joined(magics.without_measuring(source))
    assert found == "\n# note\n\n!ls    -l\n\nx = 1\ny"
    assert not magics.can_be_plain("x = 5 % 3\nif x != 2: pass")
    assert not magics.can_be_plain("%time 1\n" * 51)
