"""Build the version for students: ``python -m instructors.student [EDITION] [--answers]``.

Writes ``dist/backprop-exercises.zip`` from the files of this repository. ``solution.py`` keeps the
functions that are asked for, without their bodies. The notebooks lose the cells tagged
``solution``, and the outputs from the first call of ``solution.py`` on, which stay in
``expected/``. What is in ``instructors/student/`` replaces the files of the same names. An edition
asks for another form of an exercise: its notebooks in ``instructors/editions/`` hold the cells that
differ. Nothing is kept by hand twice.
"""

import argparse
import ast
import re
import subprocess
import time
from dataclasses import asdict

import nbformat

from checks.exercises import EXERCISES
from checks.points import Deductions
from checks.settings import EDITIONS, Settings, SettingsError, editions, settings
from checks.settings import NAME as NAME_OF_SETTINGS
from instructors import folder
from instructors.files import FIRST, write, writing, zipped
from instructors.folder import ROOT
from instructors.messages import HELP, STUDENT, WRITTEN
from instructors.sentences import COURSE

TEMPLATES = ROOT / "instructors" / "student"
NAME = "backprop-exercises"
WORKFLOW = ".github/workflows/exercises.yml"
LINES = re.compile(r"\s+and\s+the\s+line\s+to\s+look\s+at")
DONE = re.compile(r"(Exercise (\d) is done: )\d+ of \d+")
CALL = re.compile(r"\bsolution\.exercise\d")
COPIED = (
    *("requirements.txt", "constraints.txt", "LICENSE"),
    *(".devcontainer/devcontainer.json", ".binder/requirements.txt", ".binder/runtime.txt"),
)


def build(target, edition=None, with_answers=False) -> None:
    """Write the zip file; the same files give the same bytes.

    Parameters
    ----------
    target : pathlib.Path
    edition : str, optional
        One of `editions`.
    with_answers : bool
        As for `files`.
    """
    write(target, packed(files(edition, with_answers)))


def packed(content):
    """Return files as a zip file with one folder; the same files of one commit give the same bytes.

    Parameters
    ----------
    content : dict
        Bytes by the paths of the files.

    Returns
    -------
    bytes
    """
    content = {f"{NAME}/{name}": data for name, data in content.items()}
    return zipped(content, date=date_of_commit())


def date_of_commit():
    """Return when the last commit was made, in universal time; without a history, in 1980."""
    command = ["git", "-c", f"safe.directory={ROOT}", "show", "-s", "--format=%ct", "HEAD"]
    try:
        said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
        return time.gmtime(int(said))[:6]
    except (OSError, ValueError, subprocess.CalledProcessError):
        return FIRST


def files(edition=None, with_answers=False):
    """Return the content of all files for the student by their paths.

    Parameters
    ----------
    edition : str, optional
        One of `editions`; that of the course, if none is given.
    with_answers : bool
        Whether the notebooks keep the answers to "On your own". Those hold lines of a backward
        pass, so they are for the time after the deadline.

    Raises
    ------
    ValueError
        If answers are wanted of another edition than the usual one, for which they are written.
    """
    course = settings()
    edition = edition or course.edition or None
    if edition and with_answers:
        raise ValueError(STUDENT["answers"].format(edition=edition))
    notebooks = {
        name: in_course(in_edition(nbformat.reads(content, as_version=4), name, edition), name)
        for name, content in folder.notebooks().items()
    }
    content = folder.files() | {name: (ROOT / name).read_bytes() for name in COPIED}
    content |= {
        path.relative_to(TEMPLATES).as_posix(): path.read_bytes()
        for path in TEMPLATES.rglob("*")
        if path.is_file()
    }
    for name, notebook in notebooks.items():
        whole = without_solution(notebook, with_answers)
        content[name] = written(without_answer(whole))
        content[name.replace("notebooks/", "expected/")] = written(whole)
    source = answers(content["solution.py"].decode(), edition)
    content["solution.py"] = without_bodies(source, tasks(notebooks)).encode()
    if course.for_checks():
        content[f"checks/{NAME_OF_SETTINGS}"] = course.for_checks().encode()
    fields = {"exercises": table(), "course": about(course), "hand in": handing_in(course)}
    for name, text in fields.items():
        before = f"{{{name}}}\n".encode() + b"\n" * (not text)
        content["README.md"] = content["README.md"].replace(before, text.encode())
    for name, number in asdict(Deductions(**course.deductions)).items():
        told = content["README.md"].replace(f"{{{name}}}".encode(), f"{number:g}".encode())
        content["README.md"] = told
    content["README.md"] = without_lines(content["README.md"].decode()).encode()
    workflow = content[WORKFLOW].decode()
    for exercise in EXERCISES:
        row = rf"(number: {exercise.number}, points:) \d+"
        workflow = re.sub(row, rf"\1 {exercise.points}", workflow)
    content[WORKFLOW] = workflow.encode()
    return content


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


def in_course(notebook, path):
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


def _with_points(text):
    """Return what was printed with the points of the course."""
    if not isinstance(text, str):
        return text
    points = {str(exercise.number): exercise.points for exercise in EXERCISES}
    return DONE.sub(lambda done: f"{done[1]}{points[done[2]]} of {points[done[2]]}", text)


