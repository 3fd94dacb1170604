"""What becomes of magics with options, of a student's own modules, and of the lines in errors."""

import inspect as python_inspect
import json
import sys

import nbformat
import numpy
import pytest
from handin_tools import FUNCTION1, LOOP, dump, fill
from nbconvert import PythonExporter
from networks import random_network

import solution
from course import inside
from course.handin import cells, text
from course.handin.programs import programs

BACK = "import numpy as np\n" + FUNCTION1.replace("exercise1", "back")
USE = "def exercise1(W, B, A, Y, T):\n    return {}(W, B, A, Y, T)\n"
IN_CELL = "DW, DB = {}(W, B, A, Y, T)"
NETWORK = random_network((4, 5, 6, 3, 1), 7, seed=2)


@pytest.fixture(autouse=True)
def nothing_stays_imported():
    """A program of a student has a process of its own."""
    path, modules = list(sys.meta_path), dict(sys.modules)
    yield
    sys.meta_path[:] = path
    for name in sys.modules.keys() - modules.keys():
        del sys.modules[name]
    sys.modules.update(modules)


def executed(program):
    scope = {"__name__": "solution", "__file__": "/submission/solution.py"}
    exec(compile(program.source, "/submission/solution.py", "exec"), scope)
    return scope


def answered(files):
    """Return what the first program computes."""
    files = {n: f.encode() if isinstance(f, str) else f for n, f in files.items()}
    program = programs(files).programs[0]
    network = NETWORK
    given = (network.W, network.B, network.A, network.Y, network.T)
    return executed(program)["exercise1"](*given)


def is_right(files):
    network = NETWORK
    right = solution.exercise1(network.W, network.B, network.A, network.Y, network.T)
    return all(
        numpy.allclose(a, b)
        for x, y in zip(answered(files), right, strict=True)
        for a, b in zip(x, y, strict=True)
    )


def told(files):
    """Return what a student reads of the error that the first program ends in."""
    with pytest.raises(Exception) as caught:
        answered(files)
    return inside.told(caught.value, "/submission")


def in_notebook(*sources):
    return dump(fill(1, *sources))


def exported(*sources):
    content = nbformat.reads(json.dumps(fill(1, *sources)), as_version=4)
    return PythonExporter().from_notebook_node(content)[0]


def reasons(files):
    return {unused.file: unused.reason for unused in programs(files).unused if unused.matters}


@pytest.mark.parametrize(
    "magic",
    [
        "%timeit -n 100 {}",
        "%timeit -n100 -r 3 {}",
        "%timeit -o -q {}",
        "t = %timeit -o {}",
        "%timeit -v best {}",
        "%timeit -p 3 -r 1 -n 1 {}",
        "%time {}",
        "%time --no-raise-error {}",
        "%timeit -z {}",
        "%timeit -n 3",
        "%prun -s cumulative {}",
        "%lprun -f numpy.maximum {}",
        "%memit -r 2 {}",
        "for _ in range(2):\n    %timeit -n 100 {}",
    ],
)
@pytest.mark.parametrize("made", [in_notebook, exported], ids=["notebook", "script"])
def test_options_of_magics_are_no_python(made, magic):
    source = f"{LOOP}\n{magic.format('numpy.maximum(A[0], -1)')}"
    files = {"1.ipynb" if made is in_notebook else "1.py": made(source)}
    assert is_right(files)
    assert reasons({n: f if isinstance(f, bytes) else f.encode() for n, f in files.items()}) == {}


def test_the_options_are_those_of_ipython():
    from IPython.core.magics.execution import ExecutionMagics

    for name, options in cells.OPTIONS.items():
        method = python_inspect.unwrap(getattr(ExecutionMagics, name))
        assert repr(options)[1:-1] in python_inspect.getsource(method)


def test_what_is_timed_may_be_the_answer():
    assert is_right({"1.ipynb": in_notebook(FUNCTION1, "%time " + IN_CELL.format("exercise1"))})


def test_form_feeds_keep_lines_and_indentation():
    assert text.plain("a\r\n \f\n\fb\n  \f  c\fd\re") == "a\n\nb\n  c d\ne"


def test_the_error_of_a_cell_is_not_one_of_its_magics():
    content = fill(1, "%matplotlib inline\nDW = [\n  1\nDB = 2)")
    assert any("in line 4" in reason for reason in reasons({"1.ipynb": dump(content)}).values())
