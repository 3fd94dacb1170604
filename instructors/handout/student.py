"""Build the version for students: ``make student``, perhaps with ``ANSWERS=yes``.

Writes ``dist/backprop-exercises.zip`` from the files of this repository. ``solution.py`` keeps the
functions that are asked for, without their bodies. The notebooks lose the cells tagged
``solution``, and the outputs from the first call of ``solution.py`` on, which stay in
``expected/``. What is in the folder ``student/`` beside this module replaces the files of the same
names. The edition of the course may ask for another form of an exercise: its notebooks in
``editions/`` hold the cells that differ. Nothing is kept by hand twice.
"""

import argparse
import ast
import re
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from checks.exercises import EXERCISES
from checks.settings import NAME as NAME_OF_SETTINGS
from checks.settings import Deductions, Settings, settings
from instructors import series
from instructors.files import FIRST, Date, exit_if_unwritable, write, zipped
from instructors.handout.edition import answers, functions_of, in_edition
from instructors.messages import HELP, STUDENT, WRITTEN
from instructors.series import NAME, ROOT
from instructors.student_messages import COURSE

Files = dict[str, bytes]  # by their paths
TEMPLATES = Path(__file__).parent / "student"
WORKFLOW = ".github/workflows/exercises.yml"
LINES = re.compile(r"\s+and\s+the\s+line\s+to\s+look\s+at")
DONE = re.compile(r"(Exercise (\d) is done: )\d+ of \d+")
CALL = re.compile(r"\bsolution\.exercise\d")
COPIED = (
    *("requirements.txt", "constraints.txt", "LICENSE"),
    *(".devcontainer/devcontainer.json", ".binder/requirements.txt", ".binder/runtime.txt"),
)


def build(target: Path, with_answers: bool = False) -> None:
    """Write the zip file with what `files` returns."""
    write(target, packed(files(with_answers)))


def packed(content: Files) -> bytes:
    """Return files as a zip file with one folder; those of one commit give the same bytes."""
    content = {f"{NAME}/{name}": data for name, data in content.items()}
    return zipped(content, date=date_of_commit())


def date_of_commit() -> Date:
    """Return when the last commit was made, in universal time; without a history, in 1980."""
    command = ["git", "-c", f"safe.directory={ROOT}", "show", "-s", "--format=%ct", "HEAD"]
    try:
        said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
        return time.gmtime(int(said))[:6]
    except (OSError, ValueError, subprocess.CalledProcessError):
        return FIRST


def files(with_answers: bool = False) -> Files:
    """Return the content of all files for the student by their paths.

    The answers to "On your own" hold lines of a backward pass, so they are for the time after the
    deadline; they are written for the usual edition, and `ValueError` is raised if they are wanted
    of another.
    """
    course = settings()
    if course.edition and with_answers:
        raise ValueError(STUDENT["answers"].format(edition=course.edition))
    notebooks = {
        name: in_course(in_edition(nbformat.reads(data, as_version=4), name, course.edition), name)
        for name, data in series.notebooks().items()
    }
    content = series.files() | {name: (ROOT / name).read_bytes() for name in COPIED}
    content |= {
        path.relative_to(TEMPLATES).as_posix(): path.read_bytes()
        for path in TEMPLATES.rglob("*")
        if path.is_file()
    }
    for name, notebook in notebooks.items():
        whole = without_solution(notebook, with_answers)
        content[name] = written(without_answer(whole))
        content[name.replace("notebooks/", "expected/")] = written(whole)
    source = answers(content["solution.py"].decode(), course.edition)
    content["solution.py"] = without_bodies(source, tasks(notebooks)).encode()
    if course.for_checks():
        content[f"checks/{NAME_OF_SETTINGS}"] = course.for_checks().encode()
    content["README.md"] = readme(content["README.md"].decode(), course).encode()
    content[WORKFLOW] = workflow_with_points(content[WORKFLOW].decode()).encode()
    return content


def readme(text: str, course: Settings) -> str:
    """Return the README with what the course sets in its places."""
    fields = {
        "exercises": table_of_exercises(),
        "course": about(course),
        "hand in": handing_in(course),
    }
    for name, said in fields.items():
        text = text.replace(f"{{{name}}}\n" + "\n" * (not said), said)
    for name, number in asdict(Deductions(**course.deductions)).items():
        text = text.replace(f"{{{name}}}", f"{number:g}")
    return without_lines(text)


def workflow_with_points(workflow: str) -> str:
    """Return the workflow of the student's repository with the points of the course."""
    for exercise in EXERCISES:
        row = rf"(number: {exercise.number}, points:) \d+"
        workflow = re.sub(row, rf"\1 {exercise.points}", workflow)
    return workflow


def about(course: Settings) -> str:
    """Return a line of Markdown on the course; empty if nothing is known of it."""
    known = {"name": course.name, "deadline": course.deadline, "contact": course.contact}
    said = [COURSE[key].format(**known) for key, text in known.items() if text]
    return " · ".join(said) + "\n" if said else ""


