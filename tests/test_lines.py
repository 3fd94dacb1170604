"""The check of a function: the line, what a crash means, and what is not finished."""

import functools
import importlib.util
import os
import sys
import textwrap
import time
import traceback
import types

import helpfulness
import numpy
import pytest
import torch
from IPython.core.interactiveshell import InteractiveShell
from spread import some
from usual_programs import FORWARD, LOOP, OWN_PRODUCT, OWN_RELU, changed

import checks
import run
from checks import calling, files_and_cells
from checks.exercises import EXERCISES, data_of
from checks.lines import by_values, repairs, search_process, sources
from checks.networks import series_network
from instructors.handout import student

SOLUTION = (run.ROOT / "solution.py").read_text(encoding="utf-8")
STYLES = sorted((run.ROOT / "tests" / "corpus" / "styles").glob("*.py"))


pytestmark = pytest.mark.usefixtures("with_and_without_repairs")


@pytest.fixture(autouse=True)
def _no_figure_is_left():
    yield
    if "matplotlib.pyplot" in sys.modules:  # a program has drawn
        sys.modules["matplotlib.pyplot"].close("all")


WRONG = {
    "one token": ("A[l] > 0", "A[l] < 0"),
    "factor": ("2 * (Y - T)", "(Y - T)"),
    "no mask": (" * (A[l] > 0)", ""),
    "order": ("(Y - T)", "(T - Y)"),
    "mean": ("dz.sum(axis=0)", "dz.mean(axis=0)"),
    "another layer": ("DW[l] = A[l]", "DW[l] = A[0]"),
    "not summed": ("dz.sum(axis=0)", "dz"),
}
CRASHES = {
    "stopped-product": ("W[l].T", "W[l]"),
    "stopped-pairs": ("Y - T", "Y - T[1:]"),
    "stopped-times": ("A[l] > 0", "A[l - 1] > 0"),
    "stopped-index": ("A[l] > 0", "A[l + 1] > 0"),
    "stopped-name": ("@ dz", "@ dZ"),
    "stopped-attribute": ("dz.sum", "dz.summ"),
    "stopped-call": ("2 * (Y", "2 (Y"),
    "stopped-too-early": ("dz = 2 *", "d = 2 *"),
    "stopped-other": ("axis=0", "axes=0"),
}


@pytest.mark.parametrize("name", some(WRONG, "one token", "no mask", "not summed"))
def test_the_line_of_a_mistake_is_named(load, name):
    source, line = changed(LOOP, *WRONG[name])
    report = checks.exercise1(load(source))
    assert not report.ok
    assert report.lines[:1] == (line,) and len(report.lines) <= 2
    assert f"line {line} of solution.py: `{source.splitlines()[line - 1].strip()}`" in report.text


@pytest.mark.slow
def test_a_mask_that_stands_nowhere_else_is_missed(load):
    """The commonest mistake of all, in the form of the model answer."""
    source, line = changed(SOLUTION, " * (A[layer] > 0)", "")
    report = checks.exercise1(load(source))
    assert (report.mistakes, report.lines) == (("missing-masks",), (line,))


@pytest.mark.filterwarnings("ignore::SyntaxWarning")
@pytest.mark.parametrize(
    "name", some(CRASHES, "stopped-product", "stopped-pairs", "stopped-index", "stopped-name")
)
def test_a_crash_is_explained_and_its_line_is_named(load, name):
    source, line = changed(LOOP, *CRASHES[name])
    report = checks.exercise1(load(source))
    assert report.mistakes == (name,)
    assert line in report.lines
    assert not report.ok and repr(report) and report._repr_markdown_()


def test_a_crash_tells_which_shapes_met(load):
    source, line = changed(LOOP, "W[l].T", "W[l]")
    text = checks.exercise1(load(source)).text
    assert f"stopped in line {line} of solution.py" in text
    assert "`dz`, shape (16, 1), and `W[l]`, shape (6, 1)" in text
    assert "Look at this line, or else at" in text


@pytest.mark.slow
@pytest.mark.parametrize("call", ["sorted(DW, key=3)", "m = map(3, DW)\n    for _ in m: pass"])
def test_a_function_that_calls_what_cannot_be_called_is_not_named_instead(load, call):
    source, line = changed(LOOP, "    return DW, DB", f"    {call}\n    return DW, DB")
    report = checks.exercise1(load(source))
    assert report.mistakes == ("stopped-other",)
    assert "'int' object is not callable" in report.text
    assert report.lines[:1] == (line + call.count("\n"),)


def test_a_call_that_is_a_statement_may_be_what_stops(load):
    source, line = changed(LOOP, "    return DW, DB", "    DB(); return DW, DB")
    report = checks.exercise1(load(source))
    assert report.mistakes == ("stopped-call",)
    assert report.lines[:1] == (line,)


def test_of_a_call_with_other_arguments_the_function_is_shown_too(load):
    classes = """
class Other:
    def back(self, dz):
        return dz

class Layer:
    def back(dz):
        return dz
"""
    source, line = changed(classes + LOOP, "DW[l] =", "dz = Layer().back(dz); DW[l] =")
    report = checks.exercise1(load(source))
    assert "takes 1 positional argument but 2 were given" in report.text
    assert report.lines[:2] == (line, 7)


