"""What course systems give, named as they name it, and folders that are out of order.

The trees are those of ``tests/corpus/layouts.json``, whose names follow the sources of the systems;
repository and path stand in `instructors.handin.layouts`. What becomes of each is an entry of
``tests/corpus/verdicts.json``, which ``python -m tests.verdicts "layout: NAME"`` compares.
"""

import json
import os
import pickle
import re
import stat
import sys
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from corpus.downloads import DOWNLOADS, gathered

import run
from instructors.files import write_all, zipped
from instructors.handin import listing
from instructors.handin.claiming import Download, Layout
from instructors.handin.contents import UnreadableError, contents
from instructors.handin.listing import list_path
from instructors.handin.submissions import LAYOUT_NAMES, collect, collect_one
from instructors.student_messages import UNUSED

VERDICTS = json.loads((Path(__file__).parent / "corpus" / "verdicts.json").read_text("utf-8"))
linux = pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
ROOT_USER = hasattr(os, "geteuid") and os.geteuid() == 0


def write(place, files):
    return write_all(place, {name: text.encode() for name, text in files.items()})


def pack(path, files):
    path.write_bytes(zipped(files))
    return path


def texts(submission):
    return {file.name: file.read().decode() for file in submission.sources}


def summary(collected):
    return {submission.student: texts(submission) for submission in collected.submissions}


@pytest.fixture(params=["folder", "zip"])
def download(request, tmp_path):
    """Make a download, as a folder or as the zip file that the system gives."""

    def make(files):
        if request.param == "zip":
            return pack(tmp_path / "download.zip", files)
        return write(tmp_path / "download", files)

    return make


# Some names cannot stand in a zip file: `test_names_of_every_kind`
@pytest.mark.parametrize("case", sorted(set(DOWNLOADS) - {"names of every kind"}))
def test_whose_the_files_are(download, case):
    assert gathered(download(DOWNLOADS[case])) == VERDICTS[f"layout: {case}"]


