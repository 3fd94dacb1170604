"""What the files themselves tell of outcomes: `with_file_checks`.

They may need a newer Python than this one, or hold a package that differentiates.
"""

import dataclasses
import signal
import sys
from collections.abc import Iterable
from pathlib import PurePosixPath

from checks.exercises import EXERCISES
from checks.hiding import DIFFERENTIATING
from instructors.messages import TO_LOOK_AT
from instructors.newer_python import needed
from instructors.results import Outcome
from instructors.student_messages import GRADING

THIS = ".".join(map(str, sys.version_info[:2]))  # the version of this Python
NO_NEWER = TO_LOOK_AT["newer"].format(this=THIS)
UNREAD = ("crashed", "missing", "unusable")  # how an exercise ends that this Python cannot read


def with_file_checks(
    outcomes: dict[str, Outcome], files: dict[str, bytes], seconds: float
) -> dict[str, Outcome]:
    """Return outcomes after a look at the unpacked files; ends this process after ``seconds``."""
    unread = {n for n, o in outcomes.items() if not o.points and o.kind in UNREAD}
    signal.setitimer(signal.ITIMER_PROF, seconds)
    newer = needed(files.items()) if unread else ""
    signal.setitimer(signal.ITIMER_PROF, 0)
    packages = ", ".join(differentiating(name.replace(": ", "/") for name in files))
    found = {}
    for exercise in EXERCISES:
        outcome = outcomes[exercise.name]
        mark = ""
        if newer and exercise.name in unread:
            reason = GRADING["newer"].format(version=newer, this=THIS)
            outcome = Outcome(None, "failed", GRADING["failed"].format(reason=reason))
        elif newer is None and exercise.name in unread:
            mark = NO_NEWER
        elif packages and not exercise.torch and outcome.points:
            mark = TO_LOOK_AT["package"].format(packages=packages)
        if mark:
            outcome = dataclasses.replace(outcome, marks=(*outcome.marks, mark))
        found[exercise.name] = outcome
    return found


def differentiating(names: Iterable[str]) -> list[str]:
    """Return which packages that differentiate are among files, by their paths with slashes."""
    paths = [PurePosixPath(name) for name in names]
    modules = {
        path.parent.name if path.stem == "__init__" else path.stem
        for path in paths
        if path.suffix == ".py"
    }
    return sorted(modules.intersection(DIFFERENTIATING))
