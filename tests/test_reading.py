"""Whatever a student's function returns is read in bounded time, and gets a sentence."""

import itertools
import os

import numpy
import pytest
import torch
from example_networks import SERIES, exercise1, report_of

import checks
import solution
from checks import calling, reading
from checks.exercises import EXERCISES
from checks.findings import Finding
from instructors.replay import as_json, second_derivatives

SECONDS = 60  # a hundred times what a test takes: only what goes on for ever takes longer


class Endless(list):
    def __iter__(self):
        return itertools.count()


class Failing(list):
    def __len__(self):
        raise RuntimeError("no length")

    def __iter__(self):
        raise RuntimeError("no entries")


class Strange:
    """An object that fails when it is looked at."""

    def __array__(self, *arguments, **options):
        raise RuntimeError("strange")

    def __len__(self):
        raise RuntimeError("strange")


class BackwardOnly:
    """Looks like an error, and is none."""

    requires_grad = True

    def backward(self):
        pass


class EndlessSequence:
    def __len__(self):
        return 3

    def __getitem__(self, index):
        return 1.0


def nested():
    """A list that holds itself four times has more ends than there are atoms."""
    g = []
    g += [g] * 4
    return g


def deep():
    g = []
    for _ in range(100_000):
        g = [g]
    return g


DW, DB = exercise1(SERIES)


@pytest.fixture(autouse=True)
def in_time():
    start = sum(os.times()[:4])
    yield
    assert sum(os.times()[:4]) - start < SECONDS


NO_LISTS = [
    *(3, 4.5, "DW", {0: DW}, numpy.array(1.0), torch.tensor(1.0), DB + DB, nested),
    *(Strange(), Endless(), itertools.count(), EndlessSequence()),
]
PLACED = [pair for value in NO_LISTS for pair in ((value, DB), (DW, value), (value, value))]
PLACED += [(None, DB), (DW, None), ((DW, DB), None)]
BAD_ARRAYS = {
    "not-numbers": [
        "text",
        numpy.array(["1", "2"]),
        b"bytes",
        numpy.array([[None, 1], [2, 3]]),
        [[1.0, 2.0], [3.0]],
        numpy.array([True, False]),
        numpy.array([1j]),
        Strange(),
        {"a": 1},
        object(),
        [torch.ones(2), torch.ones(3)],
        nested(),
        deep(),
        itertools.count(),
        (x for x in itertools.count()),
        EndlessSequence(),
        range(10**12),
        numpy.ma.masked_array(DW[3], mask=[[1], [0], [0], [0], [0], [0]]),
        torch.ones(6, 1, dtype=torch.complex64),
        torch.ones(6, 1).to_sparse().coalesce().values().bool(),
        10**400,
        numpy.array([None] * 6, dtype=object),
    ],
    "not-finite": [
        numpy.full((6, 1), numpy.nan),
        numpy.full((6, 1), numpy.inf),
        numpy.full((6, 1), -numpy.inf),
        torch.full((6, 1), float("nan")),
    ],
    "wrong-shape": [
        numpy.zeros((6, 2)),
        numpy.ones((0, 1)),
        numpy.ones((2, 2, 2)),
        [],
        numpy.ones(16, dtype=int),
        Endless([1.0] * 6),
        [[Endless()]],
    ],
    "number-for-weights": [numpy.float64(3), 7],
    "rows-for-weights": [numpy.ones((16, 1)), numpy.ones((16, 6))],
    "too-large": [
        numpy.broadcast_to(0.0, (10**6, 10**6)),
        numpy.zeros((10**6, 2)),
        torch.ones(1).expand(10**6, 10**6),
    ],
}


@pytest.mark.parametrize("lists", PLACED, ids=range(len(PLACED)))
def test_what_is_not_two_lists_gets_a_sentence(lists):
    report = checks.exercise1(*lists)
    assert report.mistakes == ("not-two-lists",)
    assert report.first_wrong == ("DB[3]" if lists[0] is DW else "DW[3]")
    assert "two lists of 4 arrays" in report.text
    assert repr(report) and report._repr_markdown_()


@pytest.mark.parametrize("value", [nested(), Failing([1, 2, 3, 4])], ids=["nested", "failing"])
def test_a_list_of_four_things_that_are_no_arrays_gets_a_sentence(value):
    for lists in ((value, DB), (DW, value), (value, value)):
        (mistake,) = checks.exercise1(*lists).mistakes
        assert mistake in ("not-numbers", "wrong-shape", "number-for-weights")


