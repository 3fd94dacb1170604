"""What leaves a sandbox is plain, exact, and believed by nobody."""

import json

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

import solution
from checks.exercises import EXERCISES
from checks.networks import series_network
from checks.sentences import SENTENCES
from instructors.replay import as_json


def test_plain_values_survive_as_json():
    task = {"dtype": "float32"} | {
        name: [a.tolist() for a in value] if name in "WB" else value.tolist()
        for name, value in ((name, getattr(series_network(), name)) for name in "WBXT")
    }
    for exercise in EXERCISES:
        answer = exercise.call(getattr(solution, exercise.name), task)
        sent = json.loads(json.dumps(as_json.to_json(answer)))
        received = as_json.from_json(sent)
        assert repr(exercise.report(received, series_network())) == repr(
            exercise.report(answer, series_network())
        )
        assert exercise.report(received, series_network()).ok


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["DW", "DB", "W", "B", "err", "net", "printed", "value", "x"]),
            inner,
            max_size=4,
        )
        | st.fixed_dictionaries({"shape": inner, "float64": inner})
        | st.fixed_dictionaries({"finding": st.sampled_from(sorted(SENTENCES)), "fields": inner})
    ),
    max_leaves=12,
)


@given(JSON)
def test_forged_answers_are_no_answers_or_wrong_ones(data):
    try:
        answer = as_json.from_json(data)
    except ValueError:
        return
    if not isinstance(answer, dict):
        return
    for exercise in EXERCISES:
        report = exercise.report(answer, series_network())
        assert not report.ok
        assert repr(report) and report._repr_markdown_()


@pytest.mark.parametrize(
    ("number", "dtype"),
    [(1.5, "float16"), (-0.0, "float16"), (1 + 2.0**-20, "float32"), (1e6, "float32")]
    + [(0.1, "float64"), (1e300, "float64"), (5e-324, "float64")],
)
def test_an_array_travels_in_few_bits_and_exactly(number, dtype):
    array = numpy.array([[1.0, number]])
    sent = as_json.to_json(array)
    assert sent.keys() == {"shape", dtype}
    assert as_json.from_json(sent).tobytes() == array.tobytes()


def test_a_forged_finding_is_bounded():
    forged = {"finding": "not-numbers", "fields": {"found": "x" * 10**6}}
    assert len(as_json.from_json(forged).sentence) < 2000
    for bad in (
        {"finding": "no such", "fields": {}},
        {"finding": "not-numbers", "fields": {}},
        {"finding": "wrong-factor", "fields": {"factor": "text"}},
        {"finding": ["x"], "fields": {}},
        {"finding": "not-numbers", "fields": 3},
        {"shape": [10**9, 10**9], "float64": "AAAAAAAA8D8="},
        {"shape": [1], "float64": "?"},
        {"shape": [1], "float16": "AAAA8D8="},
        {"shape": [1], "int64": "AAAAAAAA8D8="},
        {"shape": [1], "float64": [1]},
        [[[[[[1]]]]]],
        [[[[[[None]]]]]],
        3.5,
    ):
        with pytest.raises(ValueError, match=r"."):
            as_json.from_json(bad)