ZOE = "Zoë OHara Müller"
ADA, BO = "Ada-Lou O'Neil", "Bo - Ek"
MAX, MARIE = "Mustermann_Max_m_12.x_4711", "Curie-Sk_Marie Eve_mc3_4712"
TEAM = "what one of a team has handed in to ilias is all of theirs"
NOT_KNOWN = "what is not known of attempts in brightspace is said"
# What else is known of a student, by the case and the student
FACTS = {
    ("moodle[False]", "Anna Weiß (99)"): {
        "identifiers": {"moodle": "99"},
        "folder": "Anna Weiß_99_assignsubmission_file",
    },
    ("moodle[True]", "Anna Weiß (99)"): {"folder": "Anna Weiß_99_assignsubmission_file"},
    ("moodle[False]", "Default group"): {
        "identifiers": {},
        "folder": "Default group_assignsubmission_file",
    },
    ("moodle[False]", ZOE): {"remarks": ("text was typed online",)},
    ("moodle[True]", ZOE): {
        "typed": ("onlinetext.html",),
        "folder": f"{ZOE}_4712_assignsubmission_file",
    },
    ("moodle[False]", "Participant"): {"remarks": ("text was typed online", "anonymous")},
    ("older moodle ends names in an underscore", "A B"): {"folder": "A B_7_assignsubmission_file_"},
    ("canvas", "doejane (4712)"): {
        "texts": {"solution-1.py": "new"},
        "remarks": ("an earlier attempt: solution.py",),
        "unused": ["solution.py"],
    },
    ("canvas", "doejane (4713)"): {"remarks": ("late",)},
    ("canvas", "typedonly"): {"remarks": ("late", "text was typed online")},
    ("canvas", "linkedonly"): {"remarks": ("a web address was given online",)},
    ("canvas", "lee123kim"): {"identifiers": {"canvas": "5"}},
    ("canvas with anonymous grading", "anonymous Zk2p1"): {"remarks": ("late", "anonymous")},
    ("canvas with anonymous grading", "anonymous aB3x9"): {
        "identifiers": {"anonymous_id": "aB3x9"}
    },
    ("gradescope", "Solo Student"): {
        "identifiers": {
            "email": "solo@example.edu",
            "sid": "0100",
            "name": "Solo Student",
            "submission": "456",
        },
        "remarks": ("1 earlier attempts",),
    },
    ("gradescope", "Pair One, Pair Two"): {
        "remarks": ("a group",),
        "members": (
            {"email": "one@example.edu", "sid": "200", "name": "Pair One"},
            {"email": "two@example.edu", "sid": "201", "name": "Pair Two"},
        ),
    },
    ("the inbound folder of nbgrader", "ada"): {
        "texts": {"solution.py": "2"},
        "unused": ["solution.py"],
    },
    ("repositories", "ada-l"): {"identifiers": {"login": "ada-l", "repository": "backprop-ada-l"}},
    ("ilias[Abgaben/]", "Marie Eve Curie-Sk"): {"folder": MARIE},
    ("ilias[Sheet 3/Submissions/]", "Max Mustermann"): {"identifiers": {"ilias": "4711"}},
    (TEAM, "Emmy Noether"): {"remarks": ("Team 18",)},
    (TEAM, "Max Mustermann"): {
        "remarks": ("Team 17",),
        "texts": {f"{MAX}/solution.py": "1", f"{MARIE}/solution.py": "2"},
    },
    ("blackboard[attempt]", "ada"): {"identifiers": {"username": "ada"}},
    ("blackboard[poging]", "j_bit"): {
        "remarks": ("2 attempts", "an earlier attempt: solution.py"),
        "typed": ("Sheet 3_b_j_bit_poging_2026-02-01-08-00-00.txt",),
    },
    ("blackboard[attempt]", "j_bit"): {
        "texts": {
            "1_a.ipynb": "kept",
            "Sheet 3_b_j_bit_attempt_2026-02-01-08-00-00.txt": "new record",
            "solution.py": "new",
        }
    },
    ("brightspace[False]", ADA): {"texts": {"1_a - b.ipynb": "kept", "solution.py": "latest"}},
    ("brightspace[True]", ADA): {
        "texts": {"1_a - b.ipynb": "kept", "solution.py": "latest"},
        "remarks": ("4 attempts", "an earlier attempt: solution.py"),
    },
    (NOT_KNOWN, "Ada"): {
        "remarks": (
            "2 attempts",
            "which attempt is the latest is not known: the best answer counts",
        )
    },
    ("plain", "bob"): {"texts": {"bob.tar.gz": "tar"}},
}


@pytest.mark.parametrize(("case", "student"), FACTS)
def test_what_is_known_of_a_student(download, case, student):
    found = collect(download(DOWNLOADS[case])).submissions
    (submission,) = (one for one in found if one.student == student)
    known = vars(submission) | {
        "texts": texts(submission),
        "unused": [entry.file for entry in submission.unused],
    }
    expected = FACTS[case, student]
    assert {what: known[what] for what in expected} == expected


# What belongs to nobody, and whether that may matter
STRAYS = {
    "moodle[False]": {},
    "canvas": {"notes of the instructor.docx": True},
    "gradescope": {".DS_Store": False, "__MACOSX": False, "submission_metadata.yml": False},
    "nbgrader[submitted/]": {
        f"{name}/ps3/{file}.txt": False
        for name in ("bitdiddle", "hacker")
        for file in ("submission_secret", "timestamp")
    },
    "ilias[Sheet 3/Submissions/]": {
        "Sheet 3/Sheet 3.xlsx": False,
        f"Sheet 3/Feedback_files/to_{MAX}/from_{MARIE}/review.py": False,
    },
    "brightspace[True]": {"index.html": False},
    "a solution beside the students is nobodys[bob.zip]": {"solution.py": True},
    "one student may have several folders[files0]": {},
    "plain": {
        ".hidden": True,
        "grades.xlsx": True,
        "grades/feedback/ada.md": False,
        "grades/grades.csv": False,
    },
}


