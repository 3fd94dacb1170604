"""Programs for a newer Python than the one that grades are told from those that are no Python."""

import io
import json
import sys
import zipfile

import pytest

from instructors import grade_student, newer_python
from instructors.results import Outcome

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


def oldest(version):
    """Whether this Python is older than a version."""
    return sys.version_info[:2] < tuple(map(int, version.split(".")))


@pytest.mark.parametrize(("code", "version"), NEWER.items())
def test_what_a_newer_python_reads_needs_one(code, version):
    wanted = version if oldest(version) else ""
    assert newer_python.needed("solution.py", (BEFORE + code).encode()) == wanted
    cells = [{"cell_type": "code", "source": text} for text in ("%matplotlib inline", BEFORE, code)]
    notebook = json.dumps({"cells": [{"cell_type": "markdown", "source": "a ("}, *cells]})
    assert newer_python.needed("1.ipynb", notebook.encode()) == wanted


@pytest.mark.parametrize("code", NEVER)
def test_what_no_python_reads_needs_none(code):
    assert newer_python.needed("solution.py", (BEFORE + code).encode()) == ""


def test_no_text_takes_long():
    for text in (
        'f"' + "{{}}" * 5000,
        'f"' + "{" * 5000,
        "f'" + "{a:{b}}" * 5000 + "(",
        "type " * 9000,
    ):
        assert newer_python.needed("a.py", text.encode()) == ""


@pytest.mark.parametrize("content", [b"\xff", b"", b"\0", b"[" * 10_000, b"{}", b'{"cells": 3}'])
def test_whatever_it_is_it_is_read(content):
    assert newer_python.needed("a.py", content) == newer_python.needed("a.ipynb", content) == ""
    assert newer_python.needed("a.txt", content) == ""


def noted(*files, points=0.0, kind="crashed"):
    outcomes = {f"exercise{n}": Outcome(points, kind, "It stopped.") for n in (1, 2, 3)}
    return list(grade_student.with_marks(outcomes, dict(files), 30.0).values())


@pytest.mark.skipif(not oldest("3.14"), reason="nothing newer is known")
def test_what_this_python_cannot_read_is_not_graded_and_not_zero():
    code = b"try:\n    pass\nexcept ValueError, KeyError:\n    pass\n"
    for outcome in noted(("solution.py", code)):
        assert (outcome.points, outcome.kind) == (None, "failed")
        assert "It is written for Python 3.14, and this is Python 3." in outcome.feedback
    # What was graded all the same, from another file, stays
    assert noted(("solution.py", code), points=7.0, kind="wrong")[0].points == 7
    assert noted(("solution.py", b"def f(:"))[0].points == 0


def test_a_package_that_differentiates_beside_the_answer_is_marked():
    files = ("solution.py", b""), ("autograd/__init__.py", b"")
    first, second, _ = noted(*files, points=10.0, kind="right")
    assert first.marks == (
        "Handed in with autograd, which can differentiate: please read the program.",
    )
    assert second.marks == () and first.points == 10
    assert noted(*files)[0].marks == ()  # there are no points to look after
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("mal/autograd/__init__.py", "")
    assert noted(("a.zip", archive.getvalue()), points=5.0, kind="wrong")[0].marks == first.marks
