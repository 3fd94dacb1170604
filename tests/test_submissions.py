"""Finding the programs in what students hand in; nothing is executed here."""

import os

import pytest

from instructors.handin import listing, submissions


def notebook_cell(*lines, kind="code"):
    return {"cell_type": kind, "source": [f"{line}\n" for line in lines]}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in the file system")
def test_what_is_no_file_is_told_and_waits_for_nobody(tmp_path):
    (tmp_path / "a").mkdir()
    os.mkfifo(tmp_path / "a" / "solution.py")
    (tmp_path / "a" / "x.py").symlink_to("/etc/passwd")
    _, (submission,), strays = submissions.collect(tmp_path)
    files, unused = submission.read()
    assert (files, strays) == ({}, [])
    assert {name for name, _ in unused} == {"solution.py", "x.py"}


def test_identifiers_are_called_as_those_who_use_them_call_them(tmp_path):
    moodle = tmp_path / "moodle" / "Ada Lovelace_4712_assignsubmission_file"
    moodle.mkdir(parents=True)
    (moodle / "solution.py").touch()
    layout, (submission,), _ = submissions.collect(tmp_path / "moodle")
    assert (layout, submission.student) == ("moodle", "Ada Lovelace")
    assert submission.identifiers["moodle"] == "4712"
    assert submission.folder == moodle.name
    canvas = tmp_path / "canvas"
    canvas.mkdir()
    (canvas / "lovelaceada_LATE_77_4711_solution.py").touch()
    layout, (submission,), _ = submissions.collect(canvas)
    assert (layout, submission.identifiers["canvas"]) == ("canvas", "77")
    assert [remark.lower() for remark in submission.remarks] == ["late"]


def test_a_folder_of_one_student(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "solution.py").write_bytes(b"x = 1")
    assert submissions.collect_one(tmp_path).read() == ({"deep/solution.py": b"x = 1"}, ())
    with pytest.raises(FileNotFoundError):
        submissions.collect_one(tmp_path / "nothing")


def test_a_folder_that_would_fill_the_memory_is_not_read_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(listing, "LARGEST_SUBMISSION", 3000)
    (tmp_path / "a" / "data").mkdir(parents=True)
    (tmp_path / "a" / "solution.py").write_bytes(b"x = 1")
    for number in range(5):
        (tmp_path / "a" / "data" / f"{number}.py").write_bytes(b"#" * 1000)
    _, (submission,), _ = submissions.collect(tmp_path)
    files, unused = submission.read()
    assert "solution.py" in files and len(files) == 3
    assert {reason for _, reason in unused} == {"Too many or too large files have been handed in."}
    assert len(unused) == 3


COMMENT = "<p>My answer err = 1.5 has <b>the import</b> of exercise1 right.</p>"


@pytest.mark.parametrize(
    ("text", "beside", "read"),
    [
        (COMMENT, "solution.py", {"solution.py"}),
        (COMMENT, None, {"onlinetext.html"}),
        ("<p>def&nbsp;exercise1(W, B):</p>", "solution.py", {"onlinetext.html", "solution.py"}),
        ("<p>DW[3] = A[3].T @ G</p>", "solution.py", {"onlinetext.html", "solution.py"}),
    ],
)
def test_a_comment_typed_beside_the_files_is_no_hand_in(tmp_path, text, beside, read):
    for kind, name, content in (("onlinetext", "onlinetext.html", text), ("file", beside, "1")):
        folder = tmp_path / f"Ada Lovelace_4712_assignsubmission_{kind}"
        folder.mkdir()
        if name:
            (folder / name).write_text(content)
    _, (submission,), _ = submissions.collect(tmp_path)
    files, unused = submission.read()
    assert (set(files), unused) == (read, ())
    assert submission.remarks == ("text was typed online",)