@pytest.mark.parametrize("case", STRAYS)
def test_what_is_nobodys(download, case):
    found = collect(download(DOWNLOADS[case])).strays
    assert {stray.file: stray.matters for stray in found} == STRAYS[case]


DOUBTS = {NOT_KNOWN: ["Bo"], "one student of several who may be a group is told": ["tutorial A"]}


@pytest.mark.parametrize("case", DOUBTS)
def test_who_may_be_several_or_another_is_told_of_no_file(download, case):
    found = collect(download(DOWNLOADS[case]))
    assert ([student for student, _ in found.doubts], found.strays) == (DOUBTS[case], [])


def test_a_new_layout_may_be_a_form_alone(tmp_path):
    write(tmp_path, {"Ada (4711)/a/solution.py": "1", "Bo (4712)/b.py": "2", "c.py": "3"})
    form = re.compile(r"(?P<folder>(?P<name>.+?) \((?P<student>\d+)\))(?:/(?P<inner>.+))?")
    layout = Layout("plain", form)  # whose sentence is that on files of nobody
    listing = list_path(tmp_path)
    assert layout.fits(listing, form)
    claims = layout.claimed(download := Download(listing, tmp_path))
    assert {(c.name, c.inner, c.identifiers["student"]) for c in claims if c.found} == {
        ("Ada", "a/solution.py", "4711"),
        ("Bo", "b.py", "4712"),
    }
    assert [stray.file for stray in download.strays] == ["c.py"]


def test_an_assignment_of_nbgrader_can_be_chosen(download):
    path = download(DOWNLOADS["nbgrader with several assignments"])
    assert summary(collect(path, "nbgrader:ps2")) == {"ada": {"solution.py": "ps2"}}


def test_a_course_is_not_taken_for_one_student_unless_that_is_said(download):
    path = download(DOWNLOADS["a course is not taken for one student"])
    assert len(collect(path, "plain").submissions) == 1


def test_a_zip_file_with_one_folder_around_all(tmp_path):
    path = pack(tmp_path / "all.zip", {"hand-ins/ada/solution.py": "1", "hand-ins/bob.py": "2"})
    assert summary(collect(path)) == {"ada": {"solution.py": "1"}, "bob": {"bob.py": "2"}}


def test_the_layout_can_be_given(tmp_path):
    write(tmp_path, {"doejane_1_2_solution.py": "1"})
    assert collect(tmp_path).layout == "canvas"
    assert summary(collect(tmp_path, "plain")) == {
        "doejane_1_2_solution": {"doejane_1_2_solution.py": "1"}
    }
    for layout in sorted(set(LAYOUT_NAMES) - {"plain", "canvas"}):
        with pytest.raises(ValueError, match=f"has the form of the layout {layout}"):
            collect(tmp_path, layout)
    with pytest.raises(ValueError, match=r"'moodel' is no layout\. There are plain, moodle"):
        collect(tmp_path, "moodel")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (".", "exercise series itself"),
        ("/", "exercise series itself"),
        ("notebooks", "exercise series itself"),
        ("no such folder", "does not exist"),
        ("LICENSE", "cannot be read"),
    ],
)
def test_what_is_no_folder_of_submissions(path, said, monkeypatch):
    monkeypatch.chdir(run.ROOT)
    with pytest.raises(ValueError, match=said):
        collect(path)


def test_an_empty_folder_and_links(tmp_path):
    with pytest.raises(ValueError, match="is empty"):
        collect(tmp_path)
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(ValueError, match=r"loop"):
        collect(tmp_path / "loop")
    (tmp_path / "project").symlink_to(run.ROOT)
    with pytest.raises(ValueError, match="exercise series itself"):
        collect(tmp_path / "project")
    loop, project = collect(tmp_path).submissions
    assert (loop.sources, project.sources) == ((), ())
    assert loop.unused[0].reason == "This is a link. Please hand in the file itself."


