"""What a student at any stage sees, from the first cell of a notebook to the last.

The cells are executed in this process: a kernel for every attempt would take minutes.
"""

import ast
import contextlib
import inspect
import io
import linecache
import sys
import textwrap
import types
from unittest.mock import MagicMock

import nbformat
import numpy
import pytest
from spread import some

import checks
import run
import solution
from checks.reports import NotRightYetError, Report, Table
from figures import Unfolding
from instructors.handout import student

pytestmark = pytest.mark.usefixtures("nobody_looks_for_lines")

NOTEBOOKS = {path.stem[0]: path for path in run.NOTEBOOKS}
SUCCESS = ("Everything is right", "121 of 121", "1.5422822", "1.5422821523392451")
MAGIC = "%"


def cells_of(number):
    """The code cells of the version for students."""
    notebook = student.without_solution(nbformat.read(NOTEBOOKS[number], as_version=4))
    return run.code_cells(notebook)


def execute(number, functions, changes=None, goes_on=False):
    """Execute the cells of a notebook with a student's ``solution.py``: return what each shows.

    The ``changes`` are what the student writes into cells. What is printed and displayed comes by
    the ids of the cells. The last may be "stopped", the cell and the error that ended the run; if
    the student goes on then, each error comes by the id of its cell.
    """
    # The cell that imports solution.py talks to IPython, which is not there
    shown, space = {}, {"__name__": "__main__", "get_ipython": MagicMock()}
    before = sys.modules.get("solution")
    sys.modules["solution"] = module_of(functions)
    try:
        for cell in cells_of(number):
            source = (changes or {}).get(cell.id, cell.source)
            lines = [line for line in source.splitlines() if not line.startswith(MAGIC)]
            try:
                shown[cell.id] = run_cell("\n".join(lines), space)
            except Exception as error:
                if not goes_on:
                    shown["stopped"] = (cell.id, error)
                    break
                shown[cell.id] = error
    finally:
        sys.modules["solution"] = before
    return shown


def module_of(program):
    """Return a student's ``solution.py`` as a module."""
    module = types.ModuleType("solution")
    # The checks read the program where it was defined
    name = f"/student/{abs(hash(program))}/solution.py"
    linecache.cache[name] = (len(program), None, program.splitlines(keepends=True), name)
    exec(compile(program, name, "exec"), module.__dict__)
    return module


def look(number, program):
    """Return the report of the check on a student's ``solution.py``."""
    name = f"exercise{number}"
    return getattr(checks, name)(getattr(module_of(program), name))


def run_cell(source, space):
    """Execute a cell as Jupyter does: the value of its last expression is displayed."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, "<cell>", "exec"), space)
        value = eval(compile(ast.Expression(last.value), "<cell>", "eval"), space) if last else None
    displayed = repr(value) if isinstance(value, (Report, Table, Unfolding)) else ""
    return printed.getvalue() + displayed


STUB = """
def exercise1(W, B, A, Y, T):
    raise NotImplementedError("exercise1: write the backward pass here")

def exercise2(W, B, X, T):
    raise NotImplementedError("exercise2: write the forward pass and the error here")

def exercise3(net):
    raise NotImplementedError("exercise3: print the gradient of the first weight here")
"""
RIGHT = inspect.getsource(solution)


def first(body):
    return f"import numpy\n{STUB}\ndef exercise1(W, B, A, Y, T):\n{indented(body)}"


def second(body):
    return f"import numpy, torch\n{STUB}\ndef exercise2(W, B, X, T):\n{indented(body)}"


def third(body):
    return f"import numpy\n{STUB}\ndef exercise3(net):\n{indented(body)}"


def indented(body):
    return textwrap.indent(body.strip(), "    ")


BACKWARD = """
DZ = 2 * (Y - T) / len(Y)
DW, DB = [None] * 4, [None] * 4
for l in (3, 2, 1, 0):
    DW[l] = A[l].T @ DZ
    DB[l] = DZ.sum(axis=0)
    DZ = DZ @ W[l].T * (A[l] > 0)
