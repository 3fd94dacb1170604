"""Find the line of a mistake that has a name in what a student has handed in: `spots`.

The program runs once more in its sandbox, for a network of random numbers, and what it computes
comes back with files and lines. The line is found here, by the right values. The program may forge
what comes, and then its own student reads of another line of the same program.
"""

from collections.abc import Sequence

import numpy

from checks.exercises import Exercise
from checks.findings import Finding
from checks.instrumenting import Line
from checks.lines import by_values
from checks.lines.choosing import MOST_SPOTS
from checks.lines.observed import Execution
from checks.networks import series_network
from checks.reports import Spot
from checks.settings import settings
from checks.tracing import Computed
from checks.waypoints import generic_network
from instructors.handin.programs import ProgramFile
from instructors.replay import as_json
from instructors.sandbox import Job, Sandboxes
from instructors.scoring.outcomes import task_of

SECONDS = 5.0  # of computing; the program is stopped before, see `checks.tracing`
MOST_VALUES = 40_000  # that are looked at
MOST_LINE_CHARACTERS = 200


def spots(
    sandboxes: Sandboxes,
    program: ProgramFile,
    rank: int,
    exercise: Exercise,
    findings: Sequence[Finding],
) -> tuple[Spot, ...]:
    """Return the lines in which mistakes may be that were found on the network of the exercises.

    The program was tried before in the same sandboxes, with the candidate of this rank as its
    answer; see `Sandboxes.run`. The likeliest line comes first.
    """
    if not (settings().lines and findings and by_values.says_what_was_done(findings)):
        return ()
    network = generic_network(series_network())
    tasks = (task_of(network),)
    job = Job(exercise.name, tasks, exercise.torch, seconds=SECONDS, record_values=True)
    came = sandboxes.record_values(program, job, rank)
    files, values = came["recorded"]["files"], _values(came)
    lines = by_values.LineFinder(values, exercise, network, findings).lines(findings)
    found = [_spot(files[line.part], line.line, program) for line in dict.fromkeys(lines)]
    return tuple(spot for spot in found if spot)[:MOST_SPOTS]


def _values(came: dict) -> Execution:
    """Return what was recorded as the checks know it; whatever else was told raises something."""
    recorded = came["recorded"]
    computed = [
        Computed(
            int(node),
            tuple(Line(*map(int, line)) for line in lines),
            value if isinstance(value, float) else numpy.array(value),
            str(operation),
            int(serial),
        )
        for node, lines, value, operation, serial in recorded["computed"][:MOST_VALUES]
    ]
    answer = as_json.from_json(came["answer"]) if "answer" in came else None
    return Execution(
        computed,
        [(Line(*line), (None, None) if pair else None) for line, pair in recorded["returns"]],
        [Line(*line) for line in recorded["prints"]],
        answer,
    )


def _spot(file: str, line: int, program: ProgramFile) -> Spot | None:
    """Return a line as it was handed in; None if there is no such line, or nothing in it."""
    lines = _lines(file, program)
    text = lines[line - 1].strip() if 0 < line <= len(lines) else ""
    return Spot(line, file, text[:MOST_LINE_CHARACTERS]) if text else None


def _lines(file: str, program: ProgramFile) -> list[str]:
    """Return the lines of a file or of a cell, by the name that errors have for it."""
    cells = {cell.label: cell.text for cell in program.cells if cell.label != program.path}
    text = program.files.get(file, b"").decode("utf-8", "replace")
    return cells.get(file, text).split("\n")
