"""The feedback in files, and in the zip that the course system takes back."""

import itertools
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from checks.exercises import EXERCISES
from checks.settings import settings
from instructors.files import MOST_NAME_BYTES, checksum, file_name, file_names, write, zipped
from instructors.printable import encodable, in_markdown
from instructors.results import Result
from instructors.student_messages import COURSE, GRADING

# As Moodle names them, and what it accepts back: name, number, plugin
MOODLE = re.compile(r"[^_/\\]+_(\d+)_assign(?:submission|feedback)_file_?")
NAME = "feedback.md"


def feedback_markdown(result: Result) -> str:
    """Return what a student reads, as Markdown; marks for the instructor are not in it."""
    most = {exercise.name: exercise.points for exercise in EXERCISES}
    total = _points(result.total, sum(most.values()))
    lines = [f"# {in_markdown(result.student)}", "", total, ""]
    lines += [f"- {in_markdown(remark)}" for remark in result.remarks]
    for file, reason in result.unused:
        said = GRADING["not used"].format(file=in_markdown(file), reason=in_markdown(reason))
        lines.append(f"- {said}")
    outcomes = result.outcomes.values()
    texts = {outcome.feedback for outcome in outcomes}
    # What is said of all exercises alike is said once, such as that there is no program
    together = len(texts) == 1 and all(o.kind in ("unusable", "failed") for o in outcomes)
    if together:
        lines += ["", *texts]
    for name, outcome in result.outcomes.items():
        file = f" ({in_markdown(outcome.file)})" if outcome.file else ""
        lines += ["", f"## {name}: {_points(outcome.points, most[name])}{file}", ""]
        lines += [] if together else [outcome.feedback]
    if contact := settings().contact:
        lines += ["", COURSE["contact"].format(contact=contact)]
    return encodable("\n".join(lines) + "\n")


def _points(points: float | None, most: float) -> str:
    if points is None:
        return GRADING["not graded"]
    return GRADING["points"].format(points=points, most=most)


class Changed(NamedTuple):
    """A file of feedback that somebody has changed."""

    name: str
    text: str
    new: str  # where the new text is, if there is something new to say


def replace_feedback(folder: Path, results: Sequence[Result]) -> dict[str, Changed]:
    """Write a file per student, and remove those of an earlier run that nobody has changed.

    A file that somebody has changed is kept. If there is something new to say, that goes into a
    file of the same name in the folder ``new``. Returns the files that were changed, by the
    students.
    """
    list_of_written = folder.with_name("graded") / "feedback.json"
    try:
        earlier = json.loads(list_of_written.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        earlier = {}
    written: dict[str, str] = {}
    changed = {}
    names = file_names((result.student for result in results), ".md")
    for result in results:
        name = names[result.student]
        beside = _put(folder, name, feedback_markdown(result).encode(), earlier, written)
        content = (folder / name).read_bytes()
        if checksum(content) != written[name]:
            changed[result.student] = Changed(name, content.decode("utf-8", "replace"), beside)
    for name in earlier.keys() - written.keys():
        path = folder / name
        if path.is_file() and checksum(path.read_bytes()) == earlier[name]:
            path.unlink()
    for left in sorted(folder.glob("**/new/"), reverse=True):
        if not any(left.iterdir()):
            left.rmdir()
    write(list_of_written, json.dumps(written))
    return changed


def _put(
    folder: Path, name: str, text: bytes, earlier: dict[str, str], written: dict[str, str]
) -> str:
    """Write a file, and note its digest; if somebody has changed it, beside it, and say where."""
    new = checksum(text)
    for depth in itertools.count():
        place = "new/" * depth + name
        path = folder / place
        if not path.is_file() or checksum(path.read_bytes()) in (new, earlier.get(place)):
            path.parent.mkdir(parents=True, exist_ok=True)
            # Not text mode, which writes other line ends on Windows
            path.write_bytes(text)
            written[place] = new
            break
        written[place] = earlier.get(place, "")
        if written[place] == new:  # there is nothing new to say
            break
    return "" if place == name else place


def write_zip(
    path: Path, results: Sequence[Result], texts: dict[str, str] | None = None
) -> tuple[str, ...]:
    """Write all feedback into one zip file, in the form that Moodle takes if it came from there.

    Some of the students read other ``texts``. Returns those who have no number in Moodle while
    others do: their files are in the zip, and Moodle will skip them.
    """
    numbered = [result for result in results if _number(result)]
    others = [result for result in results if not _number(result)]
    said = {result.student: feedback_markdown(result) for result in results} | (texts or {})
    content = {f"{moodle_folder(r)}/{NAME}": said[r.student] for r in numbered}
    names = file_names((result.student for result in others), ".md")
    content |= {names[result.student]: said[result.student] for result in others}
    write(path, zipped(content, compressed=True))
    return tuple(result.student for result in others) if numbered else ()


def _number(result: Result) -> str:
    """Return what Moodle calls the student in this assignment; empty if that is not known."""
    number = result.identifiers.get("moodle", "")
    return number if re.fullmatch(r"[0-9]+", number) else ""


def moodle_folder(result: Result) -> str:
    """Return the folder by which Moodle knows whose feedback it is: as it came, if it was one."""
    came = MOODLE.fullmatch(result.folder)
    number = _number(result)
    end = f"_{number}_assignsubmission_file"
    safe = file_name(result.folder)
    if came and came[1] == number and safe == result.folder:
        return result.folder
    # Moodle splits the name at underscores, and finds the number in the second place
    name = file_name(result.folder.split("_")[0] or result.student).replace("_", " ").strip()
    return (
        name.encode()[: MOST_NAME_BYTES - len(end)].decode("utf-8", "ignore") or "student"
    ) + end