return DW, DB
"""


@pytest.mark.slow
def test_the_right_answer_gets_everywhere():
    for number in NOTEBOOKS:
        shown = execute(number, RIGHT)
        assert "stopped" not in shown, shown["stopped"]
        assert list(shown) == [cell.id for cell in cells_of(number)]
        stored = {cell.id: cell for cell in cells_of(number)}
        for name, text in shown.items():
            # Here no notebook is run, which one of the cells is about
            for output in stored[name].outputs if name != "hand-in-code" else ():
                expected = output.get("text") or output.data.get("text/plain", "")
                assert expected.startswith("<") or expected.strip() == text.strip(), name


@pytest.mark.parametrize("number", NOTEBOOKS)
def test_a_cell_after_one_that_has_stopped_says_what_it_needs(number):
    shown = execute(number, STUB, goes_on=True)
    stopped = {name: error for name, error in shown.items() if isinstance(error, Exception)}
    unwritten = {n for n, error in stopped.items() if isinstance(error, NotImplementedError)}
    assert unwritten <= {f"exercise{number}"}
    others = {n: error for n, error in stopped.items() if n not in unwritten}
    assert others and all(isinstance(e, NotRightYetError) for e in others.values()), others
    if number in "12":
        needed = {"1": "DW and DB", "2": "err"}[number]
        assert f"no cell has computed yet: {needed}." in str(others["first-weight"])


# Of exercise 1: the program, how far the notebook comes, what the check says, what else is shown
ATTEMPTS = {
    "nothing": (STUB, "exercise1", ["nothing to judge yet", "The first step"], {}),
    "returns nothing": (
        first("DZ = 2 * (Y - T) / len(Y)"),
        "exercise1",
        ["exercise1  - none", "Nothing is returned yet. Return what is there, two lists"],
        {},
    ),
    "placeholders": (
        first("return [None] * 4, [None] * 4"),
        "first-weight",
        ["Nothing is there yet. Next: DW[3]"],
        {"numerical-table": ["nothing to compare yet"]},
    ),
    "one-element lists": (
        first("DZ = 2 * (Y - T) / len(Y)\nreturn [A[3].T @ DZ], [DZ.sum(axis=0)]"),
        "first-weight",
        ["DW[3]  ✓ right", "Everything so far is right. Next: DW[2]"],
        {"numerical-table": ["DW[3]  6 of 6", "7 of 7 derivatives"]},
    ),
    "the last layer only": (
        first(
            "DZ = 2 * (Y - T) / len(Y)\n"
            "return [None] * 3 + [A[3].T @ DZ], [None] * 3 + [DZ.sum(axis=0)]"
        ),
        "first-weight",
        ["DW[3]  ✓ right", "Next: DW[2]"],
        {"numerical-table": ["DW[3]  6 of 6", "DW[0]  - none"]},
    ),
    "wrong shapes": (
        first(BACKWARD.replace("A[l].T @ DZ", "DZ.T @ A[l]")),
        "first-weight",
        ["(1, 6), expected (6, 1)", "transpose"],
        {"numerical-table": ["(1, 6), expected (6, 1)"]},
    ),
    "no mask": (
        first(BACKWARD.replace(" * (A[l] > 0)", "")),
        "one-sample",
        ["DW[2]  ✗ wrong"],
        {
            "first-weight": ["1.3686"],
            "signed-code": ["yours -1.36", "central difference +1.542282"],
            "numerical-table": ["DW[3]  6 of 6"],
        },
    ),
    "wrong sign": (
        first(BACKWARD.replace("Y - T", "T - Y")),
        "one-sample",
        ["their sign is not"],
        {  # four of the derivatives are zero, which has no sign
            "first-weight": ["1.5422821523392451"],
            "signed-code": ["yours -1.542282, central difference +1.542282"],
            "numerical-table": ["4 of 121 derivatives"],
        },
    ),
    "returns None twice": (
        first("return None, None"),
        "first-weight",
        ["exercise1  - none", "Nothing is returned yet"],
        {"numerical-table": ["nothing to compare yet"]},
    ),
    "stopped": (first("return W[0] @ T, Y"), "exercise1", ["It stopped in line"], {}),
}


@pytest.mark.parametrize("name", ATTEMPTS)
def test_an_attempt_at_exercise_1(name):
    program, last, check, others = ATTEMPTS[name]
    shown = execute("1", program)
    place, error = shown.pop("stopped")
    assert place == last
    for text in check:
        assert text in shown["check-code"]
    for cell, expected in others.items():
        for text in expected:
            assert text in shown[cell], cell
    # Nothing claims a success; the number alone is right with the wrong sign
    claims = [(cell, text) for cell in shown for text in SUCCESS if text in shown[cell]]
    assert claims == ([("first-weight", SUCCESS[3])] if name == "wrong sign" else []), claims
    if last not in ("exercise1",):
        assert isinstance(error, NotRightYetError)
        assert len(str(error)) > 60
    assert "nothing to judge yet" in shown["step-output-code"]


def test_what_jupyter_shows_of_such_a_stop_is_the_sentence():
    error = execute("1", ATTEMPTS["placeholders"][0])["stopped"][1]
    lines = error._render_traceback_()
    assert " ".join(lines) == str(error)
    # Jupyter would break longer lines within words
    assert max(map(len, lines)) <= 88
    assert str(error).startswith("This cell needs the whole answer. Nothing is there yet.")


# By the notebook, the cell, and the line in it: what a student writes there, and what is said of it
STEPS = {
    ("1", "step-output-code", "DZ4 = ..."): {
        "2 * (Y - T) / 16": "DZ4 is right",
        "(Y - T) / 16": "half as large",
        "2 * (T - Y) / 16": "their sign is not",
        "2 * (Y - T)": "16 times too large",
        "(2 * (Y - T) / 16).ravel()": "Its shape is (16,), expected is (16, 1)",
        "2 * (Y - T.ravel()) / 16": "Then Y - T pairs every output with every target",
        "Y * 0.3 + 1": "none of the usual mistakes",
        "None": "nothing to judge yet",
        "'2 (Y - T)'": "this is text",
    },
    ("1", "step-back-code", "DZ3 = ..."): {
        "2 * (Y - T) / 16 @ W[3].T * (A[3] > 0)": "DZ3 is right",
        "2 * (Y - T) / 16 @ W[3].T": "This is DA3, how the error changes with what leaves",
        "2 * (Y - T) / 16 @ W[3].T * (A[2] > 0)": "A3",
        "2 * (Y - T) / 16": "This is DZ4",
        "(2 * (Y - T) / 16 @ W[3].T * (A[3] > 0)).T": "the transpose",
        "2 * (T - Y) / 16 @ W[3].T * (A[3] > 0)": "their sign is not",
    },
    ("2", "step-layer-code", "A1 = ..."): {
        "torch.relu(X @ W[0] + B[0])": "A1 is right. Next: A2.",
        "X @ W[0] + B[0]": "This is Z1",
        "torch.relu(X @ W[0])": "without B[0]",
        "torch.relu(X @ W[0] + B[0]).detach()": "has no grad_fn",
        "torch.relu(X @ W[0] + B[0]).detach().numpy()": "no tensor: here they have left",
        "X": "(16, 4), expected (16, 6)",
    },
    ("2", "step-outputs-code", "Y = ..."): {
        "torch.relu(torch.relu(torch.relu(X @ W[0] + B[0]) @ W[1] + B[1]) @ W[2] + B[2]) @ W[3]"
        " + B[3]": "Y is right. Next: err.",
        "torch.relu(torch.relu(torch.relu(X @ W[0] + B[0]).detach() @ W[1] + B[1]) @ W[2] + B[2])"
        " @ W[3] + B[3]": "does not reach W[0], B[0]",
    },
    ("3", "weight-code", "weight = ..."): {
        "W[0].T": "is right",
        "W[0]": "This is the array as it was",
        "numpy.ones((6, 4))": "other numbers",
    },
}


@pytest.mark.parametrize("step", some(STEPS, *list(STEPS)[:2]), ids=lambda step: step[1])
def test_the_steps_are_judged(step):
    number, cell, line = step
    functions = STUB if number == "1" else RIGHT
    source = next(c.source for c in cells_of(number) if c.id == cell)
    assert "nothing to judge yet" in execute(number, functions)[cell]
    for program, expected in STEPS[step].items():
        name = line.split()[0]
        shown = execute(number, functions, {cell: source.replace(line, f"{name} = {program}")})
        assert expected in shown[cell], program
        assert ("✓ right" in shown[cell]) == ("is right" in expected)
        if number == "1":
            row = shown[cell].split("\n")[0]
            of_right_shape = f"({'16, 1' if name == 'DZ4' else '16, 6'})" in row
            is_measured = "✗" in shown[cell] and of_right_shape and "expected" not in row
            assert ("The largest error is" in shown[cell]) == is_measured
        else:
            assert "stopped" not in shown  # whatever is written there, the notebook goes on


TURNED = """
def turned(W, B, X, T):
    A = [X.T]
    for w, b in zip(W[:-1], B[:-1]):
        A.append(numpy.maximum(0, w.T @ A[-1] + b[:, None]))
    DZ = [2 * (W[-1].T @ A[-1] + B[-1][:, None] - T.T) / len(X)]
    for layer in (3, 2, 1):
        DZ.insert(0, W[layer] @ DZ[0] * (A[layer] > 0))
    return [a @ dz.T for a, dz in zip(A, DZ)], [dz.sum(axis=1) for dz in DZ]
