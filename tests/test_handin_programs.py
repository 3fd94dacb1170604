"""What becomes of the files of a student: archives, encodings, names, and what is no program."""

import bz2
import codecs
import gzip
import inspect
import io
import json
import lzma
import stat
import tarfile
import tracemalloc
import zipfile

import numpy
import pytest
from corpus.filling import (
    FORWARD,
    FUNCTION1,
    LOOP,
    MODULE,
    NAMES,
    PRINT,
    code,
    dump,
    executed,
    fill,
    handed_out,
    is_right,
    notebook,
    of_cells,
    saved,
    tarred,
    todo,
    zipped,
)
from hypothesis import given, strategies
from networks import random_network

import run
import solution
from checks import calling, judging
from checks.exercises import data_of
from checks.networks import series_network
from instructors import inside, student
from instructors.handin import archives, common
from instructors.handin.common import LARGEST_CODE
from instructors.handin.programs import programs

pytestmark = pytest.mark.usefixtures("nothing_stays_imported")
ALL = ("exercise1", "exercise2", "exercise3")
GOOD = MODULE.encode()


def reasons(found):
    return {unused.file: unused.reason for unused in found.unused}


@pytest.mark.parametrize(
    "files",
    [
        {"Solution.py": GOOD},
        {"solution (1).py": GOOD},
        {"solution_final.py": GOOD},
        {"aufgabe.PY": GOOD},
        {"solution.py.txt": GOOD},
        {"solution": GOOD},
        {"solution.txt": GOOD},
        {"utils.py": GOOD},
        {"a.zip": zipped({"backprop/solution.py": GOOD})},
        {"a.zip": zipped({"backprop\\solution.py": GOOD})},
        {"a.zip": zipped({"b.zip": zipped({"solution.py": GOOD})})},
        {"renamed": zipped({"solution.py": GOOD})},
        {"a.tar": tarred({"./solution.py": GOOD})},
        {"a.tar.gz": gzip.compress(tarred({"x/solution.py": GOOD}))},
        {"a.tar.bz2": bz2.compress(tarred({"x/solution.py": GOOD}))},
        {"a.tar.xz": lzma.compress(tarred({"x/solution.py": GOOD}))},
        {"solution.py.gz": gzip.compress(GOOD)},
        {"solution.py": codecs.BOM_UTF8 + GOOD},
        {"solution.py": GOOD.replace(b"\n", b"\r\n")},
        {"solution.py": GOOD.replace(b"\n", b"\r")},
        {"solution.py": MODULE.encode("utf-16")},
        {"solution.py": codecs.BOM_UTF16_BE + MODULE.encode("utf-16-be")},
        {"solution.py": MODULE.encode("utf-16-le")},
        {"solution.py": MODULE.encode("utf-32")},
        {"solution.py": f"# -*- coding: latin-1 -*-\n# für\n{MODULE}".encode("latin-1")},
        {
            "solution.py": f"#!/bin/python\n# vim: fileencoding=cp1252 :\n{MODULE}#“".encode(
                "cp1252"
            )
        },
        {"solution.py": f"# für\n{MODULE}".encode("latin-1")},
        {"solution.py": f"# coding: no-such-thing\n{MODULE}".encode()},
        {"solution.py": MODULE.replace("    ", "\t").encode()},
        {"solution.py": f"%matplotlib inline\n{MODULE}".encode()},
        {"answers.ipynb.txt": of_cells(MODULE)},
        {"answers.json": of_cells(MODULE)},
        {"1.ipynb": of_cells(MODULE), "__MACOSX/._1.ipynb": b"\0\5\x16\7"},
        {"1.ipynb": codecs.BOM_UTF8 + of_cells(MODULE)},
    ],
    ids=lambda files: next(iter(files)),
)
def test_wrappings(files):
    found = programs(files)
    assert found.programs[0].answers == ALL, found
    assert is_right(executed(found.programs[0]))
    assert not any(unused.matters for unused in found.unused), found.unused


