"""Names that nothing asks for, and functions that nothing calls."""

import pytest
from usual_programs import LOOP, changed

import checks
from checks import function_report
from checks.lines import causes, never_used
from checks.settings import Settings

pytestmark = [
    pytest.mark.filterwarnings("ignore"),
    pytest.mark.usefixtures("nobody_looks_for_lines"),
]


def told(load, source):
    """What is said of a wrong answer, by its kind: the name, and the number of its line."""
    report = checks.exercise1(load(source))
    assert not report.ok
    return {
        remark.name: (remark.fields["name"], int(remark.fields["line"].split()[1]))
        for remark in report.remarks
        if remark.name.startswith("never-")
    }


WITHOUT_MASK = ("dz @ W[l].T * (A[l] > 0)", "dz @ W[l].T")


def test_a_name_that_nothing_asks_for_is_told(load):
    source, line = changed(LOOP, WITHOUT_MASK[0], "dz @ W[l].T\n        slope = A[l] > 0")
    assert told(load, source) == {"never-read": ("slope", line + 1)}


@pytest.mark.parametrize(
    "statement",
    ["_slope = A[l] > 0", "global slope; slope = A[l] > 0", "slope = A[l] > 0; locals()", "n = 0"],
)
def test_of_what_may_be_asked_for_elsewhere_nothing_is_said(load, statement):
    source, _ = changed(LOOP, WITHOUT_MASK[0], f"dz @ W[l].T\n        {statement}")
    assert told(load, source) == {}


SLOPE = "def slope(a):\n    return a > 0\n\n"
METHODS = """
class ReLU:
    def __init__(self, a):
        self.a = a

    def __repr__(self):
        return "relu" + str(self.a)

    def back(self, came):
        return came

    def slope(self, came):
        return came * (self.a > 0)

    def name(self):
        return "ReLU" + str(len(self.a))

    def forward(self, x):
        raise NotImplementedError

"""


@pytest.mark.parametrize(
    ("above", "instead", "marker"),
    [(SLOPE, "dz @ W[l].T", "def slope"), (METHODS, "ReLU(A[l]).back(dz @ W[l].T)", "def slope")],
)
def test_a_function_that_nothing_calls_is_told(load, above, instead, marker):
    source, _ = changed(above + LOOP, WITHOUT_MASK[0], instead)
    line = source[: source.index(marker)].count("\n") + 1
    assert told(load, source) == {"never-called": ("slope", line)}


@pytest.mark.parametrize(
    "above",
    [
        "def exercise2(W, B, X, T):\n    return back(W)\n\ndef back(W):\n    return W\n",
        "import functools\n@functools.cache\ndef back(W):\n    return W\n",
        "def show():\n    return 1\n",
        "class Net:\n    def forward(self, x):\n        return x\n\ndef exercise2(X):\n    Net()\n",
    ],
)
def test_of_what_something_else_may_call_nothing_is_said(load, above):
    source, _ = changed(above + LOOP, *WITHOUT_MASK)
    assert told(load, source) == {}


def test_where_a_course_wants_no_lines_none_is_named(load, monkeypatch):
    source, _ = changed(SLOPE + LOOP, *WITHOUT_MASK)
    assert set(told(load, source)) == {"never-called"}
    monkeypatch.setattr(function_report, "settings", lambda: Settings(lines=False))
    assert told(load, source) == {}


def test_of_a_right_answer_nothing_is_said(load):
    report = checks.exercise1(load(SLOPE + LOOP))
    assert report.ok and not report.remarks


def test_where_a_program_stops_for_other_numbers_nobody_knows_what_it_would_have_called(load):
    source, _ = changed(LOOP, WITHOUT_MASK[0], "back(dz, W[l])")
    above = "def back(dz, w):\n    return dz @ w.T\n\n"
    assert told(load, above + source) == {}
    for_these = "    assert (64 * A[0] % 1 == 0).all()\n    DW, DB ="
    assert told(load, above + source.replace("    DW, DB =", for_these)) == {}


def test_whatever_fails_beside_it_a_report_is_given(load, monkeypatch):
    def fail(*_):
        raise KeyError

    monkeypatch.setattr(never_used, "remarks", fail)
    monkeypatch.setattr(causes, "lines", fail)
    wrong, _ = changed(LOOP, *WITHOUT_MASK)
    assert checks.exercise1(load(wrong)).mistakes == ("missing-masks",)
    elsewhere, _ = changed(LOOP, "    dz = 2", "    assert len(Y) == 16\n    dz = 2")
    assert checks.exercise1(load(elsewhere)).mistakes == ("stopped-elsewhere",)


ENGINE = """
def made(dz, w, a):
    on = a > 0

    def _back():
        return dz @ w.T * on

    def other():
        def within():
            return dz
        return within

    return dz @ w.T

def exercise1(W, B, A, Y, T):
    DW, DB = [None] * 4, [None] * 4
    dz = 2 * (Y - T) / len(Y)
    for l in (3, 2, 1, 0):
        DW[l], DB[l] = A[l].T @ dz, dz.sum(axis=0)
        dz = made(dz, W[l], A[l])
    return DW, DB
"""


def test_a_function_within_another_that_nothing_calls_is_told(load):
    assert told(load, ENGINE) == {"never-called": ("_back", 5)}
    # Who does not call a function calls none of those within it
    source = ENGINE.replace("return dz @ w.T\n\ndef ex", "return _back() + 1\n\ndef ex")
    assert told(load, source) == {"never-called": ("other", 8)}
