"""Find the programs in the files of one student: `programs`.

A pure function: bytes in, bytes out, nothing is executed. It reads what students have made, so it
runs in a process with limits.
"""

import ast
import functools
import hashlib
import json
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from checks.exercises import EXERCISES
from checks.settings import EDITIONS
from instructors.handin.archives import folders_and_name, unpack
from instructors.handin.unused import Unused, unused
from instructors.printable import printable
from instructors.replay import cells, magics
from instructors.replay.cell_answers import cell_answer
from instructors.replay.cells import OTHER_EDITION, UnusableError, decode, without_coding
from instructors.series import FOLDERS, ROOT
from instructors.student_messages import UNUSED

MOST_PROGRAMS = 6
SERIES_MODULES = {"utils.py", "checks.py", "figures.py", "run.py"}
SERIES_FILES = {"makefile", "readme.md", "license", "requirements.txt", "constraints.txt"}
SERIES_FILES |= {"pyproject.toml", "net.svg.png", "exercises.yml", "net.svg"}
SERIES_FOLDERS = FOLDERS - {"notebooks"}
# Exercise 1 may be answered in another edition
DEF = re.compile(rf"def (exercise\d)(?:{OTHER_EDITION.removeprefix('exercise1')})?\s*\(")
ANSWERS_OF_SERIES = re.compile(r"def exercise(?:[12]\s*\(\s*W|3\s*\(\s*net\s*\))")
# What an answer mentions, in what the student has written; and what calls for one
WORDS = {e.name: "|".join(sorted(cell_answer(e.name, e.results).words)) for e in EXERCISES}
ANSWERS = {name: rf"{name}|\b(?:{words})\b" for name, words in WORDS.items()}
# Also in the text of a notebook
IMPORT = re.compile(r"\b(?:from|import|run)\b.{1,100}")
CHECK = r"checks\.{}\("
PYTHON_SUFFIXES = (".py", ".pyw", ".py.txt", ".py3")
# What is neither Python nor a notebook, by what is said of it
OTHER_KINDS = {
    "picture": ".png .jpg .jpeg .gif .svg .heic .webp .bmp .tif .tiff",
    "document": ".pdf .html .htm .doc .docx .odt .rtf .md .tex .pages",
    "data": ".json .csv .npy .npz .pt .pth .pkl .toml .yml .yaml .cfg .ini",
}


@dataclass(frozen=True)
class ProgramFile:
    """A file to run."""

    file: str  # as it was handed in
    path: str  # where it lies among the files
    cells: tuple  # of `instructors.replay.cells.Cell`
    answers: tuple = ()  # the exercises that it may answer, as its text tells
    stubs: tuple = ()  # the exercises that it holds as they were handed out
    # All that was handed in, such that Python can import it: bytes by path
    files: dict = field(default_factory=dict, repr=False, compare=False)

    @property
    def is_module(self) -> bool:
        """Whether it is one piece, which can be imported."""
        return [cell.label for cell in self.cells] == [self.path]

    @property
    def has_magics(self) -> bool:
        """Whether IPython's shell may be needed to run it, or what it imports or runs."""
        modules = (
            content
            for path, content in self.files.items()
            if path.endswith(".py") and not SERIES_FOLDERS & set(path.split("/"))
        )
        return any(magics.MAGIC.search(cell.text) for cell in self.cells if cell.by_student) or any(
            b"get_ipython" in content for content in modules
        )

    def digest(self) -> str:
        """Return what only this program has, among all."""
        whole = json.dumps([self.path, *(cell.text for cell in self.cells)])
        return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()


class Found(NamedTuple):
    """What is in the files of a student: the likeliest program first, and what is not used."""

    programs: tuple[ProgramFile, ...]
    unused: tuple[Unused, ...]
    files: dict[str, bytes]  # unpacked, but for environments of Python: whether used or not


