"""What is said in place of the findings on a wrong answer, if repairs or values say more."""

import contextlib
import re
from collections.abc import Collection, Sequence

from checks import sentences
from checks.findings import UNEXPLAINED, Finding
from checks.instrumenting import Line
from checks.lines import by_values
from checks.lines.edits import SAYING_WHY
from checks.lines.left_over import NOT_ANEW, NOT_CLEARED, OVERWRITTEN
from checks.lines.wrong_answer import OF_LOOKS, OF_SUMS, WrongAnswer
from checks.reports import Spot

# Repairs of what is left over, or not kept, which looks like several mistakes
LEFT_OVER = (OVERWRITTEN, NOT_CLEARED, NOT_ANEW, *SAYING_WHY)
# What says where something stands, or nothing does, and not what has led to that
OF_EFFECTS = {"closed-mask", "of-another-place"}
# What makes whole numbers of others
WHOLE = re.compile(r"//|\b(int\d*|astype|round|around|rint|fix|floor|trunc|long)\b")


def better_findings(answer: WrongAnswer) -> Sequence[Finding]:
    """Return the findings, or better ones from repairs and values.

    A left-over sum goes before several named mistakes: it looks like them.
    """
    with contextlib.suppress(Exception):
        one_is_known = len(answer.findings) == 1 and by_values.says_what_was_done(answer.findings)
        if not one_is_known and (left := _left_over(answer)):
            return left
        if answer.names == {"zeros"}:
            return _cut(answer) or _repair(answer) or _zeros(answer) or answer.findings
        if answer.names <= OF_EFFECTS:
            return _repair(answer, SAYING_WHY) or answer.findings
        if answer.names <= UNEXPLAINED:
            return _repair(answer) or _early(answer) or _meeting(answer) or answer.findings
        if answer.names <= OF_LOOKS:
            return _repair(answer) or _early(answer) or answer.findings
        if answer.names <= OF_SUMS:
            return _early(answer) or answer.findings
    return answer.findings


def _meeting(answer: WrongAnswer) -> list[Finding]:
    """Say where what is wrong was made of right values, and of which."""
    if answer.meeting is None:
        return []
    line, names = answer.meeting
    return [Finding("made-of", {"line": _text(answer, line), "found": sentences.AND.join(names)})]


def _cut(answer: WrongAnswer) -> list[Finding]:
    """Say where numbers are cut to whole ones, if all that is wrong is zero because of that."""
    spots = [_spot(answer, line) for line in answer.values.zeros(of_zeros=False)]
    cut = [spot for spot in spots if WHOLE.search(spot.text)]
    return [Finding("come-to-nothing", {"line": str(spot)}) for spot in cut[:1]]


def _zeros(answer: WrongAnswer) -> list[Finding]:
    """Say where something is zero already, if all that is wrong is zero because of that."""
    lines = answer.values.zeros(of_zeros=True)
    return [Finding("zeros-of-zeros", {"line": _text(answer, line)}) for line in lines[:1]]


def _early(answer: WrongAnswer) -> list[Finding]:
    """Say which sum is used before it is complete."""
    if answer.early is None:
        return []
    lines = answer.early.used[0], answer.early.added
    used, added = (_text(answer, line) for line in lines)
    return [Finding("used-early", {"sum": answer.early.name, "used": used, "added": added})]


def _left_over(answer: WrongAnswer) -> list[Finding]:
    """Say what a program leaves in an array, if everything is right without that."""
    return _repair(answer, LEFT_OVER)


def _repair(answer: WrongAnswer, kinds: Collection[str] = ()) -> list[Finding]:
    """Say in which line something else makes everything right, if it does, and is of some kinds."""
    repair = answer.tried.repair
    if repair is None or (kinds and repair.kind not in kinds):
        return []
    line = _text(answer, repair.lines[0])
    meets = [finding.fields for finding in _meeting(answer) if finding.fields["line"] == line]
    told = sentences.MEETS.format(**meets[0]) if meets else ""
    return [Finding(repair.kind, {"line": line, "text": repair.text, "meets": told})]


def _text(answer: WrongAnswer, line: Line) -> str:
    return str(_spot(answer, line))


def _spot(answer: WrongAnswer, line: Line) -> Spot:
    (place,) = answer.program.spots([line])
    return answer.program.spot(*place)
