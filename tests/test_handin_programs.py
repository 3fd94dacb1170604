"""What becomes of the files of a student: archives, encodings, names, and what is no program."""

import codecs
import gzip
import io
import json
import stat
import tarfile
import tracemalloc
import zipfile

import pytest
from corpus import wrappings
from corpus.filling import (
    FORWARD,
    FUNCTION1,
    LOOP,
    MODULE,
    NAMES,
    PRINT,
    code,
    dump,
    fill,
    handed_out,
    of_cells,
    saved,
    tarred,
    zipped,
)
from hypothesis import given, strategies

from instructors.handin import archives
from instructors.handin.contents import MOST_FILES
from instructors.handin.programs import programs
from instructors.replay.cells import LARGEST_CODE

ALL = ("exercise1", "exercise2", "exercise3")
GOOD = MODULE.encode()


def reasons(found):
    return {unused.file: unused.reason for unused in found.unused}


# What `wrappings.FILES` has not
MORE = {
    "an ending of text": {"solution.txt": GOOD},
    "the name of a module of the series": {"utils.py": GOOD},
    "an archive without an ending": {"renamed": zipped({"solution.py": GOOD})},
    "UTF-16 from the great end": {"s.py": codecs.BOM_UTF16_BE + MODULE.encode("utf-16-be")},
    "UTF-16 from the small end, without a mark": {"s.py": MODULE.encode("utf-16-le")},
    "UTF-32": {"s.py": MODULE.encode("utf-32")},
    "what vim writes": {
        "s.py": f"#!/bin/python\n# vim: fileencoding=cp1252 :\n{MODULE}#“".encode("cp1252")
    },
    "no such encoding": {"s.py": f"# coding: no-such-thing\n{MODULE}".encode()},
    "a magic": {"s.py": f"%matplotlib inline\n{MODULE}".encode()},
    "cells, beside what macOS adds": {
        "1.ipynb": of_cells(MODULE),
        "__MACOSX/._1.ipynb": b"\0\5\x16\7",
    },
    "cells after a mark": {"1.ipynb": codecs.BOM_UTF8 + of_cells(MODULE)},
}
WRAPPED = wrappings.FILES | MORE


@pytest.mark.parametrize("name", WRAPPED)
def test_wrappings(name):
    found = programs(WRAPPED[name])
    answers = [exercise for program in found.programs for exercise in program.answers]
    assert sorted(answers) == [*ALL], found
    texts = [cell.text.replace("\t", "    ") for one in found.programs for cell in one.cells]
    assert (LOOP if "notebook" in name else FUNCTION1) in "\n".join(texts)
    assert not any(unused.matters for unused in found.unused), found.unused


def test_a_file_lies_where_it_was_handed_in():
    (program,) = programs(
        {"a.zip": zipped({"b/solution.py": GOOD.replace(b"\n", b"\r\n")})}
    ).programs
    assert (program.file, program.path) == ("a.zip: b/solution.py", "a.zip/b/solution.py")
    assert program.files == {"a.zip/b/solution.py": GOOD}


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
    ids=lambda value: value if isinstance(value, str) else "",  # gzip writes down the time
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


@pytest.mark.slow
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


def test_what_only_looks_like_answers():
    files = {
        "checks/__init__.py": b"def exercise1(DW=None, DB=None):\n    return 1\n",
        "tests/test_solution.py": GOOD,
        ".venv/lib/solution.py": GOOD,
        "node_modules/x/solution.py": GOOD,
        ".ipynb_checkpoints/1-checkpoint.ipynb": of_cells(MODULE),
        "._solution.py": b"\0\5\x16\7",
        "figures/gradient_flow.py": handed_out()["figures/gradient_flow.py"],
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


def test_the_same_file_twice_and_too_many():
    found = programs({"a/solution.py": GOOD, "b.zip": zipped({"solution.py": GOOD})})
    assert [p.file for p in found.programs] == ["a/solution.py"]
    assert reasons(found) == {"b.zip: solution.py": "The same as a/solution.py."}
    found = programs({f"{number}.py": GOOD + b"#%d" % number for number in range(30)})
    assert len(found.programs) == 6
    assert all(unused.matters for unused in found.unused)
    assert len(found.unused) == 24


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


def test_no_files():
    assert programs({}) == ((), (), {})


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
            assert program.cells
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
        assert len(files) <= MOST_FILES + 1
        assert max(len(u.file) for u in unused) < 1000
    (told,) = (u for u in unused if u.matters)
    assert told.file == "a.zip" and "more files than can be looked at" in told.reason