@linux
def test_what_stands_in_the_way_is_listed(tmp_path):
    ada = write(tmp_path / "ada", {"solution.py": "1", ".venv/lib/x.py": "2", "env/pyvenv.cfg": ""})
    (ada / "up").symlink_to(tmp_path)
    (ada / "link.py").symlink_to("/etc/passwd")
    os.mkfifo(ada / "pipe.py")
    (tmp_path / "bob").mkdir()
    (tmp_path / "carl.py").symlink_to(ada / "solution.py")
    found = collect(tmp_path)
    assert [s.student for s in found.submissions] == ["ada", "bob", "carl"]
    ada, bob, carl = found.submissions
    assert {u.file: u.reason.split(".")[0] for u in ada.unused} == {
        ".venv": "A folder that a program made; it holds no answers",
        "env": "A folder that a program made; it holds no answers",
        "link.py": "This is a link",
        "pipe.py": "This is not a regular file",
        "up": "This is a link",
    }
    assert (bob.sources, bob.unused) == ((), ())
    assert [u.reason.split(".")[0] for u in carl.unused] == ["This is a link"]
    assert contents(ada.sources)[0] == {"solution.py": b"1"}


@pytest.mark.skipif(ROOT_USER, reason="root may read everything")
def test_what_may_not_be_read_is_listed(tmp_path):
    write(tmp_path, {"ada/solution.py": "1", "bob/in/solution.py": "2", "carl/solution.py": "3"})
    (tmp_path / "ada" / "solution.py").chmod(0)
    (tmp_path / "bob").chmod(0)
    (tmp_path / "carl" / "in").mkdir(0)
    try:
        found = collect(tmp_path)
        ada, bob, carl = found.submissions
        assert contents(ada.sources)[1][0].reason == "The file cannot be read: Permission denied."
        assert bob.unused[0].reason == "The folder cannot be read: Permission denied."
        assert [f.name for f in carl.sources] == ["solution.py"]
        assert [u.file for u in carl.unused] == ["in"]
    finally:
        for path in (tmp_path / "bob", tmp_path / "carl" / "in"):
            path.chmod(stat.S_IRWXU)


@linux
def test_names_of_every_kind(tmp_path):
    names = [b"M\xfcller", b"x" * 255, b"y" * 254 + b"1", b"y" * 254 + b"2"]
    names += [b"a\nb", b"-rf", b"CON", "\u202eevil".encode(), b"...", b"Ann", b"ann"]
    for name in names:
        folder = tmp_path / os.fsdecode(name)
        folder.mkdir()
        (folder / os.fsdecode(b"s\xe4.py")).write_bytes(b"1")
    found = collect(tmp_path)
    assert len(found.submissions) == len(names)
    assert len({s.student for s in found.submissions}) == len(names)
    for student in found.submissions:
        assert student.student.isprintable() and student.student.encode()
        assert contents(pickle.loads(pickle.dumps(student)).sources)[0] == {"sä.py": b"1"}
    assert "Müller" in {s.student for s in found.submissions}


def test_a_zip_file_out_of_order(tmp_path):
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../evil/solution.py", "1")
        archive.writestr("/abs/solution.py", "2")
        archive.writestr("bob\\solution.py", "3")
        archive.writestr("carl/", "")
        link = zipfile.ZipInfo("dora/solution.py")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        mac = zipfile.ZipInfo("Zoë".encode().decode("cp437") + "/solution.py")
        archive.writestr(mac, "4")
    found = collect(path)
    names = {s.student: [f.name for f in s.sources] for s in found.submissions}
    assert names["bob"] == ["solution.py"]
    assert names["carl"] == names["dora"] == []
    assert not any(file.startswith(("/", "..")) for files in names.values() for file in files)


def test_zip_files_that_cannot_be_read(tmp_path):
    (tmp_path / "no.zip").write_bytes(b"no zip file")
    with pytest.raises(ValueError, match="cannot be read"):
        collect(tmp_path / "no.zip")
    path = pack(tmp_path / "x.zip", {"ada/solution.py": "print(1)" * 100})
    content = bytearray(path.read_bytes())
    content[60] ^= 255
    path.write_bytes(content)
    (ada,) = collect(path).submissions
    with pytest.raises(UnreadableError, match="damaged in the zip file"):
        ada.sources[0].read()
    assert contents(ada.sources)[1][0].file == "solution.py"


