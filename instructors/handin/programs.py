"""Turn the files of one student into programs that can be tried: `programs`.

A pure function: bytes in, bytes out, nothing is executed. It reads what students have made, so it
runs in a process with limits.
"""

import re
from dataclasses import dataclass

from instructors.handin import answers, assemble, cells, statements
from instructors.handin.archives import unpack
from instructors.handin.common import Unused, parts_of
from instructors.handin.modules import Modules
from instructors.handin.text import UnusableError, decode, without_coding
from instructors.names import printable

MOST_PROGRAMS = 12
OWN_MODULES = {"utils.py", "checks.py", "figures.py", "run.py"}
OWN_FILES = {"makefile", "readme.md", "license", "requirements.txt", "constraints.txt"}
OWN_FILES |= {"pyproject.toml", "net.svg.png", "exercises.yml", "net.svg"}
OWN_FOLDERS = {"checks", "figures", "tests", "benchmarks", "course", "instructors"}
OWN_FOLDERS |= {".github", ".devcontainer", ".binder"}
ANSWERS = re.compile(r"def (exercise[123])(?:_preactivations)?\s*\(")
ANSWERS_OF_SERIES = re.compile(r"def exercise(?:[12]\s*\(\s*W|3\s*\(\s*net\s*\))")
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".heic", ".webp", ".bmp", ".tif", ".tiff")
DOCUMENTS = (".pdf", ".html", ".htm", ".doc", ".docx", ".odt", ".rtf", ".md", ".tex", ".pages")
DATA = (
    ".json",
    ".csv",
    ".npy",
    ".npz",
    ".pt",
    ".pth",
    ".pkl",
    ".toml",
    ".yml",
    ".yaml",
    ".cfg",
    ".ini",
)
OF_FILE = re.compile(r", from line \d+$")  # in the label of a cell, whose lines are the file's
EXPECTED = "Please hand in solution.py, or the notebooks."
NO_ANSWER = (
    "It holds no answer: neither a function exercise1, exercise2 or exercise3, "
    "nor the cell marked TODO with your code."
)
OF_SERIES = "This belongs to the series; no answers go there."
LEFT_OUT = (
    "A program imports it, but this name belongs to the series, whose checks and figures "
    "do nothing while an exercise is tried. Please put what your answer needs into solution.py."
)
# How a cell that is no Python may be meant as an answer
MEANT = {"exercise1": r"\bD[WB]\b", "exercise2": r"\berr\b", "exercise3": r"\.grad\b"}


@dataclass(frozen=True)
class Program:
    """A Python module to try.

    Attributes
    ----------
    file : str
        The file that it was made from.
    source : bytes
        UTF-8.
    answers : tuple of str
        The exercises that it may answer.
    stubs : tuple of str
        The exercises that it holds as they were handed out.
    assembled : bool
        Whether it was put together from the cells or statements of the file, behind
        `instructors.handin.runtime`; then lines of the program itself mean nothing to the student.
    """

    file: str
    source: bytes
    answers: tuple = ()
    stubs: tuple = ()
    assembled: bool = False


@dataclass(frozen=True)
class Found:
    """What is in the files of a student.

    Attributes
    ----------
    programs : tuple of Program
        The likeliest first.
    unused : tuple of Unused
    """

    programs: tuple
    unused: tuple


def programs(files):
    """Find the programs in the files of one student.

    Parameters
    ----------
    files : dict
        The bytes of each file by its name as handed in.

    Returns
    -------
    Found
    """
    contents, unused = unpack(files)
    environments = {name.removesuffix("pyvenv.cfg") for name in contents if _is_environment(name)}
    for name in [name for name in contents if name.startswith(tuple(environments))]:
        del contents[name]
        unused.append(Unused(printable(name), "A part of an environment of Python.", False))
    found, modules = [], Modules(contents)
    for name in sorted(contents, key=_unlikely):
        try:
            program, notes = _read(name, contents[name], modules)
            unused += notes
            if program:
                found.append(program)
        except UnusableError as reason:
            unused.append(Unused(printable(name), str(reason)))
        except (RecursionError, MemoryError):
            unused.append(Unused(printable(name), "The file is too deep or too large to be read."))
    # What another file imports is used all the same
    unused = [
        u for u in unused if not (u.reason in (NO_ANSWER, OF_SERIES) and u.file in modules.imported)
    ]
    unused = [
        Unused(u.file, LEFT_OUT) if u.reason == OF_SERIES and u.file in modules.left_out else u
        for u in unused
    ]
    return _chosen(found, unused)


def _is_environment(name):
    """Return whether a file marks a folder as an environment; at the top, all would be in it."""
    return name.endswith("/pyvenv.cfg")


def _chosen(found, unused):
    """Order programs, and leave out those that are there twice, or too many."""
    kept, sources = [], {}
    for program in sorted(found, key=lambda program: not program.answers):
        same = sources.setdefault(program.source, program.file)
        if same != program.file:
            unused.append(Unused(program.file, f"The same as {same}.", matters=False))
        elif len(kept) == MOST_PROGRAMS:
            unused.append(Unused(program.file, f"More than {MOST_PROGRAMS} files hold answers."))
        else:
            kept.append(program)
    return Found(tuple(kept), tuple(unused))


