"""Where a course wants no lines, none is named, whatever is said of an answer."""

import re

import pytest
from spread import some
from test_early_use import BELOW, ENGINE

import checks
import run
from checks import function_report
from checks.settings import Settings

pytestmark = pytest.mark.filterwarnings("ignore")

LOOP = """
def slope(a):
    return a > 0


def exercise1(W, B, A, Y, T):
    DW, DB = [0] * 4, [0] * 4
    dz = 2 * (Y - T) / len(T)
    for l in (3, 2, 1, 0):
        DW[l], DB[l] = A[l].T @ dz, dz.sum(axis=0)
        dz = dz @ W[l].T{0}
    return DW, DB
"""
IN_PLACE = LOOP.format(" * slope(A[l])").replace("    DW, DB =", "    A[1] *= 2.0\n    DW, DB =")
GAMMAS = run.ROOT / "tests" / "corpus" / "mistakes" / "unseen" / "gammas.py"
WRONG = {
    "lines of a name, and what is never called": LOOP.format(""),
    "an argument that is changed": IN_PLACE,
    "a repair": GAMMAS.read_text(encoding="utf-8"),
    "a sum that is used too early": ENGINE.replace(BELOW, "").replace(
        "    for unit in reversed(order):\n        unit.step()\n",
        "    root.step()\n    for unit in root.below:\n        backward(unit)\n",
    ),
}
LINE = re.compile(r"\bline \d")


@pytest.mark.parametrize("wrong", some(WRONG, "lines of a name, and what is never called"))
def test_no_line_is_named(load, monkeypatch, wrong):
    function = load(WRONG[wrong])
    assert LINE.search(str(checks.exercise1(function)))
    monkeypatch.setattr(function_report, "settings", lambda: Settings(lines=False))
    assert not LINE.search(text := str(checks.exercise1(function))), text