def test_a_large_file_is_not_read(tmp_path):
    (tmp_path / "ada").mkdir()
    with (tmp_path / "ada" / "data.bin").open("wb") as file:
        file.truncate(100_000_000)
    (ada,) = collect(tmp_path).submissions
    files, unused = contents(ada.sources)
    assert files == {}
    assert "100 MB; at most 25 MB" in unused[0].reason


def test_an_environment_where_the_answers_are_hides_none(download):
    files = {
        "alice/pyvenv.cfg": "home = /usr/bin",
        "alice/solution.py": "1",
        "alice/bin/activate_this.py": "x",
        "alice/lib/python3.12/site-packages/numpy/core.py": "x",
        "alice/mine/pyvenv.cfg": "home = /usr/bin",
        "alice/mine/bin/activate_this.py": "x",
        "bob/lib/helper.py": "2",
        "env/pyvenv.cfg": "home = /usr/bin",
        "env/bin/pip.py": "x",
    }
    found = collect(download(files))
    assert summary(found) == {
        "alice": {"solution.py": "1"},
        "bob": {"lib/helper.py": "2"},
        "env": {},  # whoever has handed in nothing else
    }
    assert not any(u.matters for s in found.submissions for u in s.unused)
    assert found.strays == []


@pytest.mark.parametrize("above", ["", "class/", "submitted/"])
@pytest.mark.parametrize("deep", [False, True])
def test_the_many_files_of_one_student_hide_nothing_of_others(download, monkeypatch, above, deep):
    monkeypatch.setattr(listing, "MOST_ENTRIES", 400)
    monkeypatch.setattr(listing, "MOST_IN_FOLDER", 250)
    students = ("alice", "mal", "zoe")
    files = {f"{above}{name}/hw/a/b/solution.py": name for name in students}
    files |= {f"{above}{name}/hw/timestamp.txt": "now" for name in students}
    if deep:
        files |= {f"{above}mal/hw/{n:03}/{m}/x.txt": "" for n in range(60) for m in range(9)}
    else:
        files |= {f"{above}mal/hw/{number:06}": "" for number in range(500)}
    found = collect(download(files))
    names = {s.student: {f.name for f in s.sources} for s in found.submissions}
    place = "hw/a/b/solution.py" if found.layout == "plain" else "a/b/solution.py"
    assert names.keys() == set(students)
    assert place in names["alice"] and place in names["zoe"]
    assert place in names["mal"] or deep  # who hides an answer among folders has hidden it
    told = [u for s in found.submissions for u in s.unused if u.matters]
    assert {u.reason for u in told} == {UNUSED["cut"]}


def test_folders_in_one_another_without_end_hide_nothing(tmp_path):
    deep = pack(tmp_path / "x.zip", {f"mal/{'a/' * 30_000}x.py": "", "ada/solution.py": "1"})
    tracemalloc.start()
    try:
        found = collect(deep)
        assert tracemalloc.get_traced_memory()[1] < 50_000_000
    finally:
        tracemalloc.stop()
    assert summary(found) == {"ada": {"solution.py": "1"}, "mal": {}}
    folder = write(tmp_path / "x", {f"mal/{'a/' * 100}x.py": "", "ada/solution.py": "1"})
    for both in (found, collect(folder)):
        (told,) = both.submissions[1].unused
        assert (told.reason, told.matters) == (UNUSED["deep"], True)


@linux
def test_names_that_look_alike_are_those_of_two(tmp_path):
    names = ["bob", "bob\u200b", "bob ", "bob (2)", "Zo\u00eb", "Zoe\u0308"]
    for number, name in enumerate(names):
        write(tmp_path, {f"{name}/solution.py": str(number)})
    found = collect(tmp_path)
    assert len({s.student for s in found.submissions}) == len(names)
    files = {s.folder: s.sources[0].read().decode() for s in found.submissions}
    assert files == {name: str(number) for number, name in enumerate(names)}
    alike = {s.folder: s.student for s in found.submissions}
    assert (alike["bob"], alike["bob (2)"]) == ("bob", "bob (2)")
    assert found.strays == []
    assert [student for student, _ in found.doubts] == ["bob (3)", "bob (4)"]
    assert r"'bob\u200b'" in "".join(why for _, why in found.doubts)


