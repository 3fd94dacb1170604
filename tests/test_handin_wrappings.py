"""Honest work in any wrapping gives right answers, and nothing of it is called unusable."""

import pytest
from corpus.wrappings import FILES, notebooks
from test_handin_notebooks import EXERCISES, try_programs

from instructors.handin.programs import programs

STUDENTS = {**dict(notebooks()), **FILES}


@pytest.fixture(scope="module")
def found():
    return {name: programs(files) for name, files in STUDENTS.items()}


@pytest.fixture(scope="module")
def tried(found, tmp_path_factory):
    numbered = {str(number): found[name] for number, name in enumerate(STUDENTS)}
    results = try_programs(numbered, tmp_path_factory.mktemp("wrappings"))
    return {
        name: [results[f"{number}-{place}"] for place in range(len(found[name].programs))]
        for number, name in enumerate(STUDENTS)
    }


@pytest.mark.parametrize("name", STUDENTS)
def test_honest_work_counts_in_any_wrapping(name, found, tried):
    for exercise in EXERCISES:
        assert "right" in {result[exercise] for result in tried[name]}, tried[name]
    assert [entry for entry in found[name].unused if entry.matters] == []
