"""What a program leaves in an array: the mistake and its line, found by doing it in another way."""

import ast
import sys

import numpy
import pytest
from spread import some

import checks
import run
from checks.exercises import EXERCISES
from checks.lines import called_by_edits, left_over, repairs
from checks.lines.sources import program_of
from checks.networks import series_network

# A tape of products and sums, as people write it: two uses of a value, and the second one stays
TAPE = """
class Value:
    def __init__(self, data, before=()):
        self.data, self.before, self.grad = data, before, 0.0
        self.back = lambda: None

    def __matmul__(self, other):
        out = Value(self.data @ other.data, (self, other))
        def back():
            self.grad {0} out.grad @ other.data.T
            other.grad {0} self.data.T @ out.grad
        out.back = back
        return out

def exercise1(W, B, A, Y, T):
    w = [Value(one) for one in W]
    DW, DB = [], []
    for t in range(len(T)):
        dz = 2 * (Y[t : t + 1] - T[t : t + 1]) / len(T)
        for l in (3, 2, 1, 0):
            out = Value(A[l][t : t + 1]) @ w[l]
            out.grad = dz
            out.back()
            if t == 0:
                DB.insert(0, dz[0] * 1.0)
            else:
                DB[l] += dz[0]
            dz = dz @ W[l].T * (A[l][t : t + 1] > 0)
    DW = [one.grad for one in w]
    return DW, DB
"""
SUMS = """
class Layer:
    def __init__(self, weights):
        self.weights = weights
        self.errors = [0.0] * len(weights)

    def send_back(self, signal, activations):
        for i, row in enumerate(self.weights):
            {0}
            for j, weight in enumerate(row):
                self.errors[i] += weight * signal[j]
        return [e if a > 0 else 0.0 for e, a in zip(self.errors, activations)]

def exercise1(W, B, A, Y, T):
    DW, DB = [w * 0 for w in W], [b * 0 for b in B]
    layers = [Layer(w) for w in W]
    for t in range(len(T)):
        signal = [2 * (Y[t, 0] - T[t, 0]) / len(T)]
        for l in (3, 2, 1, 0):
            for j, s in enumerate(signal):
                DB[l][j] += s
                DW[l][:, j] += A[l][t] * s
            signal = layers[l].send_back(signal, A[l][t])
    return DW, DB
"""
BATCHES = """
def exercise1(W, B, A, Y, T):
    DW, DB = [w * 0 for w in W], [b * 0 for b in B]
    for begin in range(0, len(T), 4):
        batch = slice(begin, begin + 4)
        dz = 2 * (Y[batch] - T[batch]) / len(T)
        for l in (3, 2, 1, 0):
            DW[l] {0} A[l][batch].T @ dz
            DB[l] {0} dz.sum(axis=0)
            dz = dz @ W[l].T * (A[l][batch] > 0)
    return DW, DB
"""


GRAPH = """
class Sum:
    def __init__(self):
        self.total = 0.0

def back(w, signals, sums):
    {0}
    for i, one in enumerate(sums):
        for entry, signal in zip(w[i], signals):
            one.total += entry * signal
    return [one.total for one in sums]

def exercise1(W, B, A, Y, T):
    DW, DB = [w * 0 for w in W], [b * 0 for b in B]
    sums = [[Sum() for _ in w] for w in W]
    for t in range(len(T)):
        signals = [2 * (Y[t, 0] - T[t, 0]) / len(T)]
        for l in (3, 2, 1, 0):
            for j, s in enumerate(signals):
                DB[l][j] += s
                DW[l][:, j] += A[l][t] * s
            signals = [s * (a > 0) for s, a in zip(back(W[l], signals, sums[l]), A[l][t])]
    return DW, DB
"""
CLEARING = "[setattr(one, 'total', 0.0) for one in sums]"


def test_what_is_left_in_attributes_of_objects(load):
    """The line is that of the innermost loop or function that may begin with nothing."""
    assert checks.exercise1(load(GRAPH.format(CLEARING))).ok
    source = GRAPH.format("pass")
    line = source[: source.index("def back")].count("\n") + 1
    assert checks.exercise1(load(source)).lines[0] == line
    program = program_of(load(source))
    found = repairs.search(program, EXERCISES[0], series_network(), [])
    assert found.repair.kind == "not-begun-anew"
    assert [number for number, _ in program.spots(found.lines)] == [line]


