"""Where a course wants no lines, none is named, whatever is said of an answer."""

import re

import pytest
from spread import some
from test_early_use import EARLY
from test_never_used import SLOPE, WITHOUT_MASK
from usual_programs import LOOP, changed

import checks
import run
from checks import function_report
from checks.settings import Settings

pytestmark = pytest.mark.filterwarnings("ignore")

GAMMAS = run.ROOT / "tests" / "corpus" / "mistakes" / "unseen" / "gammas.py"
WRONG = {
    "lines of a name, and what is never called": changed(SLOPE + LOOP, *WITHOUT_MASK)[0],
    "an argument that is changed": changed(LOOP, "    DW, DB =", "    A[1] *= 2.0\n    DW, DB =")[
        0
    ],
    "a repair": GAMMAS.read_text(encoding="utf-8"),
    "a sum that is used too early": EARLY["along every path"][0],
}
LINE = re.compile(r"\bline \d")


@pytest.mark.parametrize("wrong", some(WRONG, "lines of a name, and what is never called"))
def test_no_line_is_named(load, monkeypatch, wrong):
    function = load(WRONG[wrong])
    assert LINE.search(str(checks.exercise1(function)))
    monkeypatch.setattr(function_report, "settings", lambda: Settings(lines=False))
    assert not LINE.search(text := str(checks.exercise1(function))), text
