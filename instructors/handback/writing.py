"""Write all that a grading gives back, and report in the terminal: `write_results`."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from functools import partial

from instructors.files import write
from instructors.handback import feedback, overview, points_by_hand
from instructors.handback.gradebook import Filled, Gradebook
from instructors.handback.tables import TableError, write_table
from instructors.messages import GRADE, GRADEBOOK, InstructorNote, counted, noted
from instructors.printable import clean
from instructors.results import Result, one_per_student


def write_results(
    results: Sequence[Result],
    strays: Sequence[tuple[str, str]],
    doubts: Sequence[tuple[str, str]],
    options: argparse.Namespace,
    by_hand: Sequence[points_by_hand.GivenPoints] = (),
    book: Gradebook | None = None,
) -> int:
    """Write all files of the output, and report in the terminal; return the exit status."""
    output = options.output
    results, filled, notes = _of_students(one_per_student(results), options, by_hand, book)
    write_table(output / "grades.csv", results, options.columns)
    changed = feedback.replace_feedback(output / "feedback", results)
    texts = {student: file.text for student, file in changed.items()}
    skipped = feedback.write_zip(output / "feedback.zip", results, texts)
    edited = [
        file.name
        + (GRADE["beside"].format(path=output / "feedback" / file.new) if file.new else "")
        for file in changed.values()
    ]
    missing = filled.missing if filled else ()
    about = {
        "skipped": skipped,
        "changed": edited,
        "strays": [f"{file} ({reason})" for file, reason in strays],
        "doubts": [f"{student} ({why})" for student, why in doubts],
    }
    notes += noted(GRADE, about)
    write(output / "overview.html", overview.overview_html(results, missing, notes))
    _tell_success(results, filled, options)
    for note in [*_complaints(results, missing), *notes]:
        print(note.short(str(output / "overview.html")), file=sys.stderr)
    if book and not filled:
        return 2
    if any(result.total is None for result in results):
        return 1
    # What students have handed in is told, and is no failure of the grading
    return 3 if options.strict and (strays or any(result.unused for result in results)) else 0


def _of_students(
    results: Sequence[Result],
    options: argparse.Namespace,
    by_hand: Sequence[points_by_hand.GivenPoints],
    book: Gradebook | None,
) -> tuple[Sequence[Result], Filled | None, list[InstructorNote]]:
    """Return a result for each student, the table of the course system, and what is to be said."""
    change = partial(points_by_hand.applied, given=by_hand)
    if not book:
        return change(results), None, []
    target = options.output / options.gradebook.name
    try:
        filled = book.fill(results, change)
        write(target, filled.content)
    except (OSError, TableError) as error:
        problem = GRADE["not filled"].format(file=options.gradebook, problem=error)
        problem += GRADE["earlier"].format(file=target) if target.exists() else ""
        return change(results), None, [InstructorNote(problem)]
    return filled.results, filled, list(filled.notes)


def _tell_success(
    results: Sequence[Result], filled: Filled | None, options: argparse.Namespace
) -> None:
    names = ("grades.csv", "feedback", "overview.html")
    files = ", ".join(str(options.output / name) for name in names)
    graded = sum(result.total is not None for result in results)
    print(counted(GRADE["graded"], len(results), graded=graded, files=files))
    if filled:
        file = options.output / options.gradebook.name
        print(counted(GRADE["filled"], filled.filled, file=file))
    # Before what is said next on the other channel
    sys.stdout.flush()


def _complaints(results: Sequence[Result], missing: Sequence[str]) -> Iterator[InstructorNote]:
    """Yield notes for the terminal: who is not graded, to look at, unusable, or missing."""
    reasons: dict[str, list[str]] = {}
    for result in results:
        if result.total is None:
            outcomes = result.outcomes.values()
            reason = next(outcome.feedback for outcome in outcomes if outcome.points is None)
            reasons.setdefault(reason, []).append(result.student)
    for reason, students in reasons.items():
        yield from noted(GRADE, {"ungraded": students}, reason=reason)
    outcomes_of = {result.student: result.outcomes.values() for result in results}
    marked = {s: [m for o in outcomes for m in o.marks] for s, outcomes in outcomes_of.items()}
    nothing = [
        s for s, outcomes in outcomes_of.items() if {o.kind for o in outcomes} == {"unusable"}
    ]
    about = {
        "marked": [f"{student} ({marks[0]})" for student, marks in marked.items() if marks],
        "nothing": nothing,
        "unusable": [
            f"{result.student} ({clean(file, 200)}: {clean(reason, 200)})"
            for result in results
            if result.student not in nothing
            for file, reason in result.unused[:1]
        ],
    }
    yield from [*noted(GRADE, about), *noted(GRADEBOOK, {"missing": missing})]
