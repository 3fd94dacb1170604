"""The feedback in files, and in the zip that the course system takes back."""

import hashlib
import json
import re
from collections.abc import Sequence
from pathlib import Path

from checks.exercises import EXERCISES
from checks.settings import settings
from instructors.files import write, zipped
from instructors.printable import LONGEST, file_name, file_names, in_markdown
from instructors.results import Result

# As Moodle names them, and what it accepts back: name, number, plugin
MOODLE = re.compile(r"[^_/\\]+_(\d+)_assign(?:submission|feedback)_file_?")
NAME = "feedback.md"
NEW = "new"


def feedback(result: Result) -> str:
    """Return what a student reads, as Markdown; marks for the instructor are not in it."""
    most = {exercise.name: exercise.points for exercise in EXERCISES}
    total = _points(result.total, sum(most.values()))
    lines = [f"# {in_markdown(result.student)}", "", total, ""]
    lines += [f"- {in_markdown(remark)}" for remark in result.remarks]
    lines += [f"- Not used: {in_markdown(file)}. {in_markdown(why)}" for file, why in result.unused]
    outcomes = result.outcomes.values()
    said = {outcome.feedback for outcome in outcomes}
    # What is said of all exercises alike is said once, such as that there is no program
    together = len(said) == 1 and all(o.kind in ("unusable", "failed") for o in outcomes)
    if together:
        lines += ["", *said]
    for name, outcome in result.outcomes.items():
        file = f" ({in_markdown(outcome.file)})" if outcome.file else ""
        lines += ["", f"## {name}: {_points(outcome.points, most[name])}{file}", ""]
        lines += [] if together else [outcome.feedback]
    if contact := settings().contact:
        lines += ["", f"Questions: {contact}"]
    text = "\n".join(lines) + "\n"
    return text.encode("utf-8", "replace").decode()


def _points(points: float | None, most: float) -> str:
    return "not graded" if points is None else f"{points:g} of {most} points"


def replace_feedback(folder: Path, results: Sequence[Result]) -> dict[str, str]:
    """Write a file per student, and remove those of an earlier run that nobody has changed.

    A file that somebody has changed is kept. If there is something new to say, that goes into a
    file of the same name in the folder ``new``. Returns the names of the files by the students.
    """
    earlier, written = _written(folder), dict[str, str]()
    names = file_names((result.student for result in results), ".md")
    for result in results:
        _put(folder, names[result.student], feedback(result).encode(), earlier, written)
    for name in earlier.keys() - written.keys():
        path = folder / name
        if path.is_file() and _digest(path.read_bytes()) == earlier[name]:
            path.unlink()
    for left in sorted(folder.glob("**/new/"), reverse=True):
        if not any(left.iterdir()):
            left.rmdir()
    list_of_written = _list_of_written(folder)
    write(list_of_written, json.dumps(written))
    return names


def _put(
    folder: Path, name: str, text: bytes, earlier: dict[str, str], written: dict[str, str]
) -> None:
    """Write a file; beside it, if it is not as it was written before."""
    path, digest = folder / name, _digest(text)
    if path.is_file() and _digest(path.read_bytes()) not in (digest, earlier.get(name)):
        written[name] = earlier.get(name, "")
        if written[name] != digest:
            _put(folder, f"{NEW}/{name}", text, earlier, written)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    # Not text mode, which writes other line ends on Windows
    path.write_bytes(text)
    written[name] = digest


def changed(folder: Path, results: Sequence[Result]) -> dict[str, tuple[str, str, str]]:
    """Find the files that somebody has changed, after `replace_feedback`, by the students.

    Of each: the name of the file, what is in it, and where the new text is, if anywhere.
    """
    written, found = _written(folder), {}
    for student, name in file_names((result.student for result in results), ".md").items():
        content = (folder / name).read_bytes()
        if _digest(content) != written.get(name):
            new = max((n for n in written if n.endswith(f"{NEW}/{name}")), key=len, default="")
            found[student] = (name, content.decode("utf-8", "replace"), new)
    return found


def _list_of_written(folder: Path) -> Path:
    return folder.with_name("graded") / "feedback.json"


def _written(folder: Path) -> dict[str, str]:
    """Return the digests of what was written last, by the names of the files."""
    try:
        return json.loads(_list_of_written(folder).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def write_zip(
    path: Path, results: Sequence[Result], texts: dict[str, str] | None = None
) -> tuple[str, ...]:
    """Write all feedback into one zip file; the same results give the same bytes.

    If the submissions came from Moodle, there is a folder per student, named as it came, and the
    file can be uploaded as it is ("Upload multiple feedback files in a zip"). Else there is a file
    per student. Some of them may read other ``texts``.

    Returns the students who have no number in Moodle while others do. Their files are in the zip,
    and Moodle will skip them.
    """
    numbered = [result for result in results if _number(result)]
    others = [result for result in results if not _number(result)]
    said = {result.student: feedback(result) for result in results} | (texts or {})
    content = {f"{moodle_folder(r)}/{NAME}": said[r.student] for r in numbered}
    names = file_names((result.student for result in others), ".md")
    content |= {names[result.student]: said[result.student] for result in others}
    write(path, zipped(content, compressed=True))
    return tuple(result.student for result in others) if numbered else ()


def _number(result: Result) -> str:
    """Return what Moodle calls the student in this assignment; empty if that is not known."""
    number = str(result.identifiers.get("moodle", ""))
    return number if re.fullmatch(r"[0-9]+", number) else ""


def moodle_folder(result: Result) -> str:
    """Return the name of a student's folder by which Moodle knows whose feedback is in it.

    It is the folder's name as it came, if it was one.
    """
    came = MOODLE.fullmatch(result.folder)
    number = _number(result)
    end = f"_{number}_assignsubmission_file"
    safe = file_name(result.folder)
    if came and came[1] == number and safe == result.folder:
        return result.folder
    # Moodle splits the name at underscores, and finds the number in the second place
    name = file_name(result.folder.split("_")[0] or result.student).replace("_", " ").strip()
    return (name.encode()[: LONGEST - len(end)].decode("utf-8", "ignore") or "student") + end
