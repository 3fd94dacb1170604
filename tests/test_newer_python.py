"""Programs for a newer Python than the one that grades are told from those that are no Python."""

import functools
import json
import sys

import pytest
import pythons

from instructors import file_checks, newer_python
from instructors.files import zipped
from instructors.handin.programs import programs
from instructors.results import Outcome

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="nobody grades there")

BEFORE = "import numpy\n\ndef exercise1(W, B, A, Y, T):\n    return W, B\n"
NEWER = {
    'def show(d):\n    return f"{d["a"]}"\n': "3.12",
    "print(f'{'\\n'.join(map(str, range(3)))}')\n": "3.12",
    'text = f"{ {"a": 1}["a"]:{"5"}} {{}}"\n': "3.12",
    "type Arrays = list[numpy.ndarray]\n": "3.12",
    "type Pair[T] = tuple[T, T]\n": "3.12",
    "def first[T](values: list[T]) -> T:\n    return values[0]\n": "3.12",
    "class Box[T: (int, str)]:\n    pass\n": "3.12",
    "class Box[T = int]:\n    pass\n": "3.13",
    "try:\n    pass\nexcept ValueError, KeyError:\n    pass\n": "3.14",
    "name = t'{numpy}'\n": "3.14",
}
ONLY_IPYTHON = "def f():\n# why?\n    numpy.dot?\n    files = !ls\n    return files != 3\n"
NEVER = [
    "def f(:\n",
    "type X = = 3\n",
    'print(f"{d["a"]}"\n',
    'print(f"{d["a"}")\n',
    'print(f"{"a" "b}")\n',
    'print(f"{}")\n',
    "def first[T](values:\n",
    "exercise1 = \n",
    "print 3\n",
]


@functools.cache
def those_here():
    """The Pythons of this machine; to find them takes half a second."""
    return {f"3.{minor}": path for minor, path in pythons.found().items()}


def every():
    """In the place of those that are not here, one that cannot read more than this one."""
    return dict.fromkeys(newer_python.NEWER, sys.executable) | those_here()


@pytest.fixture
def installed(monkeypatch, tmp_path):
    """Return what lets only these Pythons be there, of the versions that they are called."""

    def install(paths):
        for version, path in paths.items():
            (tmp_path / f"python{version}").symlink_to(path)
        monkeypatch.setenv("PATH", str(tmp_path))

    return install


def oldest(version):
    """Whether this Python is older than a version."""
    return sys.version_info[:2] < tuple(map(int, version.split(".")))


def needed(*codes):
    """Return what modules of these texts need."""
    return newer_python.needed([("solution.py", code.encode()) for code in codes])


@pytest.mark.parametrize(("code", "version"), NEWER.items())
def test_what_a_newer_python_reads_needs_one(installed, code, version):
    if version not in those_here():
        pytest.skip(f"no Python {version}")
    wanted = version if oldest(version) else ""
    installed(those_here())
    assert needed(BEFORE + code) == wanted
    texts = ("%matplotlib inline", BEFORE, code, ONLY_IPYTHON)
    cells = [{"cell_type": "code", "source": text} for text in texts]
    notebook = json.dumps({"cells": [{"cell_type": "markdown", "source": "a ("}, *cells]})
    assert newer_python.needed([("1.ipynb", notebook.encode())]) == wanted


def test_what_no_python_reads_needs_none(installed):
    installed(every())
    assert needed(*(BEFORE + code for code in NEVER)) == ""


needs_newer = pytest.mark.skipif(not newer_python.NEWER, reason="nothing newer is known")


@needs_newer
def test_where_no_newer_python_answers_nobody_knows(installed, tmp_path):
    complaining = tmp_path / "complaining"
    complaining.write_text("#!/bin/sh\nexit 127\n")
    complaining.chmod(0o755)
    installed({newer_python.NEWER[0]: complaining})
    assert needed("def f(:") is None
    assert needed(BEFORE) == ""


def test_no_text_takes_long(installed):
    installed(every())
    for text in (
        'f"' + "{{}}" * 5000,
        'f"' + "{" * 5000,
        "f'" + "{a:{b}}" * 5000 + "(",
        "type " * 9000,
    ):
        assert needed(text) == ""


@pytest.mark.parametrize("content", [b"\xff", b"", b"\0", b"[" * 10_000, b"{}", b'{"cells": 3}'])
def test_whatever_it_is_it_is_read(installed, content):
    installed(every())
    for name in ("a.py", "a.ipynb", "a.txt"):
        assert newer_python.needed([(name, content)]) == ""


def noted(*files, points=0.0, kind="crashed"):
    outcomes = {f"exercise{n}": Outcome(points, kind, "It stopped.") for n in (1, 2, 3)}
    return list(file_checks.with_file_checks(outcomes, programs(dict(files)).files, 30.0).values())


CODE = ("solution.py", b"type Arrays = list\n")


def test_what_this_python_cannot_read_is_not_graded_and_not_zero(installed):
    if "3.12" not in those_here() or not oldest("3.12"):
        pytest.skip("no Python 3.12 beside 3.11")
    installed(those_here())
    for outcome in noted(CODE):
        assert (outcome.points, outcome.kind) == (None, "failed")
        assert "It is written for Python 3.12, and this is Python 3." in outcome.feedback
    # What was graded all the same, from another file, stays
    assert noted(CODE, points=7.0, kind="wrong")[0].points == 7
    assert noted(("solution.py", b"def f(:"))[0].points == 0


@needs_newer
def test_what_nobody_could_be_asked_is_to_be_looked_at(installed):
    installed({})
    (mark,) = noted(("solution.py", b"def f(:"))[0].marks
    assert mark.startswith("Not valid Python 3.") and mark.endswith("please read it.")
    assert noted(("solution.py", b"def f(:"), points=7.0, kind="wrong")[0].marks == ()
    installed({newer_python.NEWER[-1]: sys.executable})
    assert noted(("solution.py", b"def f(:"))[0].marks == ()


@needs_newer
@pytest.mark.parametrize(
    "name", ["a.PY", "a.pyw", "a.py.txt", "a.txt", "a", "a.ipynb.txt", "a.json"]
)
def test_a_program_is_one_whatever_its_file_is_called(installed, name):
    installed({})
    text = "def exercise1(:"
    if name.endswith((".ipynb.txt", ".json")):
        text = json.dumps({"cells": [{"cell_type": "code", "source": text}]})
    (mark,) = noted((name, text.encode()))[0].marks
    assert mark.startswith("Not valid Python 3.")


def test_an_environment_beside_the_answer_is_not_looked_at(installed):
    installed({})
    inside = ("env/autograd/__init__.py", b""), ("env/lib/two.py", b"print 2")
    outcomes = noted(("solution.py", b""), ("env/pyvenv.cfg", b""), *inside, points=5.0)
    assert not any(outcome.marks for outcome in outcomes)


def test_a_package_that_differentiates_beside_the_answer_is_marked():
    files = ("solution.py", b""), ("autograd/__init__.py", b"")
    first, second, _ = noted(*files, points=10.0, kind="right")
    assert first.marks == (
        "Handed in with autograd, which can differentiate: please read the program.",
    )
    assert second.marks == () and first.points == 10
    assert noted(*files)[0].marks == ()  # there are no points to look after
    archive = zipped({"mal/autograd/__init__.py": ""})
    assert noted(("a.zip", archive), points=5.0, kind="wrong")[0].marks == first.marks