def test_the_mistake_may_be_in_another_line_than_the_crash(load):
    source, line = changed(LOOP, "(Y - T) / len(Y)", "(Y - T).sum() / len(Y)")
    report = checks.exercise1(load(source))
    assert report.mistakes[0].startswith("stopped-")
    assert f"stopped in line {line}" not in report.text
    assert line in report.lines


OBJECTS = """
import numpy as np

class Matrix:
    def __init__(self, rows):
        self.rows = rows

    def times(self, other):
        return Matrix(self.rows @ other.rows)

    def turned(self):
        return Matrix(self.rows.T)

def exercise1(W, B, A, Y, T):
    DW, DB = [None] * 4, [None] * 4
    dz = Matrix(2 * (Y - T) / len(Y))
    for l in (3, 2, 1, 0):
        DW[l] = Matrix(A[l]).turned().times(dz).rows
        DB[l] = dz.rows.sum(axis=0)
        weights = Matrix(W[l]).turned()
        dz = Matrix(dz.times(weights).rows * (A[l] > 0))
    return DW, DB
"""


def test_where_an_object_was_asked_for_what_it_cannot_do_is_shown_beside(load):
    source, line = changed(OBJECTS, "dz.times(weights)", "weights.times(dz)")
    report = checks.exercise1(load(source))
    given, inside = (
        OBJECTS[: OBJECTS.index(text)].count("\n") + 1 for text in ("= rows", "self.rows @")
    )
    # Where it has stopped is told anyway, and two others are shown
    assert report.mistakes == ("stopped-product",) and report.lines == (inside, line, given)
    assert ", or else at line" in report.text and f", or at line {given} of" in report.text
    # But that there is nothing comes from where nothing was stored
    source, line = changed(OBJECTS, "self.rows = rows", "self.rows = None")
    report = checks.exercise1(load(source.replace("self.rows.T", "self.rows * 1.0")))
    assert report.mistakes == ("stopped-none",) and line in report.lines


def test_where_nothing_has_a_name_no_line_is_shown(load):
    """No repair makes slopes of such numbers, and they are nothing on the right way."""
    source, _ = changed(LOOP, "(A[l] > 0)", "np.cos(np.arange(A[l].size).reshape(A[l].shape))")
    report = checks.exercise1(load(source))
    assert (report.mistakes, report.lines) == (("unknown",), ()), report.text


@pytest.mark.slow
@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.stem)
def test_a_right_program_is_right_in_every_style(load, path):
    source = path.read_text(encoding="utf-8")
    report = checks.exercise1(load(source))
    assert report.ok and report.lines == ()
    assert report.text.startswith("Everything is right. Exercise 1 is done: 10 of 10.")


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::SyntaxWarning")
def test_some_mutants_of_all_styles(monkeypatch, record_property):
    """A small part of what ``benchmarks/helpfulness.py`` measures."""
    monkeypatch.setattr(search_process, "LONGEST", 300)  # however busy the machine is
    found = helpfulness.mutant_cases(STYLES[::4], 2)
    true = sum(case.has_true_line for case in found)
    others = sum(case.has_only_others for case in found)
    record_property("mutants and their lines", f"{true} of {len(found)}, only others {others}")
    assert len(found) >= 20
    assert true >= 0.6 * len(found)
    assert others <= 0.25 * len(found)


def test_it_is_quick(load):
    source, _ = changed(LOOP, "A[l] > 0", "A[l] < 0")
    function = load(source)
    start = sum(os.times()[:4])
    checks.exercise1(function)
    # In all of its processes, on a machine of any speed; benchmarks/helpfulness.py measures it
    assert sum(os.times()[:4]) - start < 40


def test_helpers_classes_and_constants_come_along(load):
    report = checks.exercise1(
        load("""
        import numpy as np

        FACTOR = 2

        class Step:
            def __init__(self, weights):
                self.weights = weights

            def back(self, signal):
                return signal @ self.weights.T

        def mask(a):
            return a >= 0

        def exercise1(W, B, A, Y, T):
            DW, DB = [], []
            dz = FACTOR * (Y - T) / len(Y)
            for l in (3, 2, 1, 0):
                DW = [A[l].T @ dz] + DW
                DB = [dz.sum(axis=0)] + DB
                dz = Step(W[l]).back(dz) * mask(A[l])
            return DW, DB
        """)
    )
    assert report.mistakes == ("missing-masks",)
    # The function that gives no mask, and the product that has none then
    assert report.lines == (14, 22)


def test_a_function_of_a_notebook_cell(load):
    shell = InteractiveShell.instance()
    try:
        shell.run_cell("import numpy as np\nN = 16", store_history=True)
        shell.run_cell("def on(a):\n    return a > 0", store_history=True)
        source = LOOP.replace("import numpy as np\n", "").replace("len(Y)", "N")
        source = source.replace("A[l] > 0", "on(A[l])").replace("(Y - T)", "(T - Y)")
        shell.run_cell(source.strip(), store_history=True)
        cell = shell.execution_count - 1
        report = checks.exercise1(shell.user_ns["exercise1"])
        assert report.lines == (3,)
        assert f"line 3 of In[{cell}]" in report.text
    finally:
        InteractiveShell.clear_instance()


