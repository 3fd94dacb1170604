"""What a notebook says of a module that was saved, and of a cell that stops."""

import importlib
import os
import sys

import pytest

from instructors.handout import student

RIGHT = """import numpy

def exercise1(W, B, A, Y, T):
    return [w * 2 for w in W], B
"""
SET_UP = """
import numpy, checks, utils, solution
X, T = utils.getdata()
W, B = utils.getparams()
A, Y = [X], 2 * T
"""


@pytest.fixture
def notebook(tmp_path, monkeypatch, capsys, shell):
    """Return a function that saves solution.py, if a text is given, and runs a cell."""
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    monkeypatch.delitem(sys.modules, "solution", raising=False)
    path, times = tmp_path / "solution.py", iter(range(2_000_000_000, 2_100_000_000, 10))

    def cell(source, saved=None):
        if saved is not None:
            path.write_text(saved, encoding="utf-8")
            os.utime(path, (next(times),) * 2)
            importlib.invalidate_caches()
        capsys.readouterr()
        shell.run_cell(source, store_history=True)
        said = capsys.readouterr()
        return said.out + said.err

    assert cell(SET_UP + "checks.follow(solution)", RIGHT) == ""
    yield cell
    sys.modules.pop("solution", None)


@pytest.mark.usefixtures("nobody_looks_for_lines")
def test_what_was_saved_is_used_and_what_cannot_be_imported_is_told_in_one_sentence(notebook):
    assert "(4, 6)" in notebook("solution.exercise1(W, B, A, Y, T)[0][0].shape")
    assert "(8, 6)" in notebook(
        "solution.exercise1(W, B, A, Y, T)[0][0].shape",
        RIGHT.replace("w * 2", "numpy.vstack([w, w])"),
    )
    call, check = (
        "solution.exercise1(W, B, A, Y, T)[1] is B",
        "checks.exercise1(solution.exercise1)",
    )
    broken = RIGHT.replace("in W]", "in W")
    unclosed = "solution.py cannot be imported as it is now, because of line 4: `"
    for source in (call, check):
        said = notebook(source, broken)
        assert said.count(unclosed) == 1 and "Traceback" not in said and "✓" not in said
        assert len(said.splitlines()) <= 4
    for source in (call, check):
        said = notebook(source, RIGHT + "\nexercise_1()\n")
        assert "It stopped in line 6: `exercise_1()`. Python says: `NameError: " in said
        assert "Traceback" not in said and "✓" not in said
    assert notebook("1 + 1").strip().endswith("2")
    said = notebook(call, RIGHT)
    assert "True" in said and "cannot" not in said


@pytest.mark.parametrize(
    ("source", "sentences"),
    {
        "DZ4 = (Y - T) * W[0]": ["`*` multiplies entry by entry", "`Y - T`, shape (16, 1)"],
        "DZ3 = Y @ W[3]": ["A matrix product was wanted there, of `Y`, shape (16, 1)"],
        "DW[0]": ["Nothing is called `DW` yet. If a cell further up", "run that cell first"],
        "D = [None]\nD[0][0, 0]": ["line 2 of In[", "`D[0]` is None"],
        "D = [None]\nY * D[0]": ["`D[0]` is None"],
        "DA3 = ...\nDA3 * (X > 0)": ["`DA3` is still `...`"],
        "solution.exercise1(W, B[0] @ X, A, Y, T)": ["`B[0]`, shape (6,), and `X`, shape (16, 4)"],
        "import torch\ne = (torch.ones(1, requires_grad=True) ** 2).sum()\ne.backward()\n"
        "e.backward()": ["PyTorch has gone back from this error before", "run what computes"],
    }.items(),
)
def test_a_cell_that_stops_is_explained_below_what_python_says(notebook, source, sentences):
    said = notebook(source)
    assert "Error" in said
    last = said.strip().splitlines()[-1]
    assert last.startswith("It stopped in line ") and all(text in last for text in sentences)


@pytest.mark.slow
@pytest.mark.parametrize("source", ["raise KeyError('x')", "1 / 0", "open('/no/such')", "x ="])
def test_where_python_has_said_all_nothing_is_added(notebook, source):
    assert "It stopped in" not in notebook(source)


def test_an_explanation_computes_nothing_that_has_an_effect(notebook):
    notebook("stack = [W[0], W[0]]")
    said = notebook("stack.pop() @ B[3]")
    assert "ValueError" in said and "It stopped in" not in said
    assert notebook("print(len(stack))").strip() == "1"


def test_what_is_handed_out_says_what_is_to_be_written(notebook):
    said = notebook("solution.exercise1(W, B, A, Y, T)", student.files()["solution.py"].decode())
    assert "write the backward pass here" in said and "It stopped in" not in said


def test_an_answer_in_the_notebook_is_told_where_it_is_judged_and_where_it_belongs(notebook):
    check = "checks.exercise1(solution.exercise1)"
    said = notebook(check, student.files()["solution.py"].decode())
    assert "There is nothing to judge yet. The first step" in said
    assert "as it was handed out. If your answer" in notebook("checks.need(solution, 1)")
    notebook("DW, DB = [w * 2 for w in W], B")
    said = notebook(check)
    assert "solution.py, exercise1 is still as it was handed out" in said
    assert "judged by `checks.exercise1(DW, DB)`" in said and "write it there" in said
    notebook("def exercise1(*a): return DW, DB")
    assert "judged by `checks.exercise1(exercise1)`" in notebook(check)


def test_without_a_notebook_nothing_is_followed():
    import checks

    assert checks.follow(sys) is None


def test_a_cell_that_runs_twice_explains_once(notebook):
    notebook("checks.follow(solution)")
    assert notebook("DW[0]").count("It stopped in") == 1