"""


@pytest.mark.slow
def test_the_turn_of_the_extension_is_judged():
    source = next(c.source for c in cells_of("e") if c.id == "turned")
    call = source.rpartition("\n\n")[2]
    assert "✓" not in execute("e", RIGHT)["turned"]
    assert "Everything is right" in execute("e", RIGHT, {"turned": TURNED + call})["turned"]
    wrong = TURNED.replace("(A[layer] > 0)", "1")
    assert "✗ wrong" in execute("e", RIGHT, {"turned": wrong + call})["turned"]


def test_the_extension_stops_with_a_sentence_where_exercise_1_is_not_right():
    for program in (STUB, first(BACKWARD.replace("2 * ", ""))):
        place, error = execute("e", program)["stopped"]
        assert place == "gradient"
        assert str(error).startswith("From here on the notebook needs a right exercise1")


SECOND = """
A = X
for w, b in zip(W[:-1], B[:-1]):
    A = torch.relu(A @ w + b)
return ((A @ W[3] + B[3] - T) ** 2).mean()
"""


# Of exercise 2: the program, where the notebook stops, what the check says
FORWARD = {
    "nothing": (STUB, "exercise2", "nothing to judge yet"),
    "returns nothing": (
        second("Y = X @ W[0]"),
        "error-value",
        "Nothing is returned yet. Return what is there, be it only A1",
    ),
    "through numpy": (
        second(SECOND.replace("torch.relu(A @ w + b)", "numpy.maximum(0, A @ w + b)")),
        "exercise2",
        "It stopped in line",
    ),
    "detached": (
        second(SECOND.replace("A @ w + b)", "(A @ w + b).detach())").replace("B[3]", "B[3].data")),
        "first-weight",
        "got no gradient",
    ),
    "a number": (second(SECOND.replace(".mean()", ".mean().item()")), "error-value", "PyTorch can"),
    "no mean": (second(SECOND.replace(".mean()", "")), "error-value", "has the shape (16, 1)"),
    "no ReLU": (second(SECOND.replace("torch.relu", "")), "double-code", "without any ReLU"),
    "the first layer": (
        second("return torch.relu(X @ W[0] + B[0])"),
        "error-value",
        "A1 is right. Next: A2.",
    ),
    "the first two layers": (
        second(
            "A1 = torch.relu(X @ W[0] + B[0])\nA2 = torch.relu(A1 @ W[1] + B[1])\nreturn A1, A2"
        ),
        "error-value",
        "A2 is right. Next: A3.",
    ),
    "the last activations": (
        second(SECOND.replace("return ((A @ W[3] + B[3] - T) ** 2).mean()", "return A")),
        "error-value",
        "A3 is right. Next: Y.",
    ),
    "the outputs": (
        second(SECOND.replace("((A @ W[3] + B[3] - T) ** 2).mean()", "A @ W[3] + B[3]")),
        "error-value",
        "Y is right. Next: err.",
    ),
    "the first exercise is not done": (second(SECOND), "compare-table", "Everything is right"),
}


@pytest.mark.parametrize("name", FORWARD)
def test_an_attempt_at_exercise_2(name):
    program, last, check = FORWARD[name]
    shown = execute("2", program)
    place, error = shown.pop("stopped")
    assert (place, check in shown["check"]) == (last, True), (place, shown["check"])
    if last != "exercise2":
        assert isinstance(error, NotRightYetError)
    if name != "the first exercise is not done":
        assert not any(text in shown[cell] for cell in shown for text in SUCCESS)


# What stops a function, and what is said of it beside the line
STOPS = {
    "X": (first(BACKWARD.replace("A[l].T", "(A[l] if l else X).T")), ["A", "`A[0]`"]),
    "A1": (first(BACKWARD.replace("A[l].T", "(A[l] if l != 1 else A1).T")), ["`A[1]`"]),
    "entry by entry": (
        first(BACKWARD.replace("DZ @ W[l].T", "DZ * W[l].T")),
        ["`*` multiplies entry by entry", "A matrix product is written `@`"],
    ),
    "torch is not imported": (
        second(SECOND).replace("import numpy, torch", "import numpy"),
        ["imports of its own", "Write `import torch` at its top"],
    ),
    "np is not imported": (
        first(BACKWARD.replace("DZ.sum(axis=0)", "np.sum(DZ, axis=0)")),
        ["Write `import numpy as np` at its top"],
    ),
    "a name that no module has": (
        first(BACKWARD.replace("DZ.sum(axis=0)", "nn")),
        ["Has it another name further up"],
    ),
    "maximum of a number": (
        second(SECOND.replace("torch.relu(A @ w + b)", "torch.maximum(0, A @ w + b)")),
        ["`torch.maximum` compares two tensors", "`torch.relu`"],
    ),
    "maximum of an array": (
        second(SECOND.replace("torch.relu(A @ w + b)", "torch.maximum(numpy.ones(6), A @ w + b)")),
        ["`torch.maximum` needs a tensor"],
    ),
    "maximum along an axis": (
        second(SECOND.replace("torch.relu(A @ w + b)", "torch.max(0, A @ w + b)")),
        ["`torch.max` compares two tensors", "`torch.relu`"],
    ),
    "maximum of Python": (
        second(SECOND.replace("torch.relu(A @ w + b)", "max(0, A @ w + b)")),
        ["whether a whole array is true", "entry by entry"],
    ),
    "a condition on an array": (
        first(BACKWARD.replace("(A[l] > 0)", "(1 if A[l] > 0 else 0)")),
        ["whether a whole array is true", "entry by entry"],
    ),
    "back twice": (
        second(
            SECOND.replace("return (", "err = (") + "err.backward()\nerr.backward()\nreturn err"
        ),
        ["PyTorch has gone back from this error before"],
    ),
    "one number": (
        first(BACKWARD.replace("2 * (Y - T) / len(Y)", "2 * (Y - T).mean()")),
        ["One of the two is a single number", "line 13 of solution.py: `DZ = 2 * (Y - T).mean()`"],
    ),
    "nothing there": (
        first(BACKWARD.replace("DZ @ W[l].T", "DW[l - 1] @ W[l].T")),
        ["`DW[l - 1]` is None"],
    ),
}


@pytest.mark.parametrize("name", STOPS)
def test_what_stops_a_function_is_said_in_its_own_words(name):
    program, sentences = STOPS[name]
    number = "2" if "def exercise2(W, B, X, T):\n    A = X" in program else "1"
    report = look(number, program)
    assert [row.right for row in report.rows] == [None]
    assert report.text.startswith("It stopped in line ")
    assert all(sentence in report.text for sentence in sentences), report.text
    assert "retain_graph" not in report.text


@pytest.mark.parametrize(
    ("line", "where"),
    [
        ("Y -= T", ", in line 13 of solution.py: `Y -= T`. Then"),
        ("A[1][0] = 0 * A[1][0]", ", in line 13 of solution.py: `A[1][0] = 0 * A[1][0]`. Then"),
        (
            "numpy.subtract(Y, T, out=Y)",
            ", in line 13 of solution.py: `numpy.subtract(Y, T, out=Y)`. Then",
        ),
    ],
)
def test_who_changes_what_was_given_is_told_where(line, where):
    report = look("1", first(line + BACKWARD))
    assert where in report.text


NO_GRAD = "with torch.no_grad():\n        A = torch.relu(A @ w + b)"


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("A = torch.relu(A @ w + b)", NO_GRAD, "with torch.no_grad():"),
        ("A @ w + b)", "A @ w + b).detach()", "A = torch.relu(A @ w + b).detach()"),
        ("A = X", "A, W = X, [w.data for w in W]", "A, W = X, [w.data for w in W]"),
    ],
)
def test_where_numbers_leave_pytorch_is_told_as_it_is_written(old, new, line):
    report = look("2", second(SECOND.replace(old, new)))
    assert not report.ok and "the numbers left PyTorch" in report.text
    assert [spot.text for spot in report.spots] == [line]


@pytest.mark.parametrize(
    ("program", "last", "check"),
    [
        (third("return net[0].weight.grad[0, 0]"), "three-ways-code", "printed nothing"),
        (third("print(net[0].weight[0, 0].item())"), "three-ways-code", "the weight itself"),
        (third("print(numpy.linalg.norm(net[0].weight.grad))"), "three-ways-code", "single weight"),
    ],
)
def test_an_attempt_at_exercise_3(program, last, check):
    shown = execute("3", program)
    place, _ = shown.pop("stopped")
    assert place == last
    assert check in shown["check-code"]
    assert not any(SUCCESS[0] in text for text in shown.values())


@pytest.mark.parametrize(
    ("program", "message"),
    [(STUB, "print the gradient of the first weight here"), (third("net[0].weights"), "weights")],
)
def test_without_a_number_exercise_3_stops_with_a_message(program, message):
    place, error = execute("3", program)["stopped"]
    assert place == "exercise3"
    assert message in str(error)


def test_code_in_the_notebook_in_place_of_the_call_gets_as_far_as_the_number():
    body = BACKWARD.strip().rsplit("\n", 1)[0]
    shown = execute("1", STUB, {"exercise1": body})
    assert shown["first-weight"] == "1.5422821523392451\n"
    assert "121 of 121" in shown["numerical-table"]
    place, error = shown["stopped"]
    assert (place, type(error)) == ("one-sample", NotRightYetError)
    assert "needs a right exercise1 in solution.py, and there it is still as it was" in str(error)
    assert numpy.isfinite(float(shown["first-weight"]))
