"""A wrong value is followed to where right ones have made it."""

import numpy
import pytest
from usual_programs import FORWARD, LOOP, changed

import checks
from checks.instrumenting import FILLED, STORED, Line
from checks.lines.first_wrong_value import Origins
from checks.tracing import Computed

pytestmark = pytest.mark.filterwarnings("ignore")
RIGHT, OTHER = numpy.arange(1.0, 5.0), numpy.arange(3.0, 7.0)


def computed(*steps):
    """What was computed in lines 1, 2 and so on: a value, its operands, and the operation."""
    return [
        Computed(number, (Line(0, number),), value, operation, number, operands)
        for number, (value, operands, operation) in enumerate(steps, start=1)
    ]


def is_right(value):
    return numpy.array_equal(numpy.ravel(value), RIGHT)


def line_of(steps, wrong):
    return Origins(computed(*steps), is_right).of(wrong).lines[0].line


def test_the_operation_that_gets_right_values_and_makes_a_wrong_one():
    steps = (
        (RIGHT, (), "BinOp"),
        (2 * RIGHT, (RIGHT,), "BinOp"),
        (OTHER, (), "BinOp"),  # has nothing to do with it
        (2 * RIGHT + 1, (2 * RIGHT,), "BinOp"),
    )
    assert line_of(steps, 2 * RIGHT + 1) == 2


def test_what_was_put_together_is_wrong_where_its_parts_are():
    whole = numpy.array([RIGHT, OTHER])
    steps = ((OTHER, (RIGHT,), "BinOp"), (whole, (), STORED))
    assert line_of(steps, whole) == 1


def test_what_was_added_before_may_be_wrong():
    first, second = OTHER, OTHER + RIGHT
    steps = list(computed((OTHER, (RIGHT,), "BinOp"), (first, (OTHER,), FILLED)))
    # The same line once more, with something right
    steps.append(steps[1]._replace(value=second, operands=(RIGHT,), serial=3))
    assert Origins(steps, is_right).of(second).lines[0].line == 1


def test_what_never_was_computed_has_no_origin():
    assert Origins(computed((RIGHT, (), "BinOp")), is_right).of(OTHER) is None


def test_what_has_no_name_is_told_by_what_meets(load):
    source, line = changed(LOOP, "dz @ W[l].T *", "np.sinh(dz) @ W[l].T *")
    report = checks.exercise1(load(source))
    assert (report.mistakes, report.lines[:1]) == (("other-part",), (line,))
    assert f"in line {line} of solution.py" in report.text
    assert "everything is right with something else in place of `np.sinh(dz)`" in report.text
    assert "What meets there is still right: the signal of the units whose input" in report.text


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("last-samples", "2 * (Y - T) / len(Y)", "2 * (Y - T) / len(Y) * (np.c_[:16] > 11)"),
        ("same-for-all-samples", "2 * (Y - T) / len(Y)", "0.37 * np.ones_like(Y)"),
        ("activations-left-out", "A[l].T @ dz", "np.ones_like(A[l]).T @ dz"),
        ("weights-sent-back", "dz @ W[l].T *", "np.ones_like(dz) @ W[l].T *"),
        ("weights-of-one-unit", "W[l].T", "np.repeat(W[l][:1], len(W[l]), axis=0).T"),
        ("masks-with-threshold", "A[l] > 0", "A[l] > 0.5"),
        ("signs-lost", "return DW, DB", "return [abs(w) for w in DW], [abs(b) for b in DB]"),
        ("after-a-step", "return DW, DB", "return [w - 0.1 * d for w, d in zip(W, DW)],"
         " [b - 0.1 * d for b, d in zip(B, DB)]"),
    ],
)  # fmt: skip
@pytest.mark.slow
def test_the_line_of_what_is_made_of_right_values(load, name, right, wrong):
    source, line = changed(LOOP, right, wrong)
    report = checks.exercise1(load(source))
    assert report.mistakes == (name,), report.text
    assert line in report.lines


@pytest.mark.slow
def test_a_unit_at_a_time(load):
    source, line = changed(
        LOOP,
        "        dz = dz @ W[l].T * (A[l] > 0)",
        "        columns = []\n"
        "        for i in range(len(W[l])):\n"
        "            back = sum(dz[:, j] * W[l][0, j] for j in range(dz.shape[1]))\n"
        "            columns.append(back * (A[l][:, i] > 0))\n"
        "        dz = np.stack(columns, axis=1)",
    )
    report = checks.exercise1(load(source))
    assert report.mistakes == ("weights-of-one-unit",)
    # What stands for one unit is right for another, but for a factor
    assert line + 4 in report.lines, report.text


@pytest.mark.slow
def test_samples_in_batches(load):
    source, _ = changed(FORWARD, "return (", "whole = (")
    number = source[: source.index("whole = (")].count("\n") + 1
    source = source.replace("whole = ((Y - T)", "whole = ((Y[:8] - T[:8].ravel())")
    source = source.rstrip() + "\n    return whole\n"
    report = checks.exercise2(load(source, "exercise2"))
    assert report.mistakes == ("other-error-of-outputs",)
    assert report.lines[:1] == (number,), report.text


# Where a program has stopped


@pytest.mark.parametrize(
    ("name", "right", "wrong", "word"),
    [
        ("stopped-axis", "A[l].T @ dz", "A[l].T @ dz * A[l][17, 0]", "and no entry"),
        ("stopped-operand", "2 * (Y - T)", "2 * (Y.max - T)", "which nothing can be computed with"),
    ],
)
def test_what_is_said_of_a_crash(load, name, right, wrong, word):
    source, line = changed(LOOP, right, wrong)
    report = checks.exercise1(load(source))
    assert report.mistakes == (name,), report.text
    assert line in report.lines
    assert word in report.text


def test_an_index_comes_from_the_loop_that_counts(load):
    source, _ = changed(
        LOOP,
        "        DB[l] = dz.sum(axis=0)",
        "        DB[l] = np.zeros(dz.shape[1])\n"
        "        for i in range(6):\n"
        "            DB[l][i] = dz[:, i].sum()",
    )
    report = checks.exercise1(load(source))
    assert report.mistakes == ("stopped-axis",)
    assert "range(6)" in report.text


def test_numbers_of_another_kind_come_from_where_they_were_made(load):
    source = """
import torch

def layer(x, w, b):
    return torch.mm(x, w) + b

def exercise2(W, B, X, T):
    x = X.double()
    for w, b in zip(W[:-1], B[:-1]):
        x = layer(x, w, b).relu()
    return ((layer(x, W[-1], B[-1]) - T) ** 2).mean()
"""
    report = checks.exercise2(load(source, "exercise2"))
    assert report.mistakes == ("stopped-types",)
    assert "`x` holds float64 there, and `w` holds float32" in report.text
    assert 8 in report.lines


def test_a_thing_comes_from_where_it_was_chosen(load):
    source = """
def exercise3(net):
    layers = list(net.children())
    first = layers[1]
    print(first.weight.grad[0, 0].item())
"""
    report = checks.exercise3(load(source, "exercise3"))
    assert (report.mistakes, report.lines) == (("stopped-attribute",), (4, 5))


def test_cleared_gradients(load):
    source = """
def exercise3(net):
    net.zero_grad(set_to_none=False)
    number = net[0].weight.grad[0, 0]
    print(number.item())
"""
    report = checks.exercise3(load(source, "exercise3"))
    assert (report.mistakes, report.lines) == (("zero-value",), (3, 4))
