"""A sum that is used before it is complete, and what else is said where no value is telling."""

import numpy
import pytest
from spread import some

import checks
import solution
from checks.exercises import EXERCISES, data_of
from checks.findings import Finding
from checks.lines.early_use import early_use
from checks.lines.sources import program_of
from checks.networks import series_network
from checks.reports import Report, Row, Spot

pytestmark = [
    pytest.mark.filterwarnings("ignore"),
    pytest.mark.usefixtures("with_and_without_repairs"),
]

ENGINE = """
import numpy as np


class Unit:
    def __init__(self, out, below=(), weights=(), slope=1.0):
        self.out, self.below, self.weights, self.slope = out, below, weights, slope
        self.grad = np.zeros(len(out))

    def step(self):
        delta = self.grad * self.slope
        self.dw = [unit.out @ delta for unit in self.below]
        self.db = delta.sum()
        for unit, weight in zip(self.below, self.weights):
            unit.grad += weight * delta


def visit(unit, order):
    if unit not in order:
        for other in unit.below:
            visit(other, order)
        order.append(unit)


def backward(root):
    order = []
    visit(root, order)
    for unit in reversed(order):
        unit.step()


def exercise1(W, B, A, Y, T):
    layers = [[Unit(a) for a in A[0].T]]
    for w, out in zip(W, [*A[1:], Y]):
        slopes = [(a > 0) if out is not Y else 1.0 for a in out.T]
        units = [Unit(a, layers[-1], w[:, j], slopes[j]) for j, a in enumerate(out.T)]
        layers.append(units)
    root = layers[-1][0]
    root.grad = 2 * (Y - T)[:, 0] / len(T)
    backward(root)
    DW = [np.array([unit.dw for unit in units]).T for units in layers[1:]]
    return DW, [np.array([unit.db for unit in units]) for units in layers[1:]]
"""
BELOW = "        for other in unit.below:\n            visit(other, order)\n"
APPENDED = "        order.append(unit)\n"
AGAIN = """
def backward(unit):
    unit.step()
    for other in unit.below:
        backward(other)
"""
EARLY = {
    "in the order in which they are reached": (
        ENGINE.replace(BELOW + APPENDED, APPENDED + BELOW).replace("reversed(order)", "order"),
        "visit(other, order)",
    ),
    "along every path": (
        ENGINE[: ENGINE.index("def backward")]
        + AGAIN
        + ENGINE[ENGINE.index("\n\ndef exercise1") :],
        "backward(other)",
    ),
}


@pytest.mark.slow
def test_an_engine_is_right(load):
    assert checks.exercise1(load(ENGINE)).ok


@pytest.mark.parametrize("name", some(EARLY, "in the order in which they are reached"))
def test_a_gradient_that_is_handed_on_before_it_is_complete_is_told_with_its_lines(load, name):
    source, calls_itself = EARLY[name]
    report = checks.exercise1(load(source))
    assert report.mistakes == ("used-early",), report.text
    fields, lines = report.findings[0].fields, source.split("\n")
    assert fields["sum"] == "grad"
    for told, statement in (("used", "delta = self.grad"), ("added", "unit.grad +=")):
        line = int(fields[told].split()[1])
        assert statement in lines[line - 1] and lines[line - 1].strip() in fields[told]
    assert any(lines[line - 1].strip() == calls_itself for line in report.lines), report.text
    assert "this line, or else at this line" not in report.text


WEIGHTS_ARE_NO_SUM = """
import numpy as np

class Layer:
    def __init__(self, w):
        self.w, self.used, self.total, self.seen = w, 0, 0.0, 0.0

def exercise1(W, B, A, Y, T):
    layers, DW, DB = [Layer(w.copy()) for w in W], [0 * w for w in W], [0 * b for b in B]
    for n in range(len(T)):
        dz = 2 * (Y[n : n + 1] - T[n : n + 1]) / len(T)
        for l in (3, 2, 1, 0):
            layer = layers[l]
            layer.total = np.zeros(dz.shape)
            layer.total += dz
            DW[l] += A[l][n : n + 1].T @ layer.total
            DB[l] += layer.total.sum(axis=0) * np.cos(n + l) ** 3
            layer.used += 1
            DB[l] += 0 * layer.used
            layer.seen = layer.seen + dz.mean()
            if layer.seen is None or layer.seen != 0.0:
                layer.seen = layer.seen + 1.0
            dz = np.sin(dz) @ layer.w.T * (A[l][n : n + 1] > 0)
            layer.w += 0.1 * np.cos(layer.w)
    return DW, DB
"""


@pytest.mark.slow
def test_weights_counts_and_sums_that_begin_anew_are_not_used_early(load):
    report = checks.exercise1(load(WEIGHTS_ARE_NO_SUM))
    assert report.mistakes and "used-early" not in report.mistakes, report.text
    program, exercise = program_of(load(WEIGHTS_ARE_NO_SUM)), EXERCISES[0]
    assert early_use(program, exercise, series_network()) is None
    never_begun = WEIGHTS_ARE_NO_SUM.replace("            layer.total = np.zeros(dz.shape)\n", "")
    program = program_of(load(never_begun))
    found = early_use(program, exercise, series_network())
    assert found is not None and found.name == "total"


def test_two_lines_that_were_named_are_not_named_again():
    spots = [Spot(line, "solution.py", f"a = {line}") for line in (3, 4)]
    told = {"sum": "a", "used": str(spots[0]), "added": str(spots[1])}
    report = Report((Row("DW", "", False),), (Finding("used-early", told),), spots=tuple(spots))
    assert report.text.endswith("Look at these two lines.")
    finding = Finding("used-early", told)
    report = Report((Row("DW", "", False),), (finding,), spots=tuple(spots[:1]))
    assert report.text.endswith("Look at line 3 of solution.py.")
    other = Spot(9, "solution.py", "b = 1")
    report = Report((Row("DW", "", False),), (finding,), spots=(other, spots[1]))
    assert report.text.endswith(f"Look at {other}, or else at line 4 of solution.py.")


ALIKE = {
    "same-rows": lambda dw: numpy.cos(dw[:1]) + 0 * dw,
    "same-columns": lambda dw: numpy.cos(dw[:, :1]) + 0 * dw,
    "same-entries": lambda dw: 0.7 + 0 * dw,
}


@pytest.mark.parametrize("name", ALIKE)
def test_rows_columns_and_entries_that_are_the_same_are_told(name):
    answer = EXERCISES[0].call(solution.exercise1, data_of(series_network()))
    DW, DB = answer["DW"], answer["DB"]
    report = checks.exercise1([*DW[:2], ALIKE[name](DW[2]), DW[3]], DB)
    assert report.mistakes == (name,), report.text
    assert report.findings[0].fields["name"] == "DW[2]"
