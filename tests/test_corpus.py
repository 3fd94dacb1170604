"""What the grading says of honest hand-ins of every kind, as it was kept; see `verdicts`."""

import json

import pytest
from spread import some
from verdicts import KEPT, UNSURE, handins, told

VERDICTS = json.loads(KEPT.read_text(encoding="utf-8"))
# Attacks are for a sandbox, see `test_sandbox`; of layouts only the names are wanted
HONEST = [name for name in VERDICTS if not name.startswith(("hostile", "layout: "))]
# One of each kind
CHOSEN = (
    *("cells: two attempts", "answer: cut off, 2", "module: a relative import"),
    *("missing helper: 3", "magic: %%bash", "other: an untouched notebook 2"),
)


@pytest.mark.parametrize("name", some(HONEST, *CHOSEN), ids=ascii)
def test_a_hand_in_gets_its_verdict(bench, name):
    outcomes, unused = bench.graded(handins()[name])
    found = {exercise: told(outcome) for exercise, outcome in outcomes.items()}
    assert found == VERDICTS[name], "\n\n".join(o.feedback for o in outcomes.values())
    assert not (unused and name.startswith("module: ")), "a module that is imported is told"


@pytest.mark.slow
def test_every_case_has_a_verdict_and_no_other():
    kept = {name for name in VERDICTS if not name.startswith("layout: ")}
    assert kept <= set(handins())
    assert {name for name in handins() if not name.endswith(UNSURE)} <= kept
