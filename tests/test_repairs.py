"""Lines that are found because one thing can be changed there, and everything is right then."""

import ast

import pytest
from spread import some
from usual_programs import LOOP, changed

import checks
import run
from checks.exercises import EXERCISES
from checks.lines import edits, experiments, left_over, repairs
from checks.lines.sources import program_of
from checks.networks import series_network
from checks.tracing import Trace

USUAL = """
import numpy as np

class Layer:
    def __init__(self, weights, slope="relu"):
        self.weights, self.slope = weights, slope
        self.delta, self.inputs = None, None

    def back(self, delta):
        delta = delta * ((self.inputs > 0) if self.slope == "relu" else 1.0)
        return delta

def exercise1(W, B, A, Y, T):
    layers = [Layer(w) for w in W]
    count = len(Y)
    DW, DB = [], []
    dz = 2 * (Y - T) / count
    for l in (3, 2, 1, 0):
        layers[l].inputs = A[l]
        layers[l].delta = dz
        DW.insert(0, np.dot(A[l].T, layers[l].delta))
        DB.insert(0, dz.sum(axis=0))
        dz = layers[l].back(np.dot(dz, W[l].T))
    return DW, DB
"""
MISTAKES = {
    "another name": ("(Y - T) / count", "(W - T) / count"),
    "another attribute": ("np.dot(A[l].T, layers[l].delta)", "np.dot(A[l].T, layers[l].inputs)"),
    "another entry": ("np.dot(dz, W[l].T)", "np.dot(dz, W[-1].T)"),
    "another number": ("dz = 2 * (Y", "dz = 3 * (Y"),
    "a number for a name": ("(Y - T) / count", "(Y - T) / 7"),
    "another text": ('slope="relu"', 'slope="back"'),
    "a part too many": ("2 * (Y - T) / count", "np.abs(2 * (Y - T) / count)"),
    "the next index": ("layers[l].inputs = A[l]", "layers[l].inputs = A[l - 1]"),
    "another operator": ("delta * ((self", "delta + ((self"),
    "another comparison": ("self.inputs > 0", "self.inputs < 0"),
    "not transposed": ("np.dot(dz, W[l].T)", "np.dot(dz, W[l])"),
    "the sides": ("(Y - T)", "(T - Y)"),
    "another function": ("np.dot(A[l].T, layers[l].delta)", "np.outer(A[l].T, layers[l].delta)"),
    "the order of arguments": ("np.dot(dz, W[l].T)", "np.dot(W[l].T, dz)"),
    "a factor": ("delta = delta * ((", "delta = (("),
    "a sign": ("dz = 2 * (Y", "dz = -2 * (Y"),
    "a statement too many": ("    for l in", "    dz = abs(dz)\n    for l in"),
}


def repaired(function, suspects=()):
    """Return the lines of the repairs of a program, with their kinds and texts."""
    program = program_of(function)
    network = experiments.waypoints.generic_network(series_network())
    with Trace.unnoticed():
        found = experiments._repairs(program, EXERCISES[0], network).of(suspects)
    return [(program.spots(repair.lines)[0][0], repair.kind, repair.text) for repair in found]


@pytest.mark.parametrize(
    "mistake", some(MISTAKES, "another name", "a part too many", "not transposed")
)
def test_one_thing_that_is_mistaken_is_repaired_in_its_line(load, mistake):
    source, line = changed(USUAL, *MISTAKES[mistake])
    assert line in [found for found, _, _ in repaired(load(source))]


LAYERS_FROM_1 = LOOP.replace("(3, 2, 1, 0)", "(4, 3, 2, 1)").replace("[l]", "[l - 1]")


def test_an_index_that_is_written_nowhere_else(load):
    source, line = changed(LAYERS_FROM_1, "W[l - 1].T", "W[l].T")
    assert line in [found for found, _, _ in repaired(load(source))]


def test_what_is_right_needs_no_repair(load):
    assert repaired(load(USUAL)) == []
    assert checks.exercise1(load(USUAL)).ok


ORDER = """
def exercise1(W, B, A, Y, T):
    dz = 2 * (Y - T) / len(Y)
    DW, DB = [], []
    for l in (3, 2, 1, 0):
        DW.insert(0, A[l].T @ dz)
        dz = dz @ W[l].T * (A[l] > 0)
        DB.insert(0, dz.sum(axis=0))
    return DW, DB
"""
WITHIN = LOOP.replace("        dz = dz @ W[l].T * (A[l] > 0)", "        dz = dz @ W[l].T").replace(
    "    return", "    dz = dz * (A[l] > 0)\n    return"
)
TWO_NAMES = """
def exercise1(W, B, A, Y, T):
    difference = Y - T
    dz = difference
    dz *= 2 / len(Y)
    DW, DB = [None] * 4, [None] * 4
    for l in (3, 2, 1, 0):
        DW[l] = A[l].T @ dz
        if l < 3:
            DB[l] = dz.sum(axis=0)
        dz = dz @ W[l].T * (A[l] > 0)
    DB[3] = 2 * difference.sum(axis=0) / len(Y)
    return DW, DB
"""
ONE_THING = (
    LOOP.replace("[None] * 4, [None] * 4", "[[np.zeros(6), 0]] * 4, [None] * 4")
    .replace("DW[l] = A[l].T @ dz", "DW[l][0] = A[l].T @ dz")
    .replace("return DW, DB", "return [first for first, _ in DW], DB")
)


