"""Which of the answers that a program may have counts: `ranked`.

A *candidate* is what `instructors.replay.candidates` has told: a way through the program, and what
it led to on the network of the exercises. The program itself may have written anything there.
"""

from checks.exercises import EXERCISES
from checks.networks import series_network
from checks.points import share_of
from instructors.replay import FUNCTION, as_json


def is_candidate(data: object) -> bool:
    """Say whether data have the form of a candidate."""
    if not isinstance(data, dict) or not isinstance(data.get("way"), list):
        return False
    kind, *place = data["way"] or [None]
    return isinstance(kind, str) and 0 < len(place) < 3 and all(type(n) is int for n in place)


def ranked(exercise: str, candidates: list[dict]) -> list[dict]:
    """Return candidates, the best one first, each with the ``share`` of the exercise that is right.

    Of those that are right, the first function comes first, which is called on other networks as it
    is, and else the last one that cells have computed. Of those that earn nothing, a whole answer
    comes before an error, and that before what is not finished or not begun.
    """
    judged = [candidate | _verdict(exercise, candidate) for candidate in candidates]
    numbered = enumerate(judged)

    def key(numbered_candidate: tuple[int, dict]) -> tuple:
        number, candidate = numbered_candidate
        function = candidate["way"][0] == FUNCTION
        place = -candidate["way"][1] if function and candidate["share"] == 1 else number
        return candidate["share"], candidate["completeness"], function, place

    return [candidate for _, candidate in sorted(numbered, key=key, reverse=True)]


def _verdict(name: str, candidate: dict) -> dict:
    """Return the share of the exercise that is right, and how far the answer has come."""
    if "answer" not in candidate:
        return {"share": 0.0, "completeness": 2 if "error" in candidate else 0}
    exercise = next(exercise for exercise in EXERCISES if exercise.name == name)
    try:
        answer = as_json.from_json(candidate["answer"])
        report = exercise.report(answer, series_network(), explain=False)
    except (ValueError, RecursionError, MemoryError, AttributeError, KeyError, TypeError):
        # No answer of `checks.calling`, whoever has made it
        return {"share": 0.0, "completeness": 0}
    complete = all(row.right is not None for row in report.rows)
    return {"share": share_of(exercise, report).value, "completeness": 3 if complete else 1}
