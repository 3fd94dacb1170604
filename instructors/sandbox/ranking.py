"""Which of the answers that a program may have counts: `ranked`.

A *state* is what `instructors.replay.states` has told of the network of the exercises: a way, and
what it led to. It comes from the student's program, which may have written anything.
"""

from checks import reading
from checks.exercises import EXERCISES
from checks.networks import series_network
from checks.points import share_of

FUNCTION = "function"  # the way of a state, see `instructors.replay.states`


def is_state(data: object) -> bool:
    """Say whether data have the form of a state."""
    if not isinstance(data, dict) or not isinstance(data.get("way"), list):
        return False
    kind, *place = data["way"] or [None]
    return isinstance(kind, str) and 0 < len(place) < 3 and all(type(n) is int for n in place)


def ranked(exercise: str, states: list[dict]) -> list[dict]:
    """Return states, the best one on the network of the exercises first, each with its ``share``.

    Of those that are right, the first function comes first, which is called on other networks as it
    is, and else the last one that cells have computed. Of those that earn nothing, a whole answer
    comes before an error, and that before what is not finished or not begun.
    """
    judged = [state | _verdict(exercise, state) for state in states]
    numbered = enumerate(judged)

    def key(numbered_state: tuple[int, dict]) -> tuple:
        number, state = numbered_state
        function = state["way"][0] == FUNCTION
        place = -state["way"][1] if function and state["share"] == 1 else number
        return state["share"], state["whole"], function, place

    return [state for _, state in sorted(numbered, key=key, reverse=True)]


def _verdict(name: str, state: dict) -> dict:
    """Return the share of the exercise that is right, and how far the answer has come."""
    if "answer" not in state:
        return {"share": 0.0, "whole": 2 if "error" in state else 0}
    exercise = next(exercise for exercise in EXERCISES if exercise.name == name)
    try:
        answer = reading.from_json(state["answer"])
        report = exercise.report(answer, series_network(), explain=False)
    except (ValueError, RecursionError, MemoryError, AttributeError, KeyError, TypeError):
        return {"share": 0.0, "whole": 0}  # no answer of `checks.calling`, whoever has made it
    complete = all(row.right is not None for row in report.rows)
    return {"share": share_of(exercise, report).value, "whole": 3 if complete else 1}
