"""What sets numbers side by side: a gradient and differences, several ways; and what cells need."""

import types

import pytest
import torch
from example_networks import SERIES, Network, differentiated, exercise1, random_network

import checks
import solution
from checks.findings import Finding
from checks.reports import NotRightYetError, Report, Row

DW, DB = exercise1(SERIES)


def error_of(net):
    """The error as a function of the parameters."""
    return lambda W, B: ((Network(W, B, net.X, net.T).Y - net.T) ** 2).mean()


ERROR = error_of(SERIES)


def test_the_numerical_check_of_a_right_gradient():
    before = [array.copy() for array in SERIES.W + SERIES.B]
    table = checks.numerical(ERROR, SERIES.W, SERIES.B, DW, DB)
    assert "121 of 121 derivatives agree" in repr(table)
    assert all(entry == "" for row in table.rows for entry in row[2:])
    assert all((a == b).all() for a, b in zip(before, SERIES.W + SERIES.B, strict=True))
    assert repr(table) == repr(checks.numerical(ERROR, SERIES.W, SERIES.B, tuple(DW), DB))


def test_the_numerical_check_finds_a_single_wrong_derivative():
    wrong = [dw.copy() for dw in DW]
    wrong[1][2, 3] += 1e-3
    table = checks.numerical(ERROR, SERIES.W, SERIES.B, wrong, DB)
    assert "120 of 121" in table.text
    assert ("DW[1]", "35 of 36", "[2, 3]", "0.028779", "0.027779") in table.rows


@pytest.mark.parametrize(
    ("DW", "DB", "present"),
    [
        ([DW[3]], [DB[3]], 7),
        ([DW[3], DW[2]], [DB[3], DB[2]], 49),
        ([DW[2], DW[3]], [None] * 4, 42),
        ([None] * 3 + [DW[3]], [None] * 4, 6),
        ([DW[0].T, *DW[1:]], DB, 97),
    ],
)
def test_the_numerical_check_of_a_part(DW, DB, present):
    table = checks.numerical(ERROR, SERIES.W, SERIES.B, DW, DB)
    assert table.text.startswith(f"{present} of {present} derivatives agree")


@pytest.mark.parametrize("DW", [None, 3, [None] * 4, [], "gradient", [[1]] * 9, [{}] * 4])
def test_the_numerical_check_of_no_gradient(DW):
    table = checks.numerical(ERROR, SERIES.W, SERIES.B, DW, DW)
    assert table.text == "There is nothing to compare yet."
    assert len(table.rows) == 8


@pytest.mark.parametrize("error", [None, lambda W, B: W[0] @ B, lambda W, B: "x", lambda: 1])
def test_the_numerical_check_of_no_error(error):
    table = checks.numerical(error, SERIES.W, SERIES.B, DW, DB)
    assert table.text.startswith("The error could not be computed. Python says: ")
    assert repr(table) and table._repr_markdown_()


def test_the_numerical_check_of_another_network():
    net = random_network([3, 5, 2], 7, seed=1)
    table = checks.numerical(error_of(net), net.W, net.B, *exercise1(net), step=1e-6)
    assert "32 of 32" in table.text


def test_ways_that_agree_and_ways_that_do_not():
    _, *single = differentiated()
    _, *double = differentiated(torch.float64)
    wrong = [DW[0], DW[1] * (1 + 1e-4), DW[2], DW[3][:2]], [*DB[:3], None]
    table = checks.compare(by_hand=solution.exercise1, one=(*single,), two=(*double,), three=wrong)
    both = checks.compare(by_hand=solution.exercise1, autograd=solution.exercise2)
    assert {row[-1] for row in both.rows} == {"5 digits agree"}
    assert table.headings == ("array", "shape", "norm, by hand", "one", "two", "three")
    columns = dict(zip(table.headings, zip(*table.rows, strict=True), strict=True))
    assert set(columns["one"]) == {"5 digits agree"}
    assert set(columns["two"]) == {"12 digits agree"}
    verdicts = dict(zip(columns["array"], columns["three"], strict=True))
    assert [name for name, verdict in verdicts.items() if verdict == "they differ"] == [
        "DW[3]",
        "DW[1]",
    ]
    assert verdicts["DB[3]"] == "- none"
    assert verdicts["DW[2]"] == "12 digits agree"


def test_one_list_of_float32_is_enough_for_fewer_digits():
    single = [torch.tensor(db * (1 + 1e-6), dtype=torch.float32) for db in DB]
    table = checks.compare(by_hand=(DW, DB), other=(DW, single))
    assert {row[-1] for row in table.rows} == {"5 digits agree"}


@pytest.mark.parametrize("lengths", [(4, 3), (1, 2), (0, 4), (0, 0)])
def test_a_way_may_be_shorter_than_the_other(lengths):
    some = [DW[: lengths[0]], DB[: lengths[1]]]
    for ways in ({"all": (DW, DB), "some": some}, {"some": some, "all": (DW, DB)}):
        table = checks.compare(**{name: tuple(way) for name, way in ways.items()})
        assert sum("12 digits agree" in row for row in table.rows) == sum(lengths)
    with pytest.raises(TypeError, match="A gradient is two lists"):
        checks.compare()


def test_a_network_of_layers_is_a_way_whose_weights_are_transposed():
    net = torch.nn.Sequential(torch.nn.Linear(4, 6), torch.nn.ReLU(), torch.nn.Linear(6, 1))
    (net(torch.tensor(SERIES.X, dtype=torch.float32)) ** 2).mean().backward()
    linear = [net[0], net[2]]
    gradients = [layer.weight.grad.T for layer in linear], [layer.bias.grad for layer in linear]
    table = checks.compare(arrays=gradients, net=net)
    assert [row[-1] for row in table.rows] == ["5 digits agree"] * 4
    with pytest.raises(TypeError, match="This is text"):
        checks.compare(arrays=gradients, net="net")


ROWS = (Row("DW[0]", "(4, 6)", True), Row("DB[0]", "(2,), expected (6,)", False))


def test_what_is_not_enough_stops_with_the_sentence_of_the_report():
    report = Report(ROWS, (Finding("wrong-shape", {"found": "(2,)", "expected": "(6,)"}),))
    with pytest.raises(NotRightYetError, match=r"needs .* DB\[0\] is the first wrong one"):
        report.must_be_complete()
    Report((Row("DW[0]", "(4, 6)", False),), (Finding("zeros"),)).must_be_complete()


def test_what_is_needed_is_right_or_stops():
    checks.need(solution, 1, 2, 3)
    module = types.SimpleNamespace(
        exercise1=solution.exercise1, exercise2=lambda W, B, X, T: ((X @ W[0]) ** 2).mean()
    )
    checks.need(module, 1)
    with pytest.raises(NotRightYetError, match="needs a right exercise2"):
        checks.need(module, 1, 2)
    with pytest.raises(NotRightYetError, match=r"solution.py has no such function"):
        checks.need(module, 3)
