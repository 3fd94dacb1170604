"""The points of an answer: one rule, for the checks and for the grading.

A function is tried on several networks, and gets a share of the points on each: all of it for a
right answer. An answer that mistakes with a name explain wholly, every number of it, loses a
deduction for each of them. Of any other answer the steps count, up to the first wrong one.
"""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from checks import sentences
from checks.reports import Report
from checks.settings import Deductions, settings

if TYPE_CHECKING:
    from checks.exercises import Exercise

# The right numbers, and nothing else to be desired than how they are laid out, or printed
FORMS = ("not-flat", "transposed-gradient", "reversed-lists", "swapped-lists", "rounded-value")
TEN = 10  # points, of which the deductions are parts


class Share(NamedTuple):
    """What an answer gets on one network."""

    value: float  # between 0 and 1
    reason: str = ""  # why it is not 1


class Points(NamedTuple):
    """What an answer gets."""

    points: float  # half points, rounded down
    text: str  # what the student reads, such as "7 of 10: one mistake"
    reason: str = ""  # the part of it that says why; empty if there is nothing to say


def points_of(
    exercise: "Exercise",
    known: Report | None,
    alike: Report | None,
    others: Sequence[Report | None],
    large: Report | None = None,
) -> Points:
    """Return the points of the answers of one function.

    Half of them are for the network of the exercises and for one of the same shapes, of which the
    smaller share counts: an answer that is not computed from the arguments is right on one of them
    only. Half are for the others, the mean of their shares; the large network is one of these if
    the exercise is one without PyTorch. What is right on small networks and wrong on the large one
    gets nothing for that.
    """
    first, second, *rest = (share_of(exercise, report) for report in (known, alike, *others))
    if not exercise.torch:
        last = share_of(exercise, large)
        rest.append(Share(0.0) if first.value == second.value == 1 > last.value else last)
    share = min(first.value, second.value) / 2 + sum(s.value for s in rest) / len(rest) / 2
    # A share of 0.7 in halves and quarters is 0.7 but for rounding
    points = math.floor(2 * exercise.points * share + 1e-9) / 2
    fields = {"points": points, "most": exercise.points}
    reason = _reason(first, second, *rest)
    form = sentences.POINTS["because" if reason else "alone"]
    return Points(points, form.format(**fields, reason=reason), reason)


def share_of(exercise: "Exercise", report: Report | None) -> Share:
    """Return what an answer gets on one network, 0 if there is none.

    The weights and the biases of one layer are one step, and so is each other row.
    """
    if report is None:
        return Share(0.0)
    if report.ok:
        return Share(1.0)
    by_steps = _by_steps(report) if exercise.partial else Share(0.0)
    if not report.explained:
        return by_steps
    forms = sum(finding.name in FORMS for finding in report.findings)
    mistakes = sum(f.fields.get("mistakes", 1) for f in report.findings) - forms
    deductions = Deductions(**settings().deductions)
    lost = mistakes * deductions.mistake + forms * deductions.form
    named = sentences.AND.join(
        sentences.COUNTED[kind][min(count, len(sentences.COUNTED[kind])) - 1]
        for kind, count in (("mistakes", mistakes), ("forms", forms))
        if count
    )
    # Whoever adds a mistake that has no name is to get nothing for it
    return max(Share(max(0.0, 1 - lost / TEN), named), by_steps, key=lambda share: share.value)


def _by_steps(report: Report) -> Share:
    steps: dict[str | int, list[bool | None]] = {}
    for row in report.rows:
        step = row.name if row.layer is None else row.layer
        steps.setdefault(step, []).append(row.right)
    done = 0
    for verdicts in steps.values():
        if not all(verdicts):
            break
        done += 1
    return Share(done / len(steps), sentences.POINTS["steps"].format(done=done, steps=len(steps)))


def _reason(first: Share, *others: Share) -> str:
    """Return why these are not all points, as far as a student can see it."""
    shares = (first, *others)
    if all(share == first for share in others):
        return first.reason
    right = sum(share.value == 1 for share in shares)
    elsewhere = sentences.POINTS["networks"].format(right=right, tried=len(shares))
    return elsewhere if first.value == 1 or not first.reason else f"{first.reason}; {elsewhere}"
