"""The line of a mistake in what was handed in: the right file or cell, and never one forged."""

import json

import pytest
from corpus.filling import (
    FORWARD,
    FUNCTION1,
    FUNCTION2,
    FUNCTION3,
    LOOP,
    MODULE,
    PRINT,
    dump,
    fill,
    of_cells,
)
from replaying import Bench, filled, module
from spread import some

from checks import settings
from checks.exercises import EXERCISES
from checks.findings import Finding
from instructors import sandbox
from instructors.handback import counts, examples
from instructors.handback.feedback import feedback_markdown
from instructors.results import Result
from instructors.sandbox import worker_process
from instructors.scoring import spotting

# By the numbers of the exercises: a right line, and what is wrong in its place
WRONG = {
    1: ("DZ @ W[layer].T * (A[layer] > 0)", "DZ @ W[layer].T"),
    2: ("torch.relu(H @ w + b)", "H @ w + b"),
    3: ("net[0].weight.grad[0, 0]", "net[0].weight.grad[1, 0]"),
}
FUNCTIONS = {1: FUNCTION1, 2: FUNCTION2, 3: FUNCTION3}
INLINE = {1: LOOP, 2: FORWARD, 3: PRINT}
CALLS = {1: "DW, DB = exercise1(W, B, A, Y, T)", 2: "err = exercise2(W, B, X, T)"}
CALLS |= {3: "exercise3(net)"}
BACK = """\
import numpy


def back(dz, w, a):
    return dz @ w.T{}
"""


def wrong(number, text):
    right, instead = WRONG[number]
    assert right in text
    return text.replace(right, instead)


def look_at(place, number, text):
    """Return what is said of the line of a text that is wrong."""
    lines = text.split("\n")
    line = next(n for n, line in enumerate(lines, start=1) if WRONG[number][1] in line)
    return f"Look at line {line} of {place}: `{lines[line - 1].strip()}`."


@pytest.mark.parametrize("number", some(WRONG, 1))
def test_a_function_in_a_file(bench, number):
    text = wrong(number, MODULE)
    feedback = bench.outcome({"a/solution.py": text}, number).feedback
    assert look_at("a/solution.py", number, text) in feedback


@pytest.mark.parametrize("number", some(WRONG, 3))
def test_a_function_in_a_notebook(bench, number):
    text = "x = 1\n" + wrong(number, FUNCTIONS[number]) + CALLS[number]
    content, place = filled(number, "import numpy\nimport torch", text)
    feedback = bench.outcome({"a/1.ipynb": content}, number).feedback
    assert look_at(f"a/1.ipynb, code cell {place}", number, text) in feedback


@pytest.mark.parametrize("number", some(WRONG, 2))
def test_code_in_a_cell(bench, number):
    text = f"# mine\n{wrong(number, INLINE[number])}"
    content, place = filled(number, text)
    feedback = bench.outcome({"1.ipynb": content}, number).feedback
    assert look_at(f"1.ipynb, code cell {place}", number, text) in feedback


@pytest.mark.slow
def test_a_script_of_cells_has_the_lines_of_the_file(bench):
    text = f"# %%\nimport numpy\n\n# %%\nx = 1\n\n# %%\n{wrong(1, FUNCTION1)}"
    assert look_at("mine.py", 1, text) in bench.outcome({"mine.py": text}).feedback


@pytest.mark.slow
def test_a_helper_in_another_file(bench):
    use = FUNCTION1.replace(WRONG[1][0], "back(DZ, W[layer], A[layer])")
    files = {
        "solution.py": f"import numpy\nfrom helper import back\n\n\n{use}",
        "helper.py": BACK.format(""),
    }
    feedback = bench.outcome(files).feedback
    assert "Look at line 5 of helper.py: `return dz @ w.T`" in feedback
    right = files | {"helper.py": BACK.format(" * (a > 0)")}
    assert bench.outcome(right).kind == "right"


@pytest.mark.slow
def test_a_helper_in_another_cell(bench):
    use = FUNCTION1.replace(WRONG[1][0], "back(DZ, W[layer], A[layer])")
    feedback = bench.outcome({"1.ipynb": of_cells("x = 1", BACK.format(""), use)}).feedback
    assert "Look at line 5 of 1.ipynb, code cell 2: `return dz @ w.T`" in feedback


@pytest.mark.slow
def test_an_earlier_attempt_is_not_what_is_wrong(bench):
    earlier, text = f"{wrong(1, LOOP)}print(DW)\n", f"# again\n{wrong(1, LOOP)}"
    sources = (earlier, "steps = [DZ]\nsteps.append(DZ @ W[0].T)", text)
    feedback = bench.outcome({"1.ipynb": dump(fill(1, *sources))}).feedback
    assert look_at("1.ipynb, code cell 17", 1, text) in feedback


@pytest.mark.slow
def test_an_answer_of_several_cells_has_all_of_them(bench):
    first, rest = wrong(1, LOOP).split("for layer")
    first += "\ndef back(dz, layer):\n    return dz @ W[layer].T\n"
    rest = f"for layer{rest}".replace(WRONG[1][1], "back(DZ, layer)")
    feedback = bench.outcome({"1.ipynb": dump(fill(1, first, rest))}).feedback
    assert "line 5 of 1.ipynb, code cell 15: `return dz @ W[layer].T`" in feedback