def handing_in(course: Settings) -> str:
    """Return what is to be handed in, and where, as Markdown: for the README and the website."""
    text = course.hand_in.strip() or COURSE["hand in"]
    said = COURSE["until"] if course.deadline else "{text}"
    return said.format(text=text, deadline=course.deadline) + "\n"


def in_course(notebook: NotebookNode, path: str) -> NotebookNode:
    """Return a notebook that says what is true in the course, of its points and of the checks."""
    changed = nbformat.from_dict(notebook)
    points = {f"notebooks/{exercise.notebook}.ipynb": exercise.points for exercise in EXERCISES}
    for cell in changed.cells:
        if cell.cell_type == "markdown":
            cell.source = without_lines(cell.source)
            if path in points:
                said = COURSE["points"].format(points=points[path], s="s" * (points[path] != 1))
                cell.source = re.sub(r"\(\d+ points?\)", said, cell.source)
        for output in cell.get("outputs", ()):
            # What the checks say of a right answer
            for texts in (output, output.get("data", {})):
                texts |= {kind: _with_points(text) for kind, text in texts.items()}
    return changed


def _with_points(text: object) -> object:
    """Return what was printed with the points of the course."""
    if not isinstance(text, str):
        return text
    points = {str(exercise.number): exercise.points for exercise in EXERCISES}
    return DONE.sub(lambda done: f"{done[1]}{points[done[2]]} of {points[done[2]]}", text)


def without_lines(text: str) -> str:
    """Return a text that promises no lines if the checks of the course point at none."""
    return text if settings().lines else LINES.sub("", text)


def without_solution(notebook: NotebookNode, with_answers: bool = False) -> NotebookNode:
    """Return a copy of a notebook without the cells tagged ``solution``, or with its last answers.

    These are the answers to "On your own", from the cell called ``answers`` on.
    """
    student = nbformat.from_dict(notebook)
    ids = [cell.id for cell in student.cells]
    answers = ids.index("answers") if with_answers else len(ids)
    student.cells = [
        cell
        for place, cell in enumerate(student.cells)
        if place >= answers or "solution" not in cell.metadata.get("tags", [])
    ]
    code = [cell for cell in student.cells if cell.cell_type == "code"]
    for number, cell in enumerate(code, start=1):
        cell.execution_count = number
        for output in cell.outputs:
            if "execution_count" in output:
                output.execution_count = number
    return student


def without_answer(notebook: NotebookNode) -> NotebookNode:
    """Return a copy of a notebook without the outputs from the first call of ``solution.py`` on.

    What stands there would look like a success, even if the student had written nothing yet.
    """
    student = nbformat.from_dict(notebook)
    code = [cell for cell in student.cells if cell.cell_type == "code"]
    first = next((n for n, cell in enumerate(code) if CALL.search(cell.source)), len(code))
    for cell in code[first:]:
        cell.outputs, cell.execution_count = [], None
    return student


def written(notebook: NotebookNode) -> bytes:
    """Return a notebook as the bytes of its file."""
    return (nbformat.writes(notebook) + "\n").encode()


def tasks(notebooks: Mapping[str, NotebookNode]) -> dict[str, str]:
    """Return what each function is asked to do, from the remarks in the notebooks, by its name."""
    found = {}
    for path, notebook in notebooks.items():
        for cell in notebook.cells:
            for name, task in re.findall(r"solution\.(\w+)\(.*\)  # TODO: (.+)", cell.source):
                found[name] = COURSE["stub"].format(task=task, path=path)
    return found


def without_bodies(source: str, sentences: Mapping[str, str]) -> str:
    """Replace the docstring of a module, and the body of each function by what is said of it."""
    lines = source.splitlines()
    for node in reversed(functions_of(source).values()):
        start = node.body[0].end_lineno  # the docstring ends here
        error = f'    raise NotImplementedError("{node.name}: {sentences[node.name]}")'
        lines[start : node.end_lineno] = [error]
    lines[: ast.parse(source).body[0].end_lineno] = [f'"""{COURSE["answers"]}"""']
    return "\n".join(lines) + "\n"


def table_of_exercises() -> str:
    """Return the table of the exercises for the README."""
    rows = [
        f"| `notebooks/{exercise.notebook}.ipynb` | `{exercise.name}` | {exercise.points} |\n"
        for exercise in EXERCISES
    ]
    return "".join([COURSE["table"], *rows])


@exit_if_unwritable()
def main(arguments: Sequence[str] | None = None) -> None:
    """Build the zip file in ``dist/``."""
    parser = argparse.ArgumentParser(
        prog="instructors.handout.student", description=HELP["student"]
    )
    parser.add_argument("--answers", action="store_true", help=HELP["--answers"])
    given = parser.parse_args(arguments)
    target = ROOT / "dist" / f"{NAME}{'-with-answers' * given.answers}.zip"
    try:
        settings()
        build(target, given.answers)
    except ValueError as problem:
        parser.exit(2, f"{problem}\n")
    size = target.stat().st_size / 1000
    print(WRITTEN["zip"].format(file=target.relative_to(ROOT), size=size))


if __name__ == "__main__":
    main()