ANSWER = "def exercise1(W, B, A, Y, T):\n    return W, B\n"


@pytest.mark.parametrize(
    "others",
    [("alice.py", "bob.py"), ("alice/hw.py", "bob/hw.py"), ("alice/hw.ipynb",), ("bob.py",)],
)
def test_a_file_called_solution_makes_no_class_one_student(download, others):
    files = dict.fromkeys((*others, "solution.py"), ANSWER)
    path = download(files)
    with pytest.raises(ValueError, match=r"one student") as reason:
        collect(path)
    assert others[0] in str(reason.value) and "--layout plain" in str(reason.value)
    assert len(collect(path, "plain").submissions) == 1


def test_modules_beside_a_solution_are_those_of_one_student(download):
    files = {"solution.py": ANSWER, "helper.py": "def relu(z): ...", "lib/tools.py": "import numpy"}
    files |= {"notebooks/1_by_hand_in_numpy.ipynb": ANSWER, "tests/test_solution.py": ANSWER}
    assert len(collect(download(files)).submissions) == 1


@pytest.mark.parametrize("number", [2, 3])
def test_the_timestamp_of_one_makes_no_class_that_of_nbgrader(download, number):
    students = ("alice", "bob", "mallory")[-number:]
    files = {f"{name}/hw/solution.py": name for name in students}
    found = collect(download(files | {"mallory/hw/timestamp.txt": "now"}))
    assert found.layout == "plain"
    assert {s.student for s in found.submissions} == set(students)


# What one student could call a file or a folder
DECEPTIVE = (
    *("submitted/x/solution.py", "mal/.git/HEAD", "submission_1/solution.py"),
    *("mal_1_assignsubmission_file/solution.py", "mal_1_assignsubmission_file_solution.py"),
    *("mal_4712_900_solution.py", "Sheet_mal_attempt_2026-01-30-15-30-10_solution.py"),
    *("1-2 - Mal - Oct 12, 2025 935 AM/solution.py", "Doe_Mal_mal_1/solution.py"),
    *("mal+hw+2026+x/solution.py", "submission_metadata.yml"),
)


@pytest.mark.parametrize("name", DECEPTIVE)
@pytest.mark.parametrize("others", [("alice/hw.py", "bob/hw.py"), ("alice.py", "bob.py")])
def test_no_name_of_one_decides_on_the_layout_of_all(download, name, others):
    found = collect(download(dict.fromkeys((*others, name), ANSWER)))
    assert found.layout == "plain"
    assert {"alice", "bob"} <= {s.student for s in found.submissions if s.sources}


def test_a_folder_of_one_student(tmp_path):
    write(tmp_path, {"deep/solution.py": "x = 1"})
    assert collect_one(tmp_path).read() == ({"deep/solution.py": b"x = 1"}, ())
    with pytest.raises(FileNotFoundError):
        collect_one(tmp_path / "nothing")


def test_a_folder_that_would_fill_the_memory_is_not_read_whole(tmp_path, monkeypatch):
    monkeypatch.setattr("instructors.handin.contents.LARGEST_SUBMISSION", 3000)
    large = {f"a/data/{number}.py": "#" * 1000 for number in range(5)}
    write(tmp_path, {"a/solution.py": "x = 1", **large})
    (submission,) = collect(tmp_path).submissions
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
    folder = "Ada Lovelace_4712_assignsubmission_"
    write(tmp_path, {f"{folder}onlinetext/onlinetext.html": text})
    (tmp_path / f"{folder}file").mkdir()
    if beside:
        write(tmp_path, {f"{folder}file/{beside}": "1"})
    (submission,) = collect(tmp_path).submissions
    files, unused = submission.read()
    assert (set(files), unused) == (read, ())
    assert submission.remarks == ("text was typed online",)