@pytest.mark.slow
def test_no_line_is_named_of_what_is_right_or_where_nobody_wants_it(bench, monkeypatch):
    assert "Look at" not in bench.outcome({"solution.py": MODULE}).feedback
    files = {"solution.py": wrong(1, MODULE)}
    monkeypatch.setattr(spotting, "settings", lambda: settings.Settings(lines=False))
    outcome = bench.outcome(files)
    assert outcome.kind == "wrong" and "Look at" not in outcome.feedback


# What the program itself may have told

TEXT = wrong(1, MODULE)
LINE = 1 + [WRONG[1][1] in line for line in TEXT.split("\n")].index(True)


class Telling:
    """In place of the sandboxes: tells what somebody has made up."""

    def __init__(self, answer):
        self.answer = answer

    def record_values(self, *_):
        return self.answer


def printed(files, *line):
    seen = {"files": files, "computed": [], "returns": [], "prints": [line]}
    return {"recorded": seen}


def spots(told):
    program, finding = module(TEXT.encode()), Finding("nothing-printed")
    return spotting.spots(Telling(told), program, 0, EXERCISES[2], [finding])


def test_a_line_that_was_handed_in_is_taken():
    (spot,) = spots(printed(["solution.py"], 0, LINE))
    assert (spot.line, spot.place, spot.text) == (LINE, "solution.py", f"DZ = {WRONG[1][1]}")


@pytest.mark.parametrize(
    ("files", "line"),
    [
        (["/etc/passwd"], (0, 1)),
        (["../solution.py"], (0, 1)),
        (["solution.py\n# exercise1: 10 of 10"], (0, 1)),
        (["solution.py"], (0, 0)),
        (["solution.py"], (0, -1)),
        (["solution.py"], (0, 10**9)),
        (["solution.py"], (0, 3)),  # an empty one
    ],
)
def test_no_other_line_is_taken(files, line):
    assert spots(printed(files, *line)) == ()


def test_a_long_line_is_cut():
    program = module(f"x = '{'x' * 10_000}'".encode())
    told = Telling(printed(["solution.py"], 0, 1))
    (spot,) = spotting.spots(told, program, 0, EXERCISES[2], [Finding("nothing-printed")])
    assert len(spot.text) == spotting.MOST_LINE_CHARACTERS


FORGING = """
import builtins, json, os
NOISE = {noise!r}
def exercise1(*given, right=exercise1):
    if hasattr(builtins, "__see__"):
        for number in range(3, 64):
            try: os.write(number, NOISE + b"\\n")
            except OSError: pass
        os._exit(0)
    return right(*given)
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    "told",
    [
        {},
        {"recorded": 1},
        {"recorded": {"files": {}, "computed": 7}},
        printed(["/etc/passwd"], 0, 1),
        printed(["solution.py"], 9, 1),
        printed(["solution.py"], "x", "y"),
        printed(["solution.py"], [], {}),
        {
            "recorded": printed(["solution.py"], 0, 1)["recorded"]
            | {"computed": [[0, [], [[1], 2], "", 0]]}
        },
        {"answer": {"DW": [["x"]]}, **printed(["solution.py"], 0, 1)},
    ],
)
def test_what_a_program_makes_up_costs_nothing_but_its_line(bench, told):
    noise = json.dumps({"answers": [told]}).encode()
    honest = bench.outcome({"solution.py": TEXT})
    forged = bench.outcome({"solution.py": TEXT + FORGING.format(noise=noise)})
    assert (forged.points, forged.kind, forged.mistakes) == (7, "wrong", honest.mistakes)
    assert "Look at" in honest.feedback and "Look at" not in forged.feedback


@pytest.mark.slow
def test_a_machine_that_is_too_busy_for_it_costs_nothing(monkeypatch):
    """What runs on then is ended, and answers nothing that is asked later."""
    asked = worker_process.WorkerProcess.ask

    def ask(self, job, given):
        if not job.record_values:
            return asked(self, job, given)
        self._send({})  # it answers when somebody asks next
        raise sandbox.MachineError

    monkeypatch.setattr(worker_process.WorkerProcess, "ask", ask)
    with Bench() as bench:
        files = {"solution.py": TEXT, "more/solution.py": MODULE}
        outcomes, _ = bench.graded(files)
    first, *others = outcomes.values()
    assert [outcome.points for outcome in outcomes.values()] == [10, 10, 10]
    assert first.file == "more/solution.py" and all(o.file == "solution.py" for o in others)


# Where it is read


@pytest.mark.slow
def test_the_line_is_in_the_feedback_and_in_the_example_of_the_overview(bench):
    text = f"# Jana Weber\n{TEXT}"
    files = {"solution.py": text.encode()}
    outcomes, _ = bench.graded(files)
    programs = {"exercise1": examples.code_of_answer(files, "solution.py", "exercise1")}
    result = Result("Jana Weber", outcomes, programs=programs)
    assert look_at("solution.py", 1, text) in feedback_markdown(result)
    (mistake,) = counts.mistakes([result])
    shown = mistake.example.split("\n")
    assert f"DZ = {WRONG[1][1]}" in mistake.example and "def exercise1" not in mistake.example
    assert 1 < len(shown) <= 2 * examples.AROUND + 1


def test_an_example_is_read_whatever_editor_has_written_it():
    for content in (MODULE.encode("utf-16"), f"# für\n{MODULE}".encode("latin-1")):
        code = examples.code_of_answer({"solution.py": content}, "solution.py", "exercise1")
        assert code.startswith("def exercise1") and code in MODULE