def programs(files: dict[str, bytes]) -> Found:
    """Find the programs in the files of one student, bytes by the names as handed in."""
    unpacked, left = unpack(files)
    # Were the mark of an environment at the top, all would be in it
    marks = [name for name in unpacked if name.endswith("/pyvenv.cfg")]
    environments = tuple(name.removesuffix("pyvenv.cfg") for name in marks)
    contents = {name: data for name, data in unpacked.items() if not name.startswith(environments)}
    left += [unused(printable(name), "environment") for name in unpacked if name not in contents]
    paths = {name: _path(name) for name in contents}
    laid_out = {paths[name]: _readable(name, content) for name, content in contents.items()}
    found, imported = [], _imported(contents)
    for name in sorted(contents, key=_likely_first):
        try:
            read = list(_programs_in(name, paths[name], contents[name], imported))
        except UnusableError as reason:
            read = [Unused(printable(name), str(reason))]
        except (RecursionError, MemoryError):
            read = [unused(printable(name), "too deep")]
        left += [entry for entry in read if isinstance(entry, Unused)]
        found += [replace(one, files=laid_out) for one in read if isinstance(one, ProgramFile)]
    return Found(_chosen(found, left), tuple(left), contents)


def _path(name: str) -> str:
    """Return where a file is to lie: a path that leads out of no folder."""
    parts = [printable(part.replace("\0", " "))[:100] for part in folders_and_name(name)]
    return "/".join(part for part in parts if part.strip(". ")) or "file"


def _readable(name: str, content: bytes) -> bytes:
    """Return a Python file in UTF-8, whatever editor has written it, and any other as it is."""
    if not name.lower().endswith(PYTHON_SUFFIXES):
        return content
    try:
        return without_coding(decode(content)).encode("utf-8", "surrogatepass")
    except UnusableError:
        return content


def _imported(contents: dict) -> set[str]:
    """Return the Python files that another one imports or runs, as the words in these tell."""
    lines = {
        name: IMPORT.findall(_glance(content))
        for name, content in contents.items()
        if name.endswith((".py", ".ipynb"))
    }
    words = {name: set(re.findall(r"\w+", " ".join(found))) for name, found in lines.items()}
    return {
        name
        for name in contents
        if name.endswith(".py")
        and any(
            folders_and_name(name)[-1].removesuffix(".py") in found
            for other, found in words.items()
            if other != name
        )
    }


def _chosen(found: list[ProgramFile], left: list[Unused]) -> tuple[ProgramFile, ...]:
    """Order programs, and leave out those that are there twice, or too many."""
    kept: list[ProgramFile] = []
    sources: dict[tuple[str, ...], str] = {}
    for program in sorted(found, key=lambda program: not program.answers):
        same = sources.setdefault(tuple(cell.text for cell in program.cells), program.file)
        if same != program.file:
            left.append(unused(program.file, "same", file=same))
        elif len(kept) == MOST_PROGRAMS:
            left.append(unused(program.file, "programs", most=MOST_PROGRAMS))
        else:
            kept.append(program)
    return tuple(kept)


def _base(name: str) -> str:
    return folders_and_name(name)[-1].lower()


def _likely_first(name: str) -> tuple:
    """Return a key that puts the likeliest file first."""
    base = _base(name)
    kind = 0 if base == "solution.py" else 1 if base.startswith("solution") else 2
    return (kind, name.count(": "), name.count("/"), name)


def _programs_in(
    name: str, path: str, content: bytes, imported: set[str]
) -> Iterator[ProgramFile | Unused]:
    """Yield the program in a file, if there is one, and what of it is not used."""
    file, base = printable(name), _base(name)
    if (
        base in SERIES_FILES
        or re.fullmatch(r"test_.*\.py|.*_test\.py|conftest\.py", base)
        or SERIES_FOLDERS & set(folders_and_name(name)[:-1])
        or (base in SERIES_MODULES and not ANSWERS_OF_SERIES.search(_glance(content)))
    ):
        left_out = name in imported and base in ("checks.py", "figures.py")
        yield unused(file, "left out" if left_out else "of series")
    elif not content.strip():
        yield Unused(file, UNUSED["empty"], base != "__init__.py")
    elif is_notebook(name, content):
        found, other = cells.of_notebook(path, content, handed_out())
        for exercise in sorted({m[1] for source in other for m in DEF.finditer(source)}):
            yield unused(file, "text cell", exercise=exercise)
        yield from _program(name, path, found, imported)
    elif is_script(name, content):
        script = cells.of_script(path, content, handed_out())
        yield from _program(name, path, script, imported)
    else:
        kinds = (kind for kind, ends in OTHER_KINDS.items() if base.endswith(tuple(ends.split())))
        yield unused(file, next(kinds, "neither"))