def test_a_sum_is_what_is_added_up_and_a_loop_leads_to_it():
    tree = ast.parse(
        """
def send(unit, signal):
    unit.delta += signal
    unit.count += 1
    unit.rate *= 0.9

def store(unit, a):
    for entry in a:
        unit.a = entry

def back(units):
    for unit in units:
        send(unit, 1.5)
"""
    )
    sums = left_over.summed([tree])
    assert sums == {"delta": {"send", "back"}}
    begun = [e.lines[0] for e in left_over.edits(tree, sums) if e.kind == left_over.NOT_ANEW]
    send, loop, back = 2, 12, 11
    assert begun == [send, loop, back]


def test_only_numbers_are_cleared_and_only_what_has_the_attribute():
    class Thing:
        def __init__(self, **fields):
            vars(self).update(fields)

    array = numpy.ones(2)
    inner = Thing(total=2.5, other=3)
    things = {"list": [inner, Thing(total="text")], Thing(total=array): (Thing(other=1),)}
    things["itself"] = things
    assert called_by_edits.all_cleared("total", sys._getframe()) > 8
    assert (inner.total, inner.other, things["list"][1].total) == (0, 3, "text")
    cleared = next(key for key in things if isinstance(key, Thing))
    assert cleared.total.tolist() == [0, 0] and array.tolist() == [1, 1]


LEFT = {
    "overwritten": (TAPE, "+=", "=", "overwritten", (11,)),
    "not cleared": (SUMS, "self.errors[i] = 0.0", "pass", "not-cleared", (11, 5)),
    "overwritten by the second batch only": (BATCHES, "+=", "=", "overwritten", (8, 9)),
}


@pytest.mark.parametrize("name", some(LEFT, "overwritten by the second batch only"))
def test_what_is_left_in_an_array(load, name):
    source, right, wrong, kind, lines = LEFT[name]
    assert checks.exercise1(load(source.format(right))).ok
    report = checks.exercise1(load(source.format(wrong)))
    assert lines[0] in report.lines, report.text
    program = program_of(load(source.format(wrong)))
    found = repairs.search(program, EXERCISES[0], series_network(), [])
    assert found.repair.kind == kind
    assert tuple(line for line, _ in program.spots(found.lines)) == lines


@pytest.mark.parametrize(
    ("name", "program"),
    [
        ("overwritten", "micrograd_mul_assigns_grad"),
        ("not-cleared", "gammas"),
    ],
)
@pytest.mark.slow
def test_it_is_said_where_no_mistake_has_a_name(load, name, program):
    path = run.ROOT / "tests" / "corpus" / "mistakes" / "unseen" / f"{program}.py"
    report = checks.exercise1(load(path.read_text(encoding="utf-8")))
    assert report.mistakes == (name,), report.text


def test_only_numbers_are_cleared_and_nothing_that_is_not_there():
    values = {"a": [1.0, [2, 3.0]], "b": numpy.ones(2)}
    called_by_edits.cleared(lambda: values)
    assert values["a"] == [0.0, [0.0, 0.0]]
    assert not values["b"].any()
    called_by_edits.cleared(lambda: values["c"])


@pytest.mark.parametrize(
    ("before", "value", "total"),
    [(1.5, 2.0, 3.5), ([1.0, 2.0], [1.0, 1.0], [2.0, 3.0]), (None, 2.0, 2.0), ([1.0], "x", "x")],
)
def test_what_stood_there_is_added_if_it_can_be(before, value, total):
    assert called_by_edits.added(lambda: before, value) == total


ROUNDS = """
class Network:
    def __init__(self, W, B):
        self.W = W
        self.DW, self.DB = [0 * w for w in W], [0 * b for b in B]

    def back(self, A, dz):
        for l in (3, 2, 1, 0):
            self.DW[l] += A[l].T @ dz
            self.DB[l] += dz.sum(axis=0)
            dz = dz @ self.W[l].T * (A[l] > 0)

def exercise1(W, B, A, Y, T):
    network = Network(W, B)
    network.back([a[:4] for a in A], 2 * (Y[:4] - T[:4]) / len(Y))
    network.back(A, 2 * (Y - T) / len(Y))
    return network.DW, network.DB
"""


def test_what_several_sums_keep_from_an_earlier_call_is_told_of_all_of_them(load):
    report = checks.exercise1(load(ROUNDS))
    line = ROUNDS[: ROUNDS.index("self.DW[l] +=")].count("\n") + 1
    assert (report.mistakes, report.lines) == (("not-cleared",), (line, line + 1)), report.text