def without_lines(text):
    """Return a text that promises no lines if the checks of the course point at none."""
    return text if settings().lines else LINES.sub("", text)


def in_edition(notebook, name, edition=None):
    """Return a notebook with the cells of an edition in place of those of the same ids."""
    path = EDITIONS / str(edition) / name
    if not path.is_file():
        return notebook
    others = {cell.id: cell for cell in nbformat.read(path, as_version=4).cells}
    changed = nbformat.from_dict(notebook)
    for cell in changed.cells:
        # What the cell prints, and its pictures, are the same in all editions
        cell.source = others.pop(cell.id, cell).source
    if others:
        fields = {"path": path, "name": name, "cells": ", ".join(others)}
        raise ValueError(STUDENT["other cells"].format(**fields))
    return changed


def without_solution(notebook, with_answers=False):
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


def without_answer(notebook):
    """Return a copy of a notebook without the outputs from the first call of ``solution.py`` on.

    What stands there would look like a success, even if the student had written nothing yet.
    """
    student = nbformat.from_dict(notebook)
    code = [cell for cell in student.cells if cell.cell_type == "code"]
    first = next((n for n, cell in enumerate(code) if CALL.search(cell.source)), len(code))
    for cell in code[first:]:
        cell.outputs, cell.execution_count = [], None
    return student


def written(notebook):
    """Return a notebook as the bytes of its file."""
    return (nbformat.writes(notebook) + "\n").encode()


def tasks(notebooks):
    """Return what each function is asked to do, from the remarks in the notebooks.

    Parameters
    ----------
    notebooks : dict
        The notebooks by their paths.

    Returns
    -------
    dict
        The sentence for the student by the name of the function.
    """
    found = {}
    for path, notebook in notebooks.items():
        for cell in notebook.cells:
            for name, task in re.findall(r"solution\.(\w+)\(.*\)  # TODO: (.+)", cell.source):
                found[name] = COURSE["stub"].format(task=task, path=path)
    return found


def answers(source, edition=None):
    """Return ``solution.py`` with one function per exercise: the one that an edition asks for.

    Parameters
    ----------
    source : str
        A module in which ``exercise1_preactivations`` is the answer to exercise 1 in the edition
        called ``preactivations``.
    edition : str, optional
    """
    functions = {node.name: node for node in ast.parse(source).body if _is_function(node)}
    chosen = {}
    for exercise in EXERCISES:
        other = f"{exercise.name}_{edition}"
        chosen[exercise.name] = other if other in functions else exercise.name
    lines = source.splitlines()
    for name, node in reversed(functions.items()):
        if name not in chosen.values():
            # With the blank lines after it
            end = next((n for n in range(node.end_lineno, len(lines)) if lines[n]), len(lines))
            del lines[node.lineno - 1 : end]
    text = "\n".join(lines).rstrip() + "\n"
    for name, other in chosen.items():
        text = text.replace(f"def {other}(", f"def {name}(")
    return text


def without_bodies(source, sentences):
    """Replace the bodies of all functions, and the docstring of the module.

    Parameters
    ----------
    source : str
        A Python module.
    sentences : dict
        What to say in place of a body, by the name of the function.

    Returns
    -------
    str
        The module, in which every function keeps its signature and docstring.
    """
    lines = source.splitlines()
    module = ast.parse(source)
    for node in reversed(module.body):
        if not _is_function(node):
            continue
        start = node.body[0].end_lineno  # the docstring ends here
        error = f'    raise NotImplementedError("{node.name}: {sentences[node.name]}")'
        lines[start : node.end_lineno] = [error]
    lines[: module.body[0].end_lineno] = [f'"""{COURSE["answers"]}"""']
    return "\n".join(lines) + "\n"


def _is_function(node):
    return isinstance(node, ast.FunctionDef)


def table():
    """Return the table of the exercises for the README."""
    rows = [
        f"| `notebooks/{exercise.notebook}.ipynb` | `{exercise.name}` | {exercise.points} |\n"
        for exercise in EXERCISES
    ]
    return "".join(["| notebook | you write | points |\n", "| --- | --- | --- |\n", *rows])


@writing()
def main(arguments=None) -> None:
    """Build the zip file in ``dist/``."""
    parser = argparse.ArgumentParser(prog="instructors.student", description=HELP["student"])
    parser.add_argument("edition", nargs="?", choices=editions(), help=HELP["edition"])
    parser.add_argument("--answers", action="store_true", help=HELP["--answers"])
    given = parser.parse_args(arguments)
    parts = [NAME, given.edition, "with-answers" if given.answers else None]
    target = ROOT / "dist" / f"{'-'.join(filter(None, parts))}.zip"
    try:
        settings()
        build(target, given.edition, given.answers)
    except (SettingsError, ValueError) as problem:
        parser.exit(2, f"{problem}\n")
    size = target.stat().st_size / 1000
    print(WRITTEN["zip"].format(file=target.relative_to(ROOT), size=size))


if __name__ == "__main__":
    main()