def test_a_file_that_needs_no_change_gets_none():
    (program,) = programs({"solution.py": GOOD}).programs
    assert (program.file, program.source, program.assembled) == ("solution.py", GOOD, False)
    (program,) = programs({"a.ipynb": of_cells(MODULE)}).programs
    assert program.assembled


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("a.7z", b"7z\xbc\xaf\x27\x1c\0\4", "This is a 7z archive"),
        ("a.rar", b"Rar!\x1a\x07\x01\0", "This is a RAR archive"),
        ("a.zip", zipped({"solution.py": GOOD})[:300], "The archive is damaged"),
        ("a.zip", b"PK\x03\x04" + b"x" * 100, "The archive is damaged"),
        ("a.tar.gz", gzip.compress(tarred({"s.py": GOOD}))[:-200], "The archive is damaged"),
        ("s.py", b"", "The file is empty"),
        ("s.py", b"\0" * 100, "This is no text"),
        ("s.py", b"\xff\xfe\xff", "says that it is UTF-16, and it is not"),
        ("s.py", b"x = 1", "It holds no answer"),
        ("s.py", b"x = (", "It is not valid Python: '(' was never closed, in line 1"),
        ("s.py", b"x = 1\n" * (LARGEST_CODE // 5), "more than 250,000 characters"),
        ("s.py", b"x=1\n" * 11_000, "more than 10,000 statements"),
        ("a.ipynb", b"no json", "it is not in JSON"),
        ("a.ipynb", b"[]", "it has no list of cells"),
        ("a.ipynb", b'{"cells": 3}', "it has no list of cells"),
        ("a.ipynb", b"[" * 100_000, "nested too deeply"),
        ("a.ipynb", b'{"cells":' * 100_000, "nested too deeply"),
        ("a.ipynb", of_cells(*["x"] * 3000), "more than 2,000 cells"),
        ("a.ipynb", of_cells("x = 1\n" * 500_000), "more than 250,000 characters"),
        ("answers.pdf", b"%PDF", "A document cannot be run"),
        ("screen.PNG", b"\x89PNG", "A picture cannot be run"),
        ("a.exe", b"MZ", "neither Python nor a notebook"),
        ("a.docx", zipped({"word/document.xml": b"<x>"}), "A document cannot be run"),
    ],
)
def test_what_cannot_be_used_gets_a_sentence(file, content, said):
    found = programs({file: content})
    assert found.programs == ()
    assert said in found.unused[0].reason
    assert found.unused[0].matters