@pytest.mark.slow
def test_a_function_that_autoreload_has_renewed(tmp_path, monkeypatch):
    """As in the notebooks: IPython compiles the function that has changed on its own."""
    monkeypatch.syspath_prepend(tmp_path)
    path = tmp_path / "renewed.py"
    source, line = changed(SOLUTION, "W[layer].T", "W[layer]")
    shell = InteractiveShell.instance()
    try:
        path.write_text(student.files()["solution.py"].decode(), encoding="utf-8")
        shell.run_cell("%load_ext autoreload\n%autoreload 1\n%aimport renewed")
        path.write_text(source, encoding="utf-8")
        os.utime(path, (time.time() + 9,) * 2)
        shell.run_cell("function = renewed.exercise1")
        function = shell.user_ns["function"]
        assert files_and_cells.is_current(function)
        report = checks.exercise1(function)
        assert report.mistakes == ("stopped-product",)
        assert report.lines[:1] == (line,)
        assert f"stopped in line {line} of renewed.py" in report.text
        with pytest.raises(ValueError) as error:
            function(*calling.arguments1(function, data_of(series_network())))
        frame, number = list(traceback.walk_tb(error.value.__traceback__))[-1]
        assert files_and_cells.line_of(frame.f_code, number) == line
    finally:
        sys.modules.pop("renewed", None)
        InteractiveShell.clear_instance()


# Not finished


@pytest.mark.slow
@pytest.mark.parametrize(
    ("body", "line", "what"),
    [
        ("DA = ...\n    return DA * (A[3] > 0), B", 5, "DA"),
        ("D = [..., Y - T]\n    return D[0].T @ D[1], B", 5, "D[0]"),
        ("DA = ...\n    return [DA.sum(axis=0)], B", 5, "DA"),
        ("DA = ...\n    for row in DA: pass\n    return W, B", 5, "DA"),
    ],
)
def test_three_dots_are_said_to_have_no_value_yet(load, body, line, what):
    report = checks.exercise1(load(f"\n\ndef exercise1(W, B, A, Y, T):\n    {body}\n"))
    assert report.mistakes == ("stopped-dots",)
    assert f"line {line} of solution.py" in report.text
    assert f"`{what}` is still `...`" in report.text


def test_a_backward_pass_that_was_run_already_is_told(load):
    source = FORWARD.replace("return (", "err = (") + "    err.backward()\n    return err\n"
    report = checks.exercise2(load(source, "exercise2"))
    assert report.ok
    assert "has called `backward()` itself" in report.text
    assert "backward()" not in checks.exercise2(load(FORWARD, "exercise2")).text


@pytest.mark.slow
def test_none_is_not_finished_and_what_is_there_is_judged(load):
    source = LOOP.replace("(3, 2, 1, 0)", "(3,)")
    report = checks.exercise1(load(source))
    assert report.mistakes == ("unfinished",)
    assert report.text.startswith("Everything so far is right. Next: DW[2].")
    dots = checks.exercise1(load(source.replace("[None] * 4, [None] * 4", "[...] * 4, [...] * 4")))
    assert dots.text == report.text
    wrong = checks.exercise1(load(source.replace("2 * (Y - T)", "2 * (T - Y)")))
    assert (wrong.mistakes, wrong.first_wrong) == (("wrong-sign",), "DW[3]")
    assert wrong.lines == (6,)


@pytest.mark.parametrize("count", [0, 1, 3])
@pytest.mark.parametrize("order", ["inserted", "appended"])
def test_short_lists_are_judged_as_far_as_they_go(count, order):
    DW, DB = right_answer()
    DW, DB = DW[4 - count :], DB[4 - count :]
    if order == "appended":
        DW, DB = DW[::-1], DB[::-1]
    report = checks.exercise1(DW, DB)
    assert (report.ok, report.mistakes) == (False, ("unfinished",))
    assert report.text.endswith(f"Next: DW[{3 - count}].")
    assert [row.right for row in report.rows] == [True] * 2 * count + [None] * (8 - 2 * count)


def right_answer():
    answer = EXERCISES[0].call(right_function(), data_of(series_network()))
    return answer["DW"], answer["DB"]


def right_function():
    space = {}
    exec(LOOP, space)
    return space["exercise1"]


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)
def test_not_begun_gets_the_first_step(load, exercise):
    function = load(f"def {exercise.name}(*a):\n    raise NotImplementedError", exercise.name)
    report = getattr(checks, exercise.name)(function)
    assert report.mistakes == ("not-begun",)
    assert "The first step" in report.text and report.lines == ()


# What the function does beside


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("    dz = 2 * (Y - T) / len(Y)", "    Y -= T\n    dz = 2 * Y / len(Y)", "Y"),
        ("    return DW, DB", "    A[3][A[3] > 0] = 1\n    return DW, DB", "A"),
        ("    return DW, DB", "    A[3] = None\n    return DW, DB", "A"),
        ("    return DW, DB", "    A[3] = A[3].tolist()\n    return DW, DB", "A"),
    ],
)
def test_inputs_that_are_changed_are_told(load, old, new, name):
    report = checks.exercise1(load(LOOP.replace(old, new)))
    assert report.ok
    assert f"has changed {name}, which it was given" in report.text


