"""Answers in cells in the words of many people are right."""

import pytest
from corpus.answers import NOTEBOOKS, NUMBERS, checked
from corpus.filling import NAMES, dump, executed, notebook
from networks import random_network
from test_handin_notebooks import try_programs

from checks.exercises import EXERCISES
from checks.networks import network_of, series_network
from instructors.handin.programs import programs

pytestmark = pytest.mark.usefixtures("nothing_stays_imported")


@pytest.fixture(scope="module")
def tried(tmp_path_factory):
    """Return the exercises that each notebook answers, and what came of its program."""
    found = {
        str(n): programs({NAMES[number]: dump(content)})
        for n, (number, content) in enumerate(NOTEBOOKS.values())
    }
    results = try_programs(found, tmp_path_factory.mktemp("programs"))
    return {
        name: ([p.answers for p in found[str(n)].programs], results.get(f"{n}-0"))
        for n, name in enumerate(NOTEBOOKS)
    }


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_right_notebook_is_right(tried, name):
    exercise = f"exercise{NOTEBOOKS[name][0]}"
    answers, results = tried[name]
    assert answers == [(exercise,)]
    assert results[exercise] == "right"


@pytest.mark.parametrize("number", NAMES)
@pytest.mark.parametrize("checks", [True, False])
def test_an_untouched_notebook_is_not_done(number, checks):
    content = notebook(number)
    if not checks:
        content["cells"] = [c for c in content["cells"] if "checks." not in "".join(c["source"])]
    for cells in (
        content["cells"],
        [c for c in content["cells"] if "TODO" not in "".join(c["source"])],
    ):
        assert not programs({NAMES[number]: dump(content | {"cells": cells})}).programs


@pytest.mark.parametrize("name", NUMBERS)
def test_the_number_of_exercise_3_is_right(name):
    (program,) = programs({NAMES[3]: dump(checked(*NUMBERS[name]))}).programs
    scope = executed(program)
    other = random_network((4, 5, 7, 3, 1), 9, seed=4)
    for network in (series_network(), network_of(other.W, other.B, other.X, other.T)):
        assert EXERCISES[2].check(scope["exercise3"], network, "float32").ok