def test_archives_that_mean_harm():
    link = zipfile.ZipInfo("link.py")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    encrypted = bytearray(zipped({"secret.py": GOOD}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        encrypted[encrypted.index(mark) + offset] |= 1
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr("../up.py", GOOD)
        archive.writestr("/absolute.py", GOOD)
        archive.writestr("C:/windows.py", GOOD)
        archive.writestr("good/solution.py", GOOD)
    fifo = tarfile.TarInfo("fifo.py")
    fifo.type = tarfile.FIFOTYPE
    tar = io.BytesIO()
    with tarfile.open(fileobj=tar, mode="w") as archive:
        archive.addfile(fifo)
    found = programs(
        {"a.zip": target.getvalue(), "b.zip": bytes(encrypted), "c.tar": tar.getvalue()}
    )
    assert [p.file for p in found.programs] == ["a.zip: good/solution.py"]
    assert {file: reason.split(".")[0] for file, reason in reasons(found).items()} == {
        "a.zip: link.py": "This is a link",
        "a.zip: ../up.py": "Its name leads out of the archive",
        "a.zip: /absolute.py": "Its name leads out of the archive",
        "a.zip: C:/windows.py": "Its name leads out of the archive",
        "b.zip": "The archive is encrypted",
        "c.tar: fifo.py": "This is a link",
    }


def test_bombs_stay_small():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(20):
            archive.writestr(f"{number}.py", bytes(24_000_000))
        archive.writestr("large.py", bytes(26_000_000))
    packed = {"a.zip": target.getvalue(), "b.gz": gzip.compress(bytes(70_000_000), 1)}
    tracemalloc.start()
    found = programs(packed)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found.programs == ()
    assert peak < 200_000_000
    assert "26 MB; at most 25 MB" in reasons(found)["a.zip: large.py"]
    assert "at most 25 MB" in reasons(found)["b.gz: b"]


def test_archives_in_archives():
    content = zipped({"solution.py": GOOD})
    for _ in range(4):
        content = zipped({"inner.zip": content})
    found = programs({"a.zip": content})
    assert found.programs == ()
    assert "archive in an archive" in found.unused[0].reason


def test_one_broken_member_does_not_hide_the_others():
    content = bytearray(zipped({"a.py": b"#" * 100, "solution.py": GOOD}))
    content[60] ^= 1
    found = programs({"x.zip": bytes(content)})
    assert [p.file for p in found.programs] == ["x.zip: solution.py"]
    assert "damaged" in reasons(found)["x.zip"]


def test_the_untouched_series_is_a_stub_and_nothing_else():
    found = programs({"backprop-exercises.zip": zipped(handed_out())})
    (program,) = found.programs
    assert (program.answers, program.stubs) == ((), ALL)
    with pytest.raises(NotImplementedError, match="write the backward pass here"):
        executed(program)["exercise1"](*[None] * 5)
    assert not any(unused.matters for unused in found.unused)
    assert set(reasons(found)) >= {f"backprop-exercises.zip: {name}" for name in NAMES.values()}


def test_the_untouched_series_beside_filled_notebooks():
    filled = saved({1: fill(1, LOOP), 2: fill(2, FORWARD), 3: fill(3, PRINT)})
    loose = {name.split("/")[1]: content for name, content in filled.items()}
    found = programs({**loose, "backprop-exercises.zip": zipped(handed_out())})
    assert [(p.file, p.answers) for p in found.programs] == [
        ("1_by_hand_in_numpy.ipynb", ("exercise1",)),
        ("2_autograd_on_functions.ipynb", ("exercise2",)),
        ("3_nn_sequential.ipynb", ("exercise3",)),
        ("backprop-exercises.zip: solution.py", ()),
    ]
    assert is_right(executed(found.programs[0]))


def test_what_only_looks_like_answers():
    files = {
        "checks/__init__.py": b"def exercise1(DW=None, DB=None):\n    return 1\n",
        "tests/test_solution.py": GOOD,
        ".venv/lib/solution.py": GOOD,
        "node_modules/x/solution.py": GOOD,
        ".ipynb_checkpoints/1-checkpoint.ipynb": of_cells(MODULE),
        "._solution.py": b"\0\5\x16\7",
        "figures/flow.py": handed_out()["figures/flow.py"],
        "run.py": handed_out()["run.py"],
    }
    found = programs(files)
    assert found.programs == ()
    assert len(found.unused) == len(files)
    assert not any(unused.matters for unused in found.unused)


@pytest.mark.parametrize(
    "body",
    [
        "raise NotImplementedError",
        'raise NotImplementedError("x")',
        "pass",
        "...",
        "return",
        "return None",
        '"""Text."""\n    raise NotImplementedError("x")',
        '"""Text."""',
    ],
)
def test_stubs(body):
    source = f"def exercise1(W, B, A, Y, T):\n    {body}\n"
    for files in ({"s.py": source.encode()}, {"a.ipynb": of_cells(source)}):
        (program,) = programs(files).programs
        assert (program.answers, program.stubs) == ((), ("exercise1",))
    found = programs({"a.ipynb": of_cells(FUNCTION1, source)})
    assert found.programs[0].answers == ("exercise1",)
    assert is_right(executed(found.programs[0]))


def test_the_same_file_twice_and_too_many():
    found = programs({"a/solution.py": GOOD, "b.zip": zipped({"solution.py": GOOD})})
    assert [p.file for p in found.programs] == ["a/solution.py"]
    assert reasons(found) == {"b.zip: solution.py": "The same as a/solution.py."}
    found = programs({f"{number}.py": GOOD + b"#%d" % number for number in range(30)})
    assert len(found.programs) == 12
    assert all(unused.matters for unused in found.unused)
    assert len(found.unused) == 18


def test_a_cell_that_is_not_python_is_named():
    found = programs({"a.ipynb": of_cells("x = 1", "def exercise1(W, B, A, Y, T)\n    return 1")})
    (program,) = found.programs
    with pytest.raises(SyntaxError, match=r"expected ':' \(a.ipynb, code cell 2, line 1\)"):
        executed(program)["exercise1"](*[None] * 5)
    assert (
        reasons(found)["a.ipynb, code cell 2"] == "It is not valid Python: expected ':', in line 1."
    )
    assert found.unused[0].matters


def test_an_error_names_the_cell_and_the_line():
    content = fill(1, "# a remark\nN = len(X)\nDW, DB = [N / 0], []")
    (program,) = programs({"deep/1.ipynb": dump(content)}).programs
    number = sum(cell["cell_type"] == "code" for cell in content["cells"][: todo(notebook(1)) + 1])
    network = random_network((4, 5, 1), 3, seed=1)
    with pytest.raises(ZeroDivisionError) as caught:
        executed(program)["exercise1"](network.W, network.B, network.A, network.Y, network.T)
    told = inside.told(caught.value, "/submission")
    assert (told["line"], told["cell"]) == (3, number)
    # And not what runs the cells
    assert told["text"] == (
        f'  File "deep 1.ipynb, code cell {number}", line 3, in <module>\n'
        "    DW, DB = [N / 0], []\n              ~~^~~\nZeroDivisionError: division by zero\n"
    )


BACK = "def back(d, w, a):\n    return d @ w * (a > 0)\n"
USE = FUNCTION1.replace("DZ @ W[layer].T * (A[layer] > 0)", "back(DZ, W[layer], A[layer])")


@pytest.mark.parametrize(
    ("files", "calls", "stops"),
    [
        (
            {"1.ipynb": of_cells("import numpy", BACK, f"%time 1\n{USE}")},
            ("1.ipynb, code cell 3", 10),
            ("1.ipynb, code cell 2", 2),
        ),
        (
            {"solution.py": f"{BACK}\n{USE}\nprint('done')\n".encode()},
            ("solution.py", 12),
            ("solution.py", 2),
        ),
        (
            {"1.ipynb": of_cells(f"from mine import back\n{USE}"), "mine.py": BACK.encode()},
            ("1.ipynb, code cell 1", 10),
            ("mine.py", 2),
        ),
    ],
    ids=["cells", "a script", "a module of one's own"],
)
def test_a_traceback_holds_the_lines_of_the_student_and_no_others(files, calls, stops):
    found = programs(files)
    (program,) = found.programs
    assert found.unused == ()
    assert program.assembled
    with pytest.raises(ValueError) as caught:
        is_right(executed(program))
    told = inside.told(caught.value, "/submission")
    lines = [line for line in told["text"].splitlines() if line.strip(" ~^")]
    assert lines[:4] == [
        f'  File "{calls[0]}", line {calls[1]}, in exercise1',
        "    DZ = back(DZ, W[layer], A[layer])",
        f'  File "{stops[0]}", line {stops[1]}, in back',
        "    return d @ w * (a > 0)",
    ]
    assert lines[4].startswith("ValueError: matmul")
    assert len(lines) == 5
    assert (told["line"], told["cell"]) == (stops[1], 2 if "cell" in stops[0] else None)


def test_text_cells_are_not_run_and_named():
    content = json.loads(of_cells("x = 1"))
    content["cells"].append({"cell_type": "markdown", "metadata": {}, "source": FUNCTION1})
    found = programs({"a.ipynb": dump(content)})
    assert found.programs == ()
    assert "A text cell holds exercise1; only code cells are run." in {
        unused.reason for unused in found.unused
    }


def test_junk_in_cells():
    junk = [5, None, "x", {}, {"cell_type": "code"}, {"cell_type": "code", "source": 7}]
    junk += [{"cell_type": "code", "metadata": 3, "source": [1, None, "y = 1"]}]
    content = {"cells": [*junk, code(FUNCTION1)], "metadata": None}
    assert programs({"a.ipynb": dump(content)}).programs[0].answers == ("exercise1",)


@pytest.mark.parametrize(
    "magic",
    [
        "%matplotlib inline",
        "%%time",
        "%%time\n%%capture --no-stderr out",
        "# first\n\n%%timeit -n1 -r1",
        "!pip install torch \\\n    numpy",
        "files = !ls *.py",
        "path = %pwd",
        "exercise1?",
        "?exercise1",
        "numpy.linalg??",
        "%load_ext autoreload\n%autoreload 2",
        "%config InlineBackend.figure_format = 'retina'",
        "if True:\n    %matplotlib inline\n    !ls",
        "for i in range(2):\n    x = !echo {i}\n",
        "%time y = 1",
        "!ls; echo 'it''s'",
        "%cd ..",
        "get_ipython().system('ls')",
    ],
)
def test_magics(magic):
    found = programs({"a.ipynb": of_cells(f"{magic}\n{FUNCTION1}")})
    assert found.unused == ()
    assert is_right(executed(found.programs[0]))


@pytest.mark.parametrize("magic", ["%%bash", "%%html", "%%javascript", "%%writefile a.txt"])
def test_cells_in_other_languages_are_no_python(magic):
    found = programs({"a.ipynb": of_cells(f"{magic}\n{FUNCTION1}")})
    assert found.programs == ()


@pytest.mark.parametrize(
    "source",
    [
        "K = " + "+".join(["1"] * 900),
        "K = " + "+".join(["1"] * 5000),
        "K = " + "(" * 5000 + "1" + ")" * 5000,
        "K = a" + ".b" * 30_000,
        "K = " + "-" * 30_000 + "1",
        "if 1: pass\n" + "elif 1: pass\n" * 3000,
        "%time 1\n" * 2000,
        "!ls\n" * 2000,
        "x = '\ud800'",
        "x = '\0'",
        "K = " + "9" * 100_000,
        "".join(f"x{n} = x{n + 1}\n" for n in range(4000)),
        "\n".join("    " * n + f"def g{n}():" for n in range(200)),
    ],
    ids=lambda source: source[:12],
)
def test_cells_that_mean_harm_do_not_hide_the_answer(source):
    found = programs({"a.ipynb": of_cells(source, FUNCTION1, source)})
    assert found.programs[0].answers == ("exercise1",)
    assert is_right(executed(found.programs[0]))


def test_long_chains_are_followed_without_repetition():
    chain = "".join(f"def f{n}(): return f{n + 1}()\n" for n in range(2000))
    source = chain + "def f2000(): return 2\n" + FUNCTION1.replace("2 *", "(f0 and 2) *")
    found = programs({"a.ipynb": of_cells(source)})
    assert is_right(executed(found.programs[0]))


def test_helpers_of_one_name_in_two_notebooks_do_not_mix():
    one = of_cells(
        "def mask(a):\n    return a > 0", FUNCTION1.replace("(A[layer] > 0)", "mask(A[layer])")
    )
    two = of_cells("def mask(a):\n    return 1 / 0", "def exercise3(net):\n    print(mask(net))")
    found = programs({"1.ipynb": one, "2.ipynb": two})
    assert [p.answers for p in found.programs] == [("exercise1",), ("exercise3",)]
    assert is_right(executed(found.programs[0]))


def test_the_edition_with_preactivations():
    """Cells that name Z1, A1, ... run when the function is called with them, and without."""
    forward = """\
Z1 = X.dot(W[0]) + B[0]; A1 = numpy.maximum(0, Z1)
Z2 = A1.dot(W[1]) + B[1]; A2 = numpy.maximum(0, Z2)
Z3 = A2.dot(W[2]) + B[2]; A3 = numpy.maximum(0, Z3)
Y = A3.dot(W[3]) + B[3]"""
    answer = """\
D = [2 * (Y - T) / len(X)]
for w, z in ((W[3], Z3), (W[2], Z2), (W[1], Z1)):
    D.insert(0, D[0].dot(w.T) * (z > 0))
DW = [a.T.dot(d) for a, d in zip((X, A1, A2, A3), D)]
DB = [d.sum(axis=0) for d in D]"""
    content = fill(1, answer)
    forward_pass = next(c for c in content["cells"] if c.get("id") == "forward-pass")
    forward_pass["source"] = forward
    (program,) = programs({"1.ipynb": dump(content)}).programs
    scope = executed(program)
    assert is_right(scope)
    network = random_network((4, 5, 6, 3, 1), 7, seed=2)
    hidden = [array for pair in zip(network.Z, network.A[1:], strict=False) for array in pair]
    given = (network.W, network.B, network.X, *hidden, network.Y, network.T)
    found, right = scope["exercise1"](*given), solution.exercise1_preactivations(*given)
    assert all(
        numpy.allclose(a, b) for a, b in zip(found[0] + found[1], right[0] + right[1], strict=True)
    )


STYLES = sorted((run.ROOT / "tests" / "corpus" / "styles").glob("*.py"))
HANDED_OUT = student.files("preactivations")
EDITION = (
    HANDED_OUT["solution.py"].decode()
    + "\n\n"
    + inspect.getsource(solution.exercise1_preactivations).replace("_preactivations", "")
)
WRAPPINGS = {
    "with a call below": lambda text: {"solution.py": f"{text}\n\nprint('done')\n".encode()},
    "with a main": lambda text: {
        "solution.py": f"{text}\n\nif __name__ == '__main__':\n    print('done')\n".encode()
    },
    "with a picture": lambda text: {
        "solution.py": f"{text}\nimport matplotlib.pyplot as plt\n\nplt.figure()\n".encode()
    },
    "in a notebook": lambda text: {"1.ipynb": of_cells(text)},
    "in the notebook of the edition": lambda text: {"1.ipynb": in_notebook_of_the_edition(text)},
}


def in_notebook_of_the_edition(text):
    content = json.loads(HANDED_OUT["notebooks/1_by_hand_in_numpy.ipynb"])
    content["cells"].append(code(text))
    return dump(content)


@pytest.mark.parametrize("wrapping", WRAPPINGS)
def test_a_function_is_right_in_any_wrapping_whatever_its_arguments(wrapping):
    """As by itself, and as the edition with pre-activations hands it out."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in STYLES} | {"edition": EDITION}
    for name, text in texts.items():
        (program,) = programs(WRAPPINGS[wrapping](text)).programs
        assert "exercise1" in program.answers, name
        function = executed(program)["exercise1"]
        answer = calling.exercise1(function, data_of(series_network()))
        assert judging.gradient(answer, series_network()).ok, name


def test_an_unfinished_answer_is_one():
    (program,) = programs(
        {"1.ipynb": dump(fill(1, "DW = [None] * 4\nDW[3] = A[3].T @ (2 * (Y - T) / len(X))"))}
    ).programs
    network = random_network((4, 5, 6, 3, 1), 7, seed=2)
    DW, DB = executed(program)["exercise1"](network.W, network.B, network.A, network.Y, network.T)
    assert DW[:3] == [None] * 3 and DW[3].shape == (3, 1)
    assert DB is None


def test_no_files():
    assert programs({}) == programs({}) and programs({}).programs == ()


# Pieces of notebooks that people have written, in any order
LINES = [
    *LOOP.splitlines(keepends=True),
    *FORWARD.splitlines(keepends=True),
    f"{PRINT}\n",
    FUNCTION1,
    "%%time\n",
    "%%writefile solution.py\n",
    "!ls\n",
    "    x = !ls\n",
    "checks.exercise1(DW, DB)\n",
    "checks.exercise3(net, )\n",
    "DW, DB = solution.exercise1(W, B, A, Y, T)  # TODO\n",
    'if __name__ == "__main__":\n',
    "# %%\n",
    "del A\n",
    "\\\n",
    '"""\n',
    "\ud800\0\f\n",
    "global DW; import solution, checks as c\n",
    "from solution import *\nmatch W:\n    case [*A]: pass\n",
    "class DW(B): X = [A for A in A]\n",
    "async def exercise2(): await x\n",
    "for A[0], *Y in zip(X): print(A)\n",
    "with a as (b, c), d: pass\n",
    "try: pass\nexcept* E as T: pass\n",
]


@given(strategies.lists(strategies.lists(strategies.sampled_from(LINES)).map("".join)))
def test_whatever_is_written_is_read(sources):
    content = {"cells": [code(source) for source in sources]}
    script = "\n".join(sources).encode("utf-8", "surrogatepass")
    for files in ({"a.ipynb": dump(content)}, {"solution.py": script}):
        found = programs(files)
        assert found.programs or found.unused
        for program in found.programs:
            assert program.source.decode("utf-8")
            assert program.answers or program.stubs


@given(
    strategies.integers(0, 10_000), strategies.binary(max_size=4), strategies.sampled_from(range(4))
)
def test_broken_files_are_read(place, junk, kind):
    whole = {
        0: of_cells(LOOP, FUNCTION1, PRINT),
        1: zipped({"solution.py": GOOD, "a/b.ipynb": of_cells(MODULE)}),
        2: gzip.compress(tarred({"solution.py": GOOD}), mtime=0),
        3: tarred({"solution.py": GOOD}),
    }[kind]
    place %= len(whole)
    found = programs({"file": whole[:place] + junk + whole[place + len(junk) :]})
    assert found.programs or found.unused


def test_what_is_said_of_an_archive_is_short():
    """Whatever names it holds, and however many: the answer beside it counts."""
    names = [f"../<img src=x>{number:04}" + "A" * 5000 for number in range(50)]
    many = [f"{number:06}.txt" for number in range(archives.MOST_MEMBERS + 1000)]
    for inner in (names, many, [name.replace(".txt", ".py") for name in many]):
        packed = zipped(dict.fromkeys(inner, ""))
        files, unused = archives.unpack({"solution.py": b"x", "a.zip": packed})
        assert files["solution.py"] == b"x"
        assert len(files) <= common.MOST_FILES + 1
        assert max(len(u.file) for u in unused) < 1000
    (told,) = (u for u in unused if u.matters)
    assert told.file == "a.zip" and "more files than can be looked at" in told.reason