def test_tensors_that_are_replaced_by_something_else_are_told(load):
    source = FORWARD.replace(
        "    return", "    W[0], T.data = W[0].detach().numpy(), T + 0\n    return"
    )
    report = checks.exercise2(load(source, "exercise2"))
    assert report.ok
    assert "has changed W, which it was given" in report.text


def test_nothing_is_printed_written_or_kept(load, capfd, tmp_path):
    target = tmp_path / "written"
    source = LOOP.replace(
        "    DW, DB",
        f"    print('seen')\n    if __name__ == 'student':\n        open({str(target)!r}, 'w')\n"
        "    DW, DB",
        1,
    )
    state = numpy.random.get_state()[1].tolist()
    report = checks.exercise1(load(source.replace("A[l] > 0", "A[l] < 0")))
    assert not report.ok and not target.exists()
    assert capfd.readouterr().out == ""
    assert numpy.random.get_state()[1].tolist() == state


def test_what_has_no_text_has_no_lines():
    space = {}
    exec(LOOP.replace("A[l] > 0", "A[l] < 0"), space)
    report = checks.exercise1(space["exercise1"])
    assert not report.ok and report.lines == ()
    assert checks.exercise1(len).mistakes == ("stopped-outside",)
    assert checks.exercise1(lambda *a: None).mistakes == ("nothing-returned",)


# The other exercises


CALLING_THEMSELVES = {
    "itself": """
def first(values, n):
    if n > 0:
        return first(values, n - 1)
    values.reverse()
""",
    "each other": """
def first(values, n):
    return other(values, n - 1)

def other(values, n):
    if n > 0:
        return first(values, n)
    values.reverse()
""",
}


@pytest.mark.parametrize("helpers", CALLING_THEMSELVES.values(), ids=CALLING_THEMSELVES)
def test_what_functions_that_call_themselves_hand_on_is_followed_to_an_end(load, helpers):
    source = f"""{helpers}
def exercise1(W, B, A, Y, T):
    DZ = first([Y - T], 1)
    DW = [A[3].T @ DZ]
    return DW, []
"""
    report = checks.exercise1(load(source))
    assert report.mistakes == ("stopped-none",)
    assert "DZ = first([Y - T], 1)" in [spot.text for spot in report.spots]


@pytest.mark.slow
def test_a_crash_in_a_forward_pass(load):
    source, line = changed(FORWARD, "A2 @ W[2]", "A2 @ W[0]")
    report = checks.exercise2(load(source, "exercise2"))
    assert (report.mistakes, report.lines[:1]) == (("stopped-product",), (line,))
    assert "`A2`, shape (16, 6), and `W[0]`, shape (4, 6)" in report.text


@pytest.mark.slow
def test_a_function_of_numpy_that_gets_tensors_is_shown_first(load):
    products = "products = [A1[:, i : i + 1] * W[1][i] for i in range(6)]\n    Z2 = "
    sums = f"{products}numpy.sum(products, 0)\n    A2 = torch.relu(Z2"
    source, line = changed(FORWARD, "A2 = torch.relu(A1 @ W[1]", sums)
    report = checks.exercise2(load(f"import numpy\n{source}", "exercise2"))
    assert (report.mistakes, report.lines[:1]) == (("stopped-numpy",), (line + 2,)), report.text


@pytest.mark.slow
def test_a_function_of_numpy_is_not_to_be_detached_for(load):
    wrong, right = "numpy.maximum(0, A1 @ W[1] + B[1])", "torch.relu(A1 @ W[1] + B[1])"
    source, line = changed(FORWARD, right, wrong)
    report = checks.exercise2(load(f"import numpy\n{source}", "exercise2"))
    assert report.mistakes == ("stopped-numpy",)
    assert f"line {line + 1} of solution.py" in report.text and "do not detach" in report.text


@pytest.mark.slow
def test_who_asks_numpy_about_a_parameter_is_asked_for_the_gradient(load):
    source = (
        "import numpy\n\ndef exercise3(net):\n    w = net[0].weight[0, 0]\n"
        "    print(numpy.linalg.norm(w))"
    )
    report = checks.exercise3(load(source, "exercise3"))
    assert report.mistakes == ("stopped-no-gradient",)
    assert "line 5 of solution.py" in report.text and "detach" not in report.text


def test_the_line_of_what_is_printed(load):
    source = (
        "def exercise3(net):\n    gradient = net[2].weight.grad\n    print(gradient[0, 0].item())"
    )
    report = checks.exercise3(load(source, "exercise3"))
    assert (report.mistakes, report.lines[:1]) == (("another-layer",), (2,))


