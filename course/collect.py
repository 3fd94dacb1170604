"""Find the submissions in a folder, and read the student's program of each.

Nothing is unpacked or executed: a program is read from its file, from a member of a zip file, or
from the cells of a notebook.
"""

import ast
import json
import stat
import zipfile
from dataclasses import dataclass

LARGEST = 1_000_000  # bytes of a program; notebooks and zip files may be larger
LARGEST_NOTEBOOK = 20_000_000
MOST_NOTEBOOKS = 10
HIDDEN = {".ipynb_checkpoints", "__MACOSX", "__pycache__"}


@dataclass(frozen=True)
class Submission:
    """What one student has handed in.

    Attributes
    ----------
    student : str
    source : bytes
        The program; empty if there is a problem.
    problem : str
        Why there is no program to run; empty if there is one.
    """

    student: str
    source: bytes = b""
    problem: str = ""


class ProblemError(Exception):
    """A submission that cannot be read; the message is for the student."""


def collect(folder):
    """Read all submissions in a folder.

    Parameters
    ----------
    folder : pathlib.Path
        Holds for every student a folder, or a zip file, of the student's name.

    Returns
    -------
    list of Submission
        Sorted by the names of the students.

    Raises
    ------
    ValueError
        If two submissions have the same name.
    """
    submissions = {}
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or not (path.is_dir() or path.suffix.lower() == ".zip"):
            continue
        student = path.name if path.is_dir() else path.stem
        if student in submissions:
            raise ValueError(
                f"There are a folder and a zip file for {student!r} in {folder}. Remove one."
            )
        try:
            submissions[student] = Submission(student, _program(path))
        except ProblemError as problem:
            submissions[student] = Submission(student, problem=str(problem))
    return [submissions[student] for student in sorted(submissions)]


def _program(path):
    """Return the program in a folder or a zip file."""
    if path.is_symlink():
        raise ProblemError("The submission is a link, not a folder or a file.")
    if path.is_file():
        return _from_zip(path)
    files = [file for file in sorted(path.rglob("*")) if file.is_file() or file.is_symlink()]
    chosen = _choose({file.relative_to(path).as_posix(): file for file in files})
    if chosen[0].suffix.lower() == ".zip" and not chosen[0].is_symlink():
        return _from_zip(chosen[0])
    contents = []
    for file in chosen:
        if file.is_symlink():
            raise ProblemError(f"{file.name} is a link, not a file.")
        with file.open("rb") as opened:
            contents.append(_read(opened, file.name))
    return _one_program(chosen[0].name, contents)


def _choose(files):
    """Choose from files by their paths: a solution.py, else a zip file, else all notebooks."""
    names = [name for name in files if not HIDDEN & set(name.split("/"))]
    names.sort(key=lambda name: (name.count("/"), name))
    programs = [name for name in names if name.split("/")[-1] == "solution.py"]
    zips = [name for name in names if name.lower().endswith(".zip")]
    notebooks = [name for name in names if name.endswith(".ipynb")]
    chosen = programs[:1] or zips[:1] or notebooks[:MOST_NOTEBOOKS]
    if not chosen:
        raise ProblemError("There is no solution.py, and no notebook.")
    return [files[name] for name in chosen]


def _from_zip(path):
    try:
        with zipfile.ZipFile(path) as archive:
            members = {m.filename: m for m in archive.infolist() if not m.is_dir()}
            chosen = _choose(members)
            contents = []
            for member in chosen:
                if stat.S_ISLNK(member.external_attr >> 16):
                    raise ProblemError(f"{member.filename} in the zip file is a link, not a file.")
                if member.filename.lower().endswith(".zip"):
                    raise ProblemError("There is a zip file in the zip file, and no solution.py.")
                with archive.open(member) as file:
                    contents.append(_read(file, member.filename))
    except ProblemError:
        raise
    except Exception as error:
        # zipfile raises many kinds of errors on broken files
        raise ProblemError(f"The zip file cannot be read: {error}") from None
    return _one_program(chosen[0].filename, contents)


def _read(file, name):
    """Read a file that may be larger than it claims to be."""
    largest = LARGEST_NOTEBOOK if name.endswith(".ipynb") else LARGEST
    content = file.read(largest + 1)
    if len(content) > largest:
        raise ProblemError(f"{name} is larger than {largest // 1_000_000} MB.")
    return content


def _one_program(name, contents):
    return from_notebooks(contents) if name.endswith(".ipynb") else contents[0]


def from_notebooks(contents):
    """Return a program of the imports and the definitions in the cells of notebooks.

    Parameters
    ----------
    contents : list of bytes

    Returns
    -------
    bytes
    """
    try:
        cells = [cell for content in contents for cell in json.loads(content)["cells"]]
        sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise ProblemError("The notebook cannot be read.") from None
    if not any("def exercise" in source for source in sources):
        raise ProblemError("There is no solution.py, and no notebook that defines exercise1.")
    parts = ["import numpy", "import torch"]
    for source in sources:
        lines = [line for line in source.splitlines() if not line.startswith(("%", "!"))]
        try:
            module = ast.parse("\n".join(lines))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            if "def exercise" not in source:
                continue
            parts.append(source)  # so that the student sees the error
            continue
        parts += [
            ast.unparse(node)
            for node in module.body
            if isinstance(node, (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef))
            and not (isinstance(node, ast.Import) and node.names[0].name == "solution")
        ]
    return "\n\n".join(parts).encode()