def _program(
    name: str, path: str, found: list[cells.Cell], imported: set[str]
) -> Iterator[ProgramFile | Unused]:
    """Yield the program that some cells are, or why there is none; neither, if it is a module."""
    own = "\n".join(cell.text for cell in found if cell.by_student)
    whole = "\n".join(cell.text for cell in found)
    if not own.strip():
        yield unused(printable(name), "as handed out")
        return
    defined = _stubs(own) if len(found) == 1 else {}
    stubs = {exercise for exercise, is_stub in defined.items() if is_stub}
    answers = {
        exercise
        for exercise, pattern in ANSWERS.items()
        if exercise not in stubs
        and (re.search(pattern, own) or re.search(CHECK.format(exercise), whole))
    }
    if name in imported and not DEF.search(own):  # it is used all the same
        return
    if answers or stubs:
        # What comes below the last cell of one's own cannot be an answer
        last = max(place for place, cell in enumerate(found) if cell.by_student)
        exercises = (tuple(sorted(answers)), tuple(sorted(stubs)))
        yield ProgramFile(printable(name), path, tuple(found[: last + 1]), *exercises)
    else:
        problem = _problem(own) if len(found) == 1 else ""
        yield Unused(printable(name), problem or UNUSED["no answer"])


def _parsed(text: str) -> list[ast.stmt]:
    # Warnings, such as those on "\d", are not for the grader
    with warnings.catch_warnings(action="ignore"):
        return ast.parse(text).body


def _problem(text: str) -> str:
    """Return a sentence on what is no Python; empty if it is."""
    try:
        _parsed(text)
    except (SyntaxError, ValueError) as error:
        return not_python(getattr(error, "msg", str(error)), getattr(error, "lineno", None))
    return ""


def not_python(said: str, line: int | None) -> str:
    """Return the sentence on a cell or a file that is no Python."""
    return UNUSED["no Python there" if line else "no Python"].format(said=said, line=line)


def _stubs(text: str) -> dict[str, bool]:
    """Return whether each exercise that is defined in a module is as it was handed out."""
    found: dict[str, bool] = {}
    try:
        nodes = _parsed(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return found
    for node in nodes:
        if isinstance(node, ast.FunctionDef) and (match := DEF.match(f"def {node.name}(")):
            found[match[1]] = found.get(match[1], True) and all(map(_does_nothing, node.body))
    return found


def _does_nothing(node: ast.stmt) -> bool:
    value = getattr(node, "value", None)
    return (
        isinstance(node, ast.Pass)
        or (isinstance(node, ast.Expr) and isinstance(value, ast.Constant))
        or (isinstance(node, ast.Return) and (value is None or ast.unparse(value) == "None"))
        or (isinstance(node, ast.Raise) and "NotImplementedError" in ast.unparse(node))
    )


def _glance(content: bytes) -> str:
    return content[:200_000].decode("utf-8", "replace").replace("\0", "")


def is_notebook(name: str, content: bytes) -> bool:
    """Say whether a file is a notebook, by its name or by how it begins."""
    start = _glance(content[:2000]).lstrip("\ufeff \t\r\n")
    return _base(name).endswith((".ipynb", ".ipynb.txt")) or (
        start.startswith("{") and bool(re.search(r'"(cells|worksheets|nbformat|metadata)"', start))
    )


def is_script(name: str, content: bytes) -> bool:
    """Say whether a file is a module, by its name, or as a text with the function of an answer."""
    base = _base(name)
    is_text = "." not in base or base.endswith(".txt")
    return base.endswith(PYTHON_SUFFIXES) or (is_text and bool(DEF.search(_glance(content))))


@functools.cache
def handed_out() -> frozenset[str]:
    """Return the code cells of the notebooks of the series, in every edition."""
    notebooks = [*ROOT.glob("notebooks/*.ipynb"), *EDITIONS.rglob("*.ipynb")]
    return frozenset(
        "".join(cell["source"]).strip()
        for path in notebooks
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
        if cell["cell_type"] == "code" and "solution" not in cell["metadata"].get("tags", ())
    )