@pytest.mark.slow
def test_a_line_that_stands_alone_is_not_looked_for(load, monkeypatch):
    looked_for = []
    monkeypatch.setattr(by_values.LineFinder, "lines", lambda *a: looked_for.append(a) or [])
    answers = (run.ROOT / "solution.py").read_text(encoding="utf-8")
    whole, _, _ = answers.partition("def exercise3(")
    for body in ("print('nothing')", '"""Print a number."""\n    print(1)'):
        function = load(f"{whole}def exercise3(net):\n    {body}\n", "exercise3")
        assert not checks.exercise3(function).ok
    assert not looked_for
    checks.exercise3(load("def exercise3(net):\n    print(\n        1)\n", "exercise3"))
    assert len(looked_for) == 1
    checks.exercise3(load("one = 1\ndef exercise3(net):\n    print(one)\n", "exercise3"))
    assert len(looked_for) == 2


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("return net[0].weight.grad[0, 0]", "returned-not-printed"),
        ("print(net[0].weight.grad[0, 0])", "rounded-value"),
        ("print('1.542')", "rounded-value"),
        ("print('1.5423')", "rounded-value"),
        # Not the right number, whatever its digits
        ("print(-net[0].weight.grad[0, 0])", "negative-magnitude"),
        ("print('-1.54')", "negative-magnitude"),
        ("print(1.5422822)", "only-these-numbers"),
        ("print(abs(net[0].weight.grad[0, 0].item()))", None),
        ("print(net[0].weight.grad[0, 0].item())", "no-magnitude"),
        ("print('nothing')", "printed-text"),
        ("print('gradient:', net[0].weight.grad[0, 0].norm().item())", None),
        (
            "print(f'The 1. weight, net[0].weight.grad: {net[0].weight.grad[0, 0].abs():.7f}.')",
            None,
        ),
        ("print('gradient:', 1.54)", "rounded-value"),
        ("print('step 1: gradient 0')", "zero-value"),
        ("print('norm 48.4, gradient 0')", "printed-text"),
        ("print('from 0 to 10')", "printed-text"),
        ("print('gradient:', net[0].weight.grad[0, 0])", "rounded-value"),
        ("print('1.5422822 or 0.5')", "printed-text"),
        ("print('v1.5422822')", "printed-text"),
        ("print(net[0].weight.grad)", "whole-array"),
        ("print(net[0].weight.grad[0].numpy())", "whole-array"),
        ("print(net[0].weight)", "whole-array"),
        ("print(net[0].weight[0, 0].grad)", "printed-none"),
        ("pass", "nothing-printed"),
    ],
)
def test_values_that_are_returned_or_rounded(load, body, name):
    report = checks.exercise3(load(f"def exercise3(net):\n    {body}\n", "exercise3"))
    assert report.mistakes == ((name,) if name else ())


def test_gradients_that_are_left_over(load):
    wrong, _ = changed(FORWARD, "+ B[2]", "")
    wrong, right = load(wrong, "exercise2"), load(FORWARD, "exercise2")
    W, B, X, T = tensors()
    wrong(W, B, X, T).backward()
    err = right(W, B, X, T)
    err.backward()
    assert checks.exercise2(err, W, B).mistakes == ("left-over-gradients",)
    assert checks.exercise2(right).ok


OWN_BACKWARD = FORWARD.replace("import torch\n", f"import torch\n{OWN_RELU}").replace(
    "torch.relu", "ReLU.apply"
)


@pytest.mark.parametrize(
    ("returned", "name", "said"),
    [
        ("slope", "missing-masks", "PyTorch believes"),
        ("slope * ctx.saved_tensors[0].clamp(min=0)", "activations-for-masks", "PyTorch believes"),
        ("3 * slope * (ctx.saved_tensors[0] > 0)", "factor-on-the-way", "PyTorch believes"),
        ("slope ** 3 + 1", "own-backward", "fit to its `forward`"),
    ],
)
def test_the_way_back_of_an_operation_that_the_student_has_written(load, returned, name, said):
    assert checks.exercise2(load(OWN_BACKWARD, "exercise2")).ok
    wrong, line = changed(OWN_BACKWARD, "slope * (ctx.saved_tensors[0] > 0)", returned)
    report = checks.exercise2(load(wrong, "exercise2"))
    assert report.mistakes == (name,)
    assert said in report.text
    assert line in report.lines
    # Where the error is wrong as well, nothing is known of the way back
    wrong, _ = changed(wrong, "+ B[3]", "+ 2 * B[3]")
    assert not checks.exercise2(load(wrong, "exercise2")).text.count("PyTorch believes")


def test_what_a_way_back_of_the_student_multiplies_is_told_with_the_factor(load):
    source = FORWARD.replace("import torch\n", f"import torch\n{OWN_PRODUCT}")
    source, _ = changed(source, "A3 @ W[3]", "Product.apply(A3, W[3])")
    assert checks.exercise2(load(source, "exercise2")).ok
    wrong, line = changed(source, "a.T @ slope", "a.T @ slope * 16")
    report = checks.exercise2(load(wrong, "exercise2"))
    assert report.mistakes == ("some-multiplied",)
    assert "PyTorch believes" in report.text and "16 times" in report.text
    assert report.lines[0] == line


def tensors():
    return calling.arguments2(data_of(series_network()) | {"dtype": "float32"})


@pytest.mark.parametrize("way", ["number", "new parameters"])
def test_an_error_that_does_not_lead_to_the_parameters(load, way):
    right = load(FORWARD, "exercise2")
    W, B, X, T = tensors()
    if way == "number":
        err = torch.tensor(right(W, B, X, T).item(), requires_grad=True)
    else:
        new = ([torch.nn.Parameter(p.detach().clone()) for p in values] for values in (W, B))
        err = right(*new, X, T)
    err.backward()
    name = "no-graph" if way == "number" else "parameters-not-used"
    assert checks.exercise2(err, W, B).mistakes == (name,)


# Sentences that are true