@pytest.mark.parametrize(
    ("name", "value"),
    [(name, value) for name, values in BAD_ARRAYS.items() for value in values],
    ids=lambda value: value if type(value) is str else type(value).__name__,
)
def test_what_is_not_an_array_gets_a_sentence(name, value):
    report = checks.exercise1([*DW[:3], value], DB)
    assert (report.mistakes, report.first_wrong) == ((name,), "DW[3]")
    assert [row[2] for row in report.rows] == [False] + [True] * 7
    assert len(repr(report)) < 1000 and report._repr_markdown_()


@pytest.mark.parametrize(
    ("returned", "said"),
    [
        ((DW, DB, DW), "The function returned 3 things."),
        ([*DW, *DB], "The function returned 8 things."),
        (itertools.count(), "The function returned a count."),
        (3.5, "The function returned a float."),
    ],
)
def test_what_is_no_pair_gets_a_sentence(returned, said):
    report = report_of(EXERCISES[0], lambda *arguments: returned)
    assert report.mistakes == ("not-two-lists",)
    assert said in report.text


@pytest.mark.parametrize("returned", [None, (None, None)])
def test_what_returns_nothing_is_not_wrong_yet(returned):
    report = report_of(EXERCISES[0], lambda *arguments: returned)
    assert (report.mistakes, report.rows[0].right) == (("nothing-returned",), None)


@pytest.mark.parametrize("pair", [(DW, DB), [DW, DB], (x for x in (DW, DB)), (tuple(DW), DB)])
def test_two_things_may_come_in_any_form(pair):
    assert report_of(EXERCISES[0], lambda *arguments: pair).ok


@pytest.mark.parametrize(
    "convert",
    [
        torch.tensor,
        lambda array: torch.tensor(array, requires_grad=True),
        lambda array: torch.tensor(array).float(),
        lambda array: array.tolist(),
        lambda array: Failing(array.tolist()),
        lambda array: array.astype(object),
        lambda array: array.astype(numpy.longdouble),
        lambda array: numpy.ma.masked_array(array, mask=False),
        numpy.asfortranarray,
    ],
)
def test_numbers_of_any_kind_are_read(convert):
    assert checks.exercise1([convert(dw) for dw in DW], [convert(db) for db in DB]).ok
    assert checks.exercise1(tuple(map(convert, DW)), tuple(map(convert, DB))).ok


def test_half_of_the_usual_precision_is_read():
    half = torch.ones(2, dtype=torch.bfloat16)
    assert (reading.read_array(half) == numpy.ones(2)).all()


def test_exercise2_and_3_take_anything():
    for value in (BackwardOnly(), nested(), itertools.count(), Failing(), 3, None, torch.ones(2)):
        for arguments in ((value,), (value, value, value), (torch.tensor(1.0), value, value)):
            assert not checks.exercise2(*arguments).ok
        assert not checks.exercise3(value).ok
        assert not checks.exercise3(value=value).ok
    assert checks.exercise2(BackwardOnly()).mistakes == ("error-not-a-tensor",)
    assert checks.exercise3(value=1.0).mistakes == ("other-network",)
    assert checks.exercise3(Strange()).mistakes == ("other-network",)


def test_a_finding_without_its_fields_cannot_be_made():
    with pytest.raises(KeyError):
        Finding("missing-mask")


# How a function is called


def test_print_is_bounded_and_not_shown(capsys):
    def endless(net):
        while True:
            print("x" * 100)

    with pytest.raises(RuntimeError, match="more than 10000 characters"):
        report_of(EXERCISES[2], endless)
    report = report_of(EXERCISES[2], solution.exercise3)
    assert report.ok
    assert capsys.readouterr().out == ""


def test_both_editions_are_called_by_their_signatures():
    def other_names(a, b, c, d, e, f, g, h, i, j, k):
        return solution.exercise1_preactivations(a, b, c, d, e, f, g, h, i, j, k)

    def any_number(*arguments):
        return solution.exercise1(*arguments)

    def with_default(W, B, A, Y, T, verbose=False):
        return solution.exercise1(W, B, A, Y, T)

    for function in (other_names, any_number, with_default):
        assert report_of(EXERCISES[0], function).ok
    with pytest.raises(TypeError, match="takes 2 positional arguments but 5 were given"):
        report_of(EXERCISES[0], lambda W, B: None)


def test_calling_and_reading_import_nothing_that_computes_a_gradient():
    for module in (calling, reading, as_json, second_derivatives):
        names = {getattr(value, "__name__", "") for value in vars(module).values()}
        assert {name for name in names if name.startswith(("checks.", "instructors."))} <= {
            "checks.reading",
            "checks.sentences",
        }
