"""What the checks promise is what the grading gives."""

import textwrap

import pytest
from replaying import run_module
from spread import some
from usual_programs import FORWARD, LOOP

import checks
from checks import other_networks
from checks.exercises import EXERCISES
from checks.function_report import function_report
from checks.networks import series_network
from instructors import sandbox, scoring
from instructors.results import Outcome

BACKWARD = "import torch\n" + LOOP


def first(text, source=BACKWARD):
    """Return a backward pass that does something else before all."""
    return source.replace("    dz = 2", f"{textwrap.indent(text, '    ')}\n    dz = 2")


def last(text):
    """Return a backward pass that does something else in the end."""
    return BACKWARD.replace("return", f"{text}\n    return")


AUTOGRAD = (
    FORWARD.replace("exercise2", "error")
    + """
def exercise1(W, B, A, Y, T):
    W, B = ([torch.tensor(p, requires_grad=True) for p in params] for params in (W, B))
    error(W, B, torch.tensor(A[0]), torch.tensor(T)).backward()
    return [w.grad.numpy() for w in W], [b.grad.numpy() for b in B]
"""
)
DIFFERENCES = """
import numpy

def exercise1(W, B, A, Y, T):
    def error():
        a = A[0]
        for w, b in zip(W[:-1], B[:-1]):
            a = numpy.maximum(0, a @ w + b)
        return ((a @ W[-1] + B[-1] - T) ** 2).mean()

    def slopes(array):
        found = numpy.zeros_like(array)
        for place in numpy.ndindex(array.shape):
            value = array[place]
            array[place] = value + 2**-14
            above = error()
            array[place] = value - 2**-14
            below = error()
            array[place] = value
            found[place] = (above - below) * 2**13
        return found

    return [slopes(w) for w in W], [slopes(b) for b in B]
"""
LOOPS = """
import numpy

def exercise1(W, B, A, Y, T):
    DW, DB = [numpy.zeros_like(w) for w in W], [numpy.zeros_like(b) for b in B]
    for n in range(len(Y)):
        dz = [2 * (y - t) / len(Y) for y, t in zip(Y[n], T[n])]
        for l in reversed(range(len(W))):
            for i, a in enumerate(A[l][n]):
                for j, d in enumerate(dz):
                    DW[l][i, j] += a * d
            for j, d in enumerate(dz):
                DB[l][j] += d
            dz = [sum(w * d for w, d in zip(row, dz)) * (a > 0) for row, a in zip(W[l], A[l][n])]
    return DW, DB
"""
PRINTED = (
    "import numpy\ndef exercise3(net):\n    print(numpy.linalg.norm(net[0].weight.grad[0, 0]))"
)

# The number of the exercise, the program, and the mistake that is said of it, if there is one
PROGRAMS = {
    "right": (1, BACKWARD, None),
    "plain loops": (1, LOOPS, None),
    "autograd": (1, AUTOGRAD, "forbidden"),
    "PyTorch inside": (
        1,
        first("import torch.nn.functional as F\nA = [F.relu(a) for a in A]", LOOP),
        "forbidden",
    ),
    "PyTorch that does nothing": (1, first("torch.manual_seed(0)"), None),
    "a picture": (1, first("import matplotlib.pyplot as plt\nplt.subplots()\nplt.close()"), None),
    "differences": (1, DIFFERENCES, "too-slow"),
    "inexact where it is large": (
        1,
        last("DW[1] *= 1 + 1e-3 * (len(W[0]) > 100)"),
        "inexact-when-large",
    ),
    "sixteen": (1, BACKWARD.replace("len(Y)", "16"), "only-here"),
    "one mistake": (1, BACKWARD.replace("2 * (Y", "(Y"), "missing-factor-2"),
    "these numbers": (
        1,
        last("DB[0] = DB[0] - B[0] - np.array([3, -1, 5, -3, 1, -7]) / 8"),
        "only-these-numbers",
    ),
    "an error elsewhere": (1, last("DB[0] = DB[0] + 0 * Y[15, 0]"), "stopped-elsewhere"),
    "right in PyTorch": (2, FORWARD, None),
    "float32 alone": (
        2,
        FORWARD.replace("relu(X", "relu(X @ torch.eye(X.shape[1])"),
        "stopped-elsewhere",
    ),
    "sixteen in PyTorch": (2, FORWARD.replace(".mean()", ".sum() / 16"), "only-here"),
    "right number": (3, PRINTED, None),
    "no magnitude": (
        3,
        "def exercise3(net):\n    print(net[0].weight.grad[0, 0].item())",
        "no-magnitude",
    ),
    "negative": (
        3,
        "def exercise3(net):\n    print(-net[0].weight.grad[0, 0].item())",
        "negative-magnitude",
    ),
    "a constant": (3, "def exercise3(net):\n    print(1.5422822)", "only-these-numbers"),
}
SECRET = "of these tests"


def report_on(name, load):
    """Report on a program as ``python -m checks`` does."""
    number, source, _ = PROGRAMS[name]
    exercise = EXERCISES[number - 1]
    return function_report(exercise, load(source, exercise.name), series_network(), points=True)


def graded(number, source) -> Outcome:
    """Grade a program as those that are handed in."""
    results = run_module(
        source,
        {key: job for key, job in scoring.jobs(SECRET).items() if key[0] == f"exercise{number}"},
        sandbox.Limits(seconds=20),
    )
    return scoring.score(results, SECRET)[f"exercise{number}"]


@pytest.mark.usefixtures("nobody_looks_for_lines")
@pytest.mark.parametrize("name", some(PROGRAMS, *set(PROGRAMS) - {"differences"}))
def test_what_is_said_of_a_program(load, name):
    number, _, mistake = PROGRAMS[name]
    report = report_on(name, load)
    assert report.ok is (mistake is None)
    assert report.mistakes[:1] == ((mistake,) if mistake else ())
    if mistake is None:
        assert f"Exercise {number} is done: 10 of 10." in report.text


def test_what_has_no_time_left_may_not_make_another_error_of_it(load, monkeypatch):
    """As Python itself does in some places, where it becomes a `SystemError`."""
    monkeypatch.setattr(other_networks, "SECONDS", 0.2)
    source = first(
        "try:\n"
        "    while len(W[0]) > 100:\n"
        "        pass\n"
        "except BaseException:\n"
        "    raise RuntimeError('lost')"
    )
    assert checks.exercise1(load(source)).mistakes == ("too-slow",)


@pytest.mark.slow
@pytest.mark.usefixtures("nobody_looks_for_lines")
@pytest.mark.parametrize("name", [name for name in PROGRAMS if name != "float32 alone"])
def test_the_points_are_those_of_the_grading(load, name):
    number, source, _ = PROGRAMS[name]
    report = report_on(name, load)
    outcome = graded(number, source)
    promised = f"{outcome.points:g} of 10"
    assert promised in report.text or (outcome.points, report.mistakes) == (0, ("forbidden",))