@pytest.mark.parametrize(
    ("change", "name", "said"),
    [
        (lambda DW, DB: (scale(DW, 3, 16), scale(DB, 3, 16)), "some-multiplied", "DW[3] and DB[3]"),
        (lambda DW, DB: scale(DB, 3, 1 / 16), "some-averaged", "16 times too small: DB[3]. All"),
        (lambda DW, DB: scale(DB, 0, 1 / 16), "some-averaged", "16 times too small: DB[0]. All"),
        (lambda DW, DB: [scale(DW, n, -1) for n in range(4)], "some-negated", "wrong sign"),
        (lambda DW, DB: [scale(DW, n, 0.5) for n in range(4)], "some-multiplied", "0.5 times"),
        (lambda DW, DB: scale(DW, 1, 3) or scale(DB, 2, 5), "factors-of-their-own", "DB[2] is 5"),
    ],
)
def test_a_factor_is_told_of_the_arrays_that_have_it(change, name, said):
    DW, DB = right_answer()
    change(DW, DB)
    report = checks.exercise1(DW, DB)
    assert report.mistakes == (name,)
    assert said in report.text


def scale(arrays, layer, factor):
    arrays[layer] = factor * arrays[layer]


def test_a_mistake_in_one_array_is_told_of_that_array():
    DW, DB = right_answer()
    W, _, A, Y, T = calling.arguments1(right_function(), data_of(series_network()))
    DW[2] = A[2].T @ (2 * (Y - T) / 16 @ W[3].T)
    report = checks.exercise1(DW, DB)
    assert report.mistakes == ("weight-before-mask-3",)
    assert "The gradient of the weights that lead to the units A3" in report.text


def test_two_mistakes_are_told_as_two(load):
    report = checks.exercise1(load(LOOP.replace("2 * (Y - T) / len(Y)", "Y - T")))
    assert set(report.mistakes) == {"missing-factor-2", "sum-for-mean"}
    assert "Two things" in report.text


# Programs as they come