@pytest.mark.parametrize(
    ("source", "place", "kind"),
    [
        (ORDER, "dz = dz @", edits.MOVED),
        (WITHIN, "dz = dz * (A", edits.MOVED),
        (TWO_NAMES, "dz = difference", edits.COPIED),
        (ONE_THING, "DW, DB =", edits.ANEW),
        (LOOP.replace("    return", "    DB[0] = DB[0] + 1\n    return"), "DB[0] +", edits.REMOVED),
    ],
    ids=["order", "beside a loop", "two names", "one thing several times", "one too many"],
)
def test_statements_and_names(load, source, place, kind):
    source, line = changed(source, place, place)
    assert (line, kind) in [found[:2] for found in repaired(load(source))]


@pytest.mark.parametrize(
    ("kind", "program"),
    [
        (edits.OTHER, "bias_added_twice"),
        pytest.param(edits.MOVED, "relu_before_linear", marks=pytest.mark.slow),
        pytest.param(edits.REMOVED, "nn_gradient_theta", marks=pytest.mark.slow),
    ],
)
def test_it_is_said_of_a_mistake_that_has_no_name(load, kind, program):
    (path,) = (run.ROOT / "tests" / "corpus" / "mistakes").rglob(f"{program}.py")
    text = path.read_text(encoding="utf-8")
    exercise = int(text[len("# exercise: ")])
    report = getattr(checks, f"exercise{exercise}")(load(text, f"exercise{exercise}"))
    assert report.mistakes == (kind,), report.text
    assert f"line {report.lines[0]} of solution.py" in report.text


def test_what_stops_is_repaired_too(load):
    source, line = changed(USUAL, "(Y - T) / count", "(Y - T).sum(axis=0) / count")
    report = checks.exercise1(load(source))
    assert report.mistakes[0].startswith("stopped"), report.text
    assert report.lines[0] == line


@pytest.mark.slow
def test_what_stops_at_once_may_have_much_to_do(load):
    source, line = changed(
        """
        def exercise1(W, B, A, Y, T):
            DW = [[[0.0] * len(row) for row in w] for w in W]
            DB = [[0.0] * len(b) for b in B]
            count = len(Y)
            for n in range(count):
                dz = [2 * (Y[n, 0] - T[n, 0]) / count]
                for l in (3, 2, 1, 0):
                    back = []
                    for i in range(len(W[l])):
                        total = 0.0
                        for j in range(len(dz)):
                            DW[l][i][j] += A[l][n, i] * dz[j]
                            total += W[l][i, j] * dz[j]
                        back.append(total if A[l][n, i] > 0 else 0.0)
                    for j in range(len(dz)):
                        DB[l][j] += dz[j]
                    dz = back
            return DW, DB
        """,
        "count = len(Y)",
        "count = len(Y[0, 0])",
    )
    assert line in [found for found, _, _ in repaired(load(source))]


def test_no_line_is_worth_the_report(load, monkeypatch):
    def fails(*arguments, **options):
        raise RuntimeError

    monkeypatch.setattr(experiments, "lines", fails)
    for source in (
        USUAL.replace("count = len(Y)", "count = Z"),
        LOOP.replace("(Y - T)", "(Y + T)"),
    ):
        report = checks.exercise1(load(source))
        assert report.mistakes and not report.ok


def test_the_smallest_repair_of_the_likeliest_line_comes_first(load):
    source, line = changed(LOOP, "A[l] > 0", "A[l - 1] > 0")
    found = repaired(load(source))
    assert found[0] == (line, edits.OTHER, "1")
    texts = [len(text) for number, _, text in found if number == line]
    assert texts == sorted(texts)


def test_nothing_stays_as_it_was_edited(load):
    program = program_of(load(USUAL))
    for tree, _ in Trace(program, None).unseen(None):
        before = ast.dump(tree)
        ways = edits.Ways(tree)
        every = [*ways.likely(bool), *ways.others(), *left_over.edits(tree)]
        for edit in every:
            with edit.made():
                compile(tree, "edited", "exec")
            assert ast.dump(tree) == before


def test_no_list_is_put_into_itself(load):
    source = LOOP.replace("DW[l] = A[l].T @ dz", "DW[l] = A[l].T @ dz\n        DB.append(dz)")
    (tree, _), *_ = [
        found for found in Trace(program_of(load(source)), None).unseen(None) if found[0].body
    ][::-1]
    edits_of = [edit for edit in edits.Ways(tree).likely(bool) if edit.kind == edits.OTHER]
    for edit in edits_of:
        with edit.made():
            text = ast.unparse(tree)
        assert "DB.append(DB)" not in text and "DW[l] = DW\n" not in text


def test_what_never_ends_is_ended(load, monkeypatch):
    source = """
    def exercise1(W, B, A, Y, T):
        DW, DB = [None] * 4, [None] * 4
        dz, l = 2 * (Y - T) / len(Y), 3
        while l >= 0:
            DW[l] = A[l].T @ dz
            DB[l] = dz.sum(axis=0)
            dz = dz @ W[l].T * (A[l] >= 0)
            l -= 1
        return DW, DB
    """
    monkeypatch.setattr(repairs, "LONGEST", 1e9)  # however slow the machine is
    source, line = changed(source, "A[l] >= 0", "A[l] >= 0")
    assert repaired(load(source))[0][0] == line


def test_no_more_is_tried_than_wanted(load, monkeypatch):
    source, _ = changed(LOOP, "A[l] > 0", "A[l - 1] > 0")
    tried = []
    monkeypatch.setattr(
        repairs.Repairs, "_is_repaired", lambda self, number, edit: tried.append(edit)
    )
    monkeypatch.setattr(repairs, "MOST", 7)
    assert repaired(load(source)) == []
    assert len(tried) == 7