def _base(name):
    return parts_of(name)[-1].lower()


def _unlikely(name):
    """Return a key that puts the likeliest file first."""
    base = _base(name)
    kind = 0 if base == "solution.py" else 1 if base.startswith("solution") else 2
    return (kind, name.count(": "), name.count("/"), name)


def _read(name, content, modules):
    """Return the program of a file, or None, and what of it is not used."""
    file, base = printable(name), _base(name)
    own = base in OWN_FILES or re.fullmatch(r"test_.*\.py|.*_test\.py|conftest\.py", base)
    own = own or OWN_FOLDERS & set(parts_of(name)[:-1])
    own = own or (base in OWN_MODULES and not ANSWERS_OF_SERIES.search(_glance(content)))
    if own:
        return None, [Unused(file, OF_SERIES, False)]
    if not content.strip():
        return None, [Unused(file, f"The file is empty. {EXPECTED}", base != "__init__.py")]
    if base.endswith((".ipynb", ".ipynb.txt")) or _is_notebook(content):
        return _from_notebook(name, content, modules)
    text = ("." not in base or base.endswith(".txt")) and ANSWERS.search(_glance(content))
    if text or base.endswith((".py", ".pyw", ".py.txt", ".py3")):
        return _from_python(name, content, modules)
    return None, [_not_python(file, base)]


def _glance(content):
    return content[:200_000].decode("utf-8", "replace").replace("\0", "")


def _is_notebook(content):
    start = _glance(content[:2000]).lstrip("\ufeff \t\r\n")
    return start.startswith("{") and bool(
        re.search(r'"(cells|worksheets|nbformat|metadata)"', start)
    )


def _not_python(file, base):
    if base.endswith(PICTURES):
        return Unused(file, f"A picture cannot be run. {EXPECTED}")
    if base.endswith(DOCUMENTS):
        return Unused(file, f"A document cannot be run. {EXPECTED}")
    if base.endswith(DATA):
        return Unused(file, "A file of data or settings; no answers go there.", False)
    return Unused(file, f"This is neither Python nor a notebook. {EXPECTED}")


def _from_notebook(name, content, modules):
    file = printable(name)
    found, other = cells.of_notebook(file, content)
    notes = [
        Unused(file, f"A text cell holds {exercise}; only code cells are run.")
        for exercise in sorted({m[1] for source in other for m in ANSWERS.finditer(source)})
    ]
    program, more = _from_cells(name, found, modules)
    return program, notes + more


def _from_python(name, content, modules):
    file = printable(name)
    text = without_coding(decode(content))
    found = cells.of_script(file, text)
    broken = [cell for cell in found if cell.problem]
    if broken and len(found) == 1:
        # As it is, so that the error that the student sees is Python's own
        names = tuple(sorted({m[1] for m in ANSWERS.finditer(text)}))
        if not names:
            raise UnusableError(broken[0].problem)
        return Program(file, text.encode("utf-8", "replace"), names), []
    return _from_cells(name, found, modules, text)


def _from_cells(name, found, modules, text=""):
    """Return the program in cells, or None, and a note for each cell that cannot be read."""
    file, modules = printable(name), modules.with_written(name, found)
    own, found = found, modules.with_run(name, found)
    known = statements.of_cells(found)
    done, stubs = answers.find(known)
    broken = [cell for cell in found if cell.problem]
    notes = [
        Unused(re.sub(OF_FILE, "", cell.label), cell.problem, _matters(cell)) for cell in broken
    ]
    failing = {
        exercise: (cell.label, cell.text, cell.problem)
        for cell in broken
        for exercise in _exercises_of(cell, known)
        if exercise not in {answer.exercise for answer in done}
    }
    names = tuple(sorted({*(answer.exercise for answer in done), *failing}))
    untouched = tuple(sorted(set(stubs) - set(names)))
    if not names and not untouched:
        return None, [*notes, _no_answer(file, known)]
    needed = modules.needed_by(name, found)
    as_it_is = text and found == own and assemble.is_quiet(known, done)
    if as_it_is and not (needed or failing):
        return Program(file, text.encode("utf-8", "replace"), names, untouched), notes
    source = assemble.module(file, found, done, stubs, failing, needed)
    return Program(file, source.encode("ascii"), names, untouched, assembled=True), notes


def _matters(cell):
    return cell.todo or "exercise" in cell.text or bool(_meant(cell))


def _meant(cell):
    """Return the exercises that a cell that is no Python may answer, as its names tell."""
    named = {match[1] for match in ANSWERS.finditer(cell.text)}
    return named or {name for name, pattern in MEANT.items() if re.search(pattern, cell.text)}


def _exercises_of(cell, known):
    """Return the exercises that a cell that is no Python is meant to answer."""
    if ANSWERS.search(cell.text):
        return _meant(cell)
    # Every notebook checks the exercise that it asks for
    checked = {name for s in known for name, owner, _ in s.calls if owner == "checks"}
    checked &= set(MEANT)
    return checked if len(checked) == 1 and (cell.todo or checked & _meant(cell)) else set()


def _no_answer(file, known):
    if any(name.startswith("exercise") for s in known for name, _, _ in s.calls):
        return Unused(file, "The cell marked TODO is as it was handed out.", matters=False)
    return Unused(file, NO_ANSWER)