def file_of(tmp_path, content, name="solution.py"):
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def imported(path, name="exercise1"):
    spec = importlib.util.spec_from_file_location("solution_as_it_came", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return getattr(module, name)


WRONG_LOOP, WRONG_LINE = changed(LOOP, "A[l] > 0", "A[l] < 0")
TEXTS = {
    "CRLF": WRONG_LOOP.replace("\n", "\r\n"),
    "byte order mark": b"\xef\xbb\xbf" + WRONG_LOOP.encode(),
    "tabs": WRONG_LOOP.replace("    ", "\t"),
    "form feed": WRONG_LOOP.replace("    dz = 2", "\x0c    dz = 2"),
    "separator in a text": WRONG_LOOP.replace("    dz = 2", "    'a\u2028b'; dz = 2"),
    "two statements a line": WRONG_LOOP.replace("numpy as np", "numpy as np; N = 16").replace(
        "len(Y)", "N"
    ),
    "no newline at the end": WRONG_LOOP.rstrip(),
    "waits": WRONG_LOOP.replace("    dz = 2", "    import time; time.sleep(0.3); dz = 2"),
    "draws": WRONG_LOOP.replace(
        "    dz = 2",
        "    import matplotlib.pyplot as plt; figure, axes = plt.subplots(); plt.show(); dz = 2",
    ),
    "imports checks": WRONG_LOOP.replace("    dz", "    import checks; checks.signal; dz", 1),
    "nested": "def make():\n"
    + textwrap.indent(WRONG_LOOP[1:], "    ")
    + "    return exercise1\nexercise1 = make()",
    "decorated": WRONG_LOOP.replace(
        "\ndef", "def same(f):\n    return lambda *a: f(*a)\n@same\ndef"
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", TEXTS)
def test_texts_of_all_kinds(tmp_path, name):
    path = file_of(tmp_path, TEXTS[name], "Übung 1/solution.py")
    report = checks.exercise1(imported(path))
    line = WRONG_LINE + (2 if name == "decorated" else 0)
    assert report.lines == (line,)
    assert f"line {line} of solution.py: `dz = dz @ W[l].T * (A[l] < 0)`" in report.text


def test_what_is_written_goes_nowhere_and_does_not_hide_the_line(tmp_path):
    target = tmp_path / "written.txt"
    writes = f"    open({str(target)!r}, 'w').write('x'); target = __name__\n    dz = 2"
    function = imported(file_of(tmp_path, WRONG_LOOP.replace("    dz = 2", writes)))
    program, exercise, network = sources.program_of(function), EXERCISES[0], series_network()
    report = exercise.report(exercise.call(function, data_of(network)), network)
    target.write_text("untouched", encoding="utf-8")
    named = by_values.run_and_observe(program, exercise, network).lines(report.findings)
    found = repairs.search_in_process(program, exercise, network, named)
    assert program.spots(found.lines)[0] == (WRONG_LINE + 1, "solution.py")
    assert target.read_text(encoding="utf-8") == "untouched"


def test_a_helper_module_of_the_folder_comes_along(tmp_path, monkeypatch):
    monkeypatch.delitem(sys.modules, "helper_of_a_student", raising=False)
    file_of(tmp_path, "def on(a):\n    return a < 0\n", "helper_of_a_student.py")
    source = LOOP.replace("as np\n", "as np\nfrom helper_of_a_student import on\n")
    path = file_of(tmp_path, source.replace("(A[l] > 0)", "on(A[l])"))
    monkeypatch.syspath_prepend(tmp_path)
    report = checks.exercise1(imported(path))
    assert "line 2 of helper_of_a_student.py: `return a < 0`" in report.text


def test_a_function_that_stands_elsewhere_in_its_file_now(tmp_path):
    path = file_of(tmp_path, WRONG_LOOP)
    function = imported(path)
    path.write_text("# one line more\n" + WRONG_LOOP, encoding="utf-8")
    report = checks.exercise1(function)
    assert report.lines[:1] == (WRONG_LINE + 1,)
    assert "has changed since" not in report.text


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (LOOP.replace("dz = 2", "d = 2"), "has changed since it was imported"),
        ("\nx = (", "cannot be imported as it is now, because of line 2: `'(' was never closed`."),
        (
            "\n1 / 0\n",
            "cannot be imported as it is now. It stopped in line 2: `1 / 0`. Python says",
        ),
    ],
)
@pytest.mark.parametrize(
    "before",
    [LOOP, WRONG_LOOP, WRONG_LOOP.replace("@ dz", "@ dZ"), student.files()["solution.py"].decode()],
    ids=["right", "wrong", "stopping", "not begun"],
)
def test_of_a_file_that_has_changed_since_it_was_imported_nothing_old_is_said(
    tmp_path, now, said, before
):
    path = file_of(tmp_path, before)
    function = imported(path)
    assert files_and_cells.is_current(function)
    path.write_text(now, encoding="utf-8")
    report = checks.exercise1(function)
    assert report.text.startswith(f"solution.py {said}")
    assert (report.ok, report.lines, [row.right for row in report.rows]) == (False, (), [None])


FORMS = {
    "partial of a wrapper": lambda f: functools.partial(functools.wraps(f)(lambda *a: f(*a))),
    "wrapper of a partial": lambda f: functools.wraps(f)(functools.partial(f)),
    "method": lambda f: types.MethodType(f, "self"),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_function_in_another_form_is_found_in_its_file(tmp_path, form):
    source = LOOP.replace("(W, B", "(self, W, B") if form == "method" else LOOP
    path = file_of(tmp_path, source)
    function = FORMS[form](imported(path))
    assert checks.exercise1(function).ok
    path.write_text(source.replace("dz = 2", "d = 2"), encoding="utf-8")
    assert "has changed since it was imported" in checks.exercise1(function).text


@pytest.mark.slow
def test_a_function_of_hundreds_of_lines_is_reported_on(load):
    long = "".join(f"    x{number} = {number}\n" for number in range(3000))
    start = sum(os.times()[:4])
    report = checks.exercise1(load(WRONG_LOOP.replace("    dz = 2", f"{long}    dz = 2")))
    assert not report.ok and report.mistakes and report.lines
    assert sum(os.times()[:4]) - start < 60


@pytest.mark.parametrize("condition", ["True", "n < 100_000"])
def test_calls_within_calls_may_be_too_many_though_they_come_to_an_end(load, condition):
    deep = f"def deep(n):\n    return deep(n + 1) if {condition} else 0\n\ndef exercise1("
    source, line = changed(LOOP.replace("def exercise1(", deep), "return deep", "return deep")
    source = source.replace("    dz = 2", "    deep(0)\n    dz = 2")
    report = checks.exercise1(load(source))
    assert report.mistakes == ("stopped-recursion",)
    assert f"in line {line} of " in report.text and "Do the calls come to an end?" in report.text


def test_what_is_nested_too_deeply_calls_nothing_of_the_student_again(load):
    nested = "    numbers = dz\n    for n in range(2000):\n        numbers = (n for n in numbers)\n"
    source = LOOP.replace("    for l", f"{nested}    sum(numbers)\n    for l")
    report = checks.exercise1(load(source))
    assert report.mistakes == ("stopped-other",) and "RecursionError" in report.text


def test_other_arguments_than_those_of_the_exercise(load):
    report = checks.exercise1(load(LOOP.replace("A, Y, T)", "A, Y)")))
    assert report.mistakes == ("stopped-outside",)
    assert "takes 4 positional arguments but 5 were given" in report.text


def test_a_function_that_is_begun_and_says_that_it_is_not_finished(load):
    report = checks.exercise1(load(LOOP.replace("return DW, DB", "raise NotImplementedError")))
    assert report.mistakes == ("not-finished",)
    assert "line 11 of solution.py" in report.text and "with None for each array" in report.text


def test_what_a_helper_of_another_file_says_of_itself_is_told_where_it_is_called(
    tmp_path, monkeypatch
):
    file_of(tmp_path, "def step_of_a_student(dz):\n    raise NotImplementedError\n", "stepper.py")
    source, line = changed(LOOP, "dz @ W[l].T * (A[l] > 0)", "step_of_a_student(dz)")
    imports = "from stepper import step_of_a_student"
    path = file_of(tmp_path, source.replace("import numpy as np", imports))
    monkeypatch.syspath_prepend(tmp_path)
    report = checks.exercise1(imported(path))
    assert report.mistakes == ("not-finished",) and f"line {line} of solution.py" in report.text
    monkeypatch.delitem(sys.modules, "stepper")


def test_a_dictionary_is_not_taken_for_its_names(load):
    report = checks.exercise1(load(LOOP.replace("return DW, DB", "return {'DW': DW, 'DB': DB}")))
    assert report.mistakes == ("not-two-lists",) and "returned a dict" in report.text


# Forward passes in many styles: the program, and what stands in it in place of what
FORWARD_STYLES = {
    "functional": (
        """
        import torch.nn.functional as F

        def exercise2(W, B, X, T):
            h = X
            for w, b in zip(W[:-1], B[:-1]):
                h = F.relu(F.linear(h, w.T, b))
            y = F.linear(h, W[-1].T, B[-1])
            return F.mse_loss(y, T)
        """,
        ("F.relu(F.linear(h, w.T, b))", "F.linear(h, w.T, b)"),
    ),
    "clamp": (
        """
        import torch

        def exercise2(W, B, X, T):
            Z1 = torch.matmul(X, W[0]) + B[0]
            A1 = torch.clamp(Z1, min=0)
            Z2 = torch.matmul(A1, W[1]) + B[1]
            A2 = torch.clamp(Z2, min=0)
            Z3 = torch.matmul(A2, W[2]) + B[2]
            A3 = torch.clamp(Z3, min=0)
            Y = torch.matmul(A3, W[3]) + B[3]
            return torch.mean(torch.square(Y - T))
        """,
        ("Z2 = torch.matmul(A1, W[1]) + B[1]", "Z2 = torch.matmul(A1, W[1])"),
    ),
    "loop with a condition": (
        """
        def exercise2(W, B, X, T):
            a = X
            for i in range(len(W)):
                a = a @ W[i] + B[i]
                if i < len(W) - 1:
                    a = a * (a > 0)
            return (a - T).pow(2).sum() / len(T)
        """,
        ("i < len(W) - 1", "i < len(W) - 2"),
    ),
    "class": (
        """
        import torch

        class Net:
            def __init__(self, W, B):
                self.layers = list(zip(W, B))

            def forward(self, x):
                for number, (w, b) in enumerate(self.layers):
                    if number:
                        x = torch.maximum(x, torch.zeros_like(x))
                    x = torch.addmm(b, x, w)
                return x

        def exercise2(W, B, X, T):
            difference = Net(W, B).forward(X) - T
            return (difference * difference).mean()
        """,
        ("(difference * difference).mean()", "(difference * difference).sum()"),
    ),
    "einsum": (
        """
        import torch

        def exercise2(W, B, X, T):
            out = X
            for l in range(4):
                out = torch.einsum("ni,ij->nj", out, W[l]) + B[l]
                out = torch.where(out > 0, out, 0.0) if l != 3 else out
            return torch.nn.MSELoss()(out, T)
        """,
        ("+ B[l]", "+ B[0]"),
    ),
}


@pytest.mark.parametrize("name", FORWARD_STYLES)
def test_a_forward_pass_in_any_style(load, name):
    source, _ = FORWARD_STYLES[name]
    report = checks.exercise2(load(source, "exercise2"))
    assert report.ok and report.text.startswith(
        "Everything is right. Exercise 2 is done: 10 of 10."
    )


@pytest.mark.filterwarnings("ignore:Using a target size")
@pytest.mark.parametrize("name", some(FORWARD_STYLES, "functional"))
def test_the_line_in_a_forward_pass_of_any_style(load, name):
    source, change = FORWARD_STYLES[name]
    wrong, line = changed(textwrap.dedent(source), *change)
    assert line in checks.exercise2(load(wrong, "exercise2")).lines


def test_a_function_that_hands_nothing_back_is_shown_if_its_value_is_missing(load):
    source = LOOP.replace("dz @ W[l].T * (A[l] > 0)", "masked(dz @ W[l].T, A[l])")
    helper = "\ndef masked(g, a):\n    g[a <= 0] = 0\n"
    report = checks.exercise1(load(helper + source))
    assert (report.mistakes, report.lines[:1]) == (("stopped-none",), (3,)), report.text
    # One that has no value and needs none has nothing to do with it
    filled = LOOP.replace("    return", "    print(None.T)\n    return")
    filled = filled.replace("        DB[l] =", "        note(DB)\n        DB[l] =")
    report = checks.exercise1(load("\ndef note(x):\n    pass\n" + filled))
    assert 3 not in report.lines


def test_what_a_call_returns_without_a_shape_is_told_as_python_tells_it(load):
    source, line = changed(
        LOOP.replace("def exercise1", "def rows(a):\n    return a.tolist()\n\ndef exercise1"),
        "A[l].T @ dz",
        "rows(A[l]).T @ dz",
    )
    report = checks.exercise1(load(source))
    assert report.mistakes == ("stopped-other",) and line in report.lines, report.text
    assert "'list' object has no attribute 'T'" in report.text


def test_a_program_with_patterns_has_lines(load):
    source = LOOP.replace(
        "        dz = dz @ W[l].T * (A[l] > 0)",
        "        match l:\n"
        "            case -1:\n"
        "                pass\n"
        "            case _ if l >= 0:\n"
        "                dz = dz @ W[l].T * (A[l] < 0)",
    )
    source, line = changed(source, "A[l] < 0", "A[l] < 0")
    program = sources.program_of(load(source))
    values = by_values.run_and_observe(program, EXERCISES[0], series_network())
    assert (line, "solution.py") in program.spots(c.lines[0] for c in values.computed)
