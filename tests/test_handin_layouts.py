"""What course systems give, named as they name it, and folders that are out of order.

The functions that make names follow the sources of the systems; repository and path stand there.
"""

import os
import pickle
import re
import stat
import tracemalloc
import zipfile

import pytest

import run
from instructors.handin import listing
from instructors.handin.listing import UnreadableError, contents
from instructors.handin.submissions import NAMES, collect
from instructors.sentences import UNUSED

ROOT_USER = hasattr(os, "geteuid") and os.geteuid() == 0


def write(folder, files):
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def pack(path, files):
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def summary(collected):
    return {
        s.student: {f.name: f.read().decode() for f in s.sources} for s in collected.submissions
    }


@pytest.fixture(params=["folder", "zip"])
def download(request, tmp_path):
    """Make a download, as a folder or as the zip file that the system gives."""

    def make(files):
        if request.param == "zip":
            return pack(tmp_path / "download.zip", files)
        return write(tmp_path / "download", files)

    return make


def moodle(name, number, kind, file, flat=False, older=False):
    """moodle/moodle, public/mod/assign/classes/downloader.php: get_student_prefix and
    load_submissionplugin_filelist; moodle/moodle, public/lib/classes/param.php: PARAM_FILE."""
    prefix = name.replace("_", " ") + (f"_{number}" if number else "")
    prefix = re.sub(r"[\x00-\x1f&<>\"`|':\\/]", "", prefix)
    start = f"{prefix}_assignsubmission_{kind}{'_' if older else ''}"
    return f"{start}_{file.split('/')[-1]}" if flat else f"{start}/{file}"


@pytest.mark.parametrize("flat", [False, True])
def test_moodle(download, flat):
    files = {
        moodle("Zoë O'Hara_Müller", 4712, "file", "src/solution.py", flat): "1",
        moodle("Zoë O'Hara_Müller", 4712, "onlinetext", "onlinetext.html", flat): "text",
        moodle("Anna Weiß", 4713, "file", "1_by_hand_in_numpy.ipynb", flat): "2",
        moodle("Anna Weiß", 4713, "file", "2_autograd.ipynb", flat): "3",
        moodle("Anna Weiß", 99, "file", "solution.py", flat): "4",
        moodle("Participant", 50, "onlinetext", "onlinetext.html", flat): "5",
        moodle("Default group", None, "file", "solution.py", flat): "6",
    }
    found = collect(download(files))
    assert found.layout == ("moodle-flat" if flat else "moodle")
    inner = "solution.py" if flat else "src/solution.py"
    assert summary(found) == {
        "Anna Weiß (4713)": {"1_by_hand_in_numpy.ipynb": "2", "2_autograd.ipynb": "3"},
        "Anna Weiß (99)": {"solution.py": "4"},
        "Default group": {"solution.py": "6"},
        "Participant": {"onlinetext.html": "5"},
        "Zoë OHara Müller": {inner: "1", "onlinetext.html": "text"},
    }
    students = {s.student: s for s in found.submissions}
    assert students["Anna Weiß (99)"].identifiers == {"moodle": "99"}
    assert students["Default group"].identifiers == {}
    assert students["Zoë OHara Müller"].remarks == ("text was typed online",)
    assert "anonymous" in students["Participant"].remarks
    for student in found.submissions:
        # moodle/moodle, public/mod/assign/feedback/file/importziplib.php: the number is second
        number, *rest = student.folder.split("_")[1:]
        assert [number, *rest] in (
            ["assignsubmission", "file"],
            [student.identifiers.get("moodle", ""), "assignsubmission", "file"],
        )
    assert found.strays == []


def test_older_moodle_ends_names_in_an_underscore(tmp_path):
    write(tmp_path, {moodle("A B", 7, "file", "solution.py", older=True): "1"})
    (student,) = collect(tmp_path).submissions
    assert (student.student, student.folder) == ("A B", "A B_7_assignsubmission_file_")


def canvas(sortable_name, user, attachment, file, late=False, anonymous=False):
    """instructure/canvas-lms, lib/content_zipper.rb: get_filename, add_upload_submission,
    add_text_or_url, sanitize_user_name and sanitize_attachment_filename."""
    name = None if anonymous else re.sub(r"_(\d+)_", r"\1", sortable_name).lower()
    parts = [name, "LATE" if late else None, f"anon_{user}" if anonymous else str(user)]
    start = re.sub(r"[^\w]", "", "_".join(part for part in parts if part))
    if attachment is None:
        return f"{start}_{file}"
    cleaned = re.sub(r'[\x00/\\:*?"<>|]+', "_", file)
    return f"{start}_{attachment}_{cleaned}"


def test_canvas(download):
    files = {
        canvas("Doe, Jane", 4712, 900, "solution.py"): "old",
        canvas("Doe, Jane", 4712, 901, "solution-1.py"): "new",
        canvas("Doe, Jane", 4713, 902, "solution-2.py", late=True): "other Jane",
        canvas("Lee_12_3, Kim", 5, 903, "part-1.ipynb"): "a",
        canvas("Lee_12_3, Kim", 5, 904, "part-2.ipynb"): "b",
        canvas("Lee_12_3, Kim", 5, 905, "1_2_x.py"): "c",
        canvas("Typed, Only", 6, None, "text.html", late=True): "typed",
        canvas("Linked, Only", 7, None, "link.html"): "link",
        canvas("O'Neil-Smith, Bo", 8, 906, "a:b?.zip"): "z",
        "notes of the instructor.docx": "?",
    }
    found = collect(download(files))
    assert found.layout == "canvas"
    assert summary(found) == {
        "doejane (4712)": {"solution-1.py": "new"},
        "doejane (4713)": {"solution-2.py": "other Jane"},
        "lee123kim": {"1_2_x.py": "c", "part-1.ipynb": "a", "part-2.ipynb": "b"},
        "linkedonly": {"link.html": "link"},
        "oneilsmithbo": {"a_b_.zip": "z"},
        "typedonly": {"text.html": "typed"},
    }
    students = {s.student: s for s in found.submissions}
    assert students["doejane (4712)"].remarks == ("an earlier attempt: solution.py",)
    assert [u.file for u in students["doejane (4712)"].unused] == ["solution.py"]
    assert students["doejane (4713)"].remarks == ("late",)
    assert students["typedonly"].remarks == ("late", "text was typed online")
    assert students["linkedonly"].remarks == ("a web address was given online",)
    assert students["lee123kim"].identifiers == {"canvas": "5"}
    assert [u.file for u in found.strays] == ["notes of the instructor.docx"]


def test_canvas_with_anonymous_grading(download):
    files = {
        canvas(None, "aB3x9", 900, "solution.py", anonymous=True): "1",
        canvas(None, "Zk2p1", 901, "solution.py", anonymous=True, late=True): "2",
    }
    found = collect(download(files))
    assert found.layout == "canvas"
    assert summary(found) == {
        "anonymous Zk2p1": {"solution.py": "2"},
        "anonymous aB3x9": {"solution.py": "1"},
    }
    assert [s.identifiers for s in found.submissions] == [
        {"anonymous_id": "Zk2p1"},
        {"anonymous_id": "aB3x9"},
    ]
    assert found.submissions[0].remarks == ("late", "anonymous")


# The keys are those that public scripts read; a time and a Ruby object as Rails writes them
METADATA = """\
---
submission_456: !ruby/hash:ActiveSupport::HashWithIndifferentAccess
  :submitters:
  - :name: Solo Student
    :sid: 0100
    :email: solo@example.edu
  :created_at: 2026-09-21 18:02:11.123456000 Z
  :score: 3.0
  :history:
  - :created_at: 2026-09-20 18:02:11.123456000 Z
    :score: 1.0
submission_457:
  :submitters:
  - :name: Pair One
    :sid: '200'
    :email: one@example.edu
  - :name: Pair Two
    :sid: '201'
    :email: two@example.edu
"""


def test_autograder(download):
    root = "assignment_8046601_export"
    files = {
        f"{root}/submission_metadata.yml": METADATA,
        f"{root}/submission_456/solution.py": "1",
        f"{root}/submission_457/notebooks/1.ipynb": "2",
        f"{root}/submission_458/solution.py": "3",
        f"{root}/.DS_Store": "",
        f"__MACOSX/{root}/._submission_metadata.yml": "",
    }
    found = collect(download(files))
    assert found.layout == "gradescope"
    assert summary(found) == {
        "Pair One, Pair Two": {"notebooks/1.ipynb": "2"},
        "Solo Student": {"solution.py": "1"},
        "submission_458": {"solution.py": "3"},
    }
    pair, solo, _ = found.submissions
    assert pair.identifiers["sid"] == "200"
    assert [member["sid"] for member in pair.members] == ["200", "201"]
    assert "a group" in pair.remarks
    assert solo.identifiers == {
        "email": "solo@example.edu",
        "sid": "0100",
        "name": "Solo Student",
        "submission": "456",
    }
    assert solo.remarks == ("1 earlier attempts",)
    assert not any(unused.matters for unused in found.strays)


@pytest.mark.parametrize("metadata", ["a: [", "- 1", "", "submission_1: 5", "x: !!python/name:os"])
def test_gradescope_metadata_that_cannot_be_read(tmp_path, metadata):
    files = {"submission_metadata.yml": metadata, "submission_1/solution.py": "1"}
    found = collect(write(tmp_path, files))
    assert summary(found) == {"submission_1": {"solution.py": "1"}}


@pytest.mark.parametrize("start", ["", "submitted/"])
def test_nbgrader(download, start):
    # jupyter/nbgrader, nbgrader/exchange/default/submit.py and collect.py
    files = {
        f"submitted/{student}/ps3/{name}": student
        for student in ("bitdiddle", "hacker")
        for name in ("solution.py", "notebooks/1.ipynb", "timestamp.txt", "submission_secret.txt")
    }
    found = collect(download({name.removeprefix(start): files[name] for name in files}))
    assert found.layout == "nbgrader"
    assert summary(found) == {
        name: {"notebooks/1.ipynb": name, "solution.py": name} for name in ("bitdiddle", "hacker")
    }
    assert not any(unused.matters for unused in found.strays)


def test_nbgrader_with_several_assignments(tmp_path):
    files = {f"submitted/ada/{task}/solution.py": task for task in ("ps1", "ps2")}
    write(tmp_path, files)
    with pytest.raises(ValueError, match=r"several assignments: ps1, ps2.*nbgrader:ps1"):
        collect(tmp_path)
    assert summary(collect(tmp_path, "nbgrader:ps2")) == {"ada": {"solution.py": "ps2"}}


def test_the_inbound_folder_of_nbgrader(tmp_path):
    # '{}+{}+{}+{}'.format(student_id, assignment_id, timestamp, random)
    times = {"2026-11-01 09:00:00.000000 UTC": "1", "2026-11-02 08:00:00.000000 UTC": "2"}
    files = {f"ada+ps3+{t}+QmFzZTY0/solution.py": c for t, c in times.items()}
    found = collect(write(tmp_path, files))
    assert found.layout == "nbgrader"
    assert summary(found) == {"ada": {"solution.py": "2"}}
    assert found.submissions[0].unused[0].reason.startswith("A later attempt")


def test_repositories(download):
    files = {}
    for login in ("ada-l", "grace"):
        files[f"backprop-{login}/solution.py"] = login
        files[f"backprop-{login}/.git/HEAD"] = "ref: refs/heads/main"
        files[f"backprop-{login}/.git/objects/ab/cd.py"] = "x"
    found = collect(download(files))
    assert found.layout == "repositories"
    assert summary(found) == {n: {"solution.py": n} for n in ("ada-l", "grace")}
    assert found.submissions[0].identifiers == {"login": "ada-l", "repository": "backprop-ada-l"}
    assert [u.matters for s in found.submissions for u in s.unused] == [False, False]


def ilias(last, first, login, number):
    """ILIAS-eLearning/ILIAS, Modules/Exercise/classes/class.ilExSubmission.php:
    getDirectoryNameFromUserData."""
    return f"{last}_{first}_{login}_{number}"


MAX, MARIE = ilias("Mustermann", "Max", "m_12.x", 4711), ilias("Curie-Sk", "Marie Eve", "mc3", 4712)


@pytest.mark.parametrize("start", ["", "Abgaben/", "Sheet 3/Submissions/"])
def test_ilias(download, start):
    # BackgroundTasks/class.ilExerciseManagementCollectFilesJob.php puts tables and reviews beside
    files = {f"{start}{MAX}/solution.py": "1", f"{start}{MARIE}/Late Submission - 1_a.ipynb": "2"}
    if start.count("/") > 1:
        files["Sheet 3/Sheet 3.xlsx"] = "table"
        files[f"Sheet 3/Feedback_files/to_{MAX}/from_{MARIE}/review.py"] = "3"
    found = collect(download(files))
    assert found.layout == "ilias"
    assert summary(found) == {
        "Marie Eve Curie-Sk": {"Late Submission - 1_a.ipynb": "2"},
        "Max Mustermann": {"solution.py": "1"},
    }
    assert [s.folder for s in found.submissions] == [MARIE, MAX]
    assert [s.identifiers for s in found.submissions] == [{"ilias": "4712"}, {"ilias": "4711"}]
    assert not any(unused.matters for unused in found.strays)


def test_what_one_of_a_team_has_handed_in_to_ilias_is_all_of_theirs(download):
    emmy = ilias("Noether", "Emmy", "en", 4713)
    files = {
        f"Sheet 3/Submissions/Team 17/{MAX}/solution.py": "1",
        f"Sheet 3/Submissions/Team 17/{MARIE}/solution.py": "2",
        f"Sheet 3/Submissions/Team 18/{emmy}/solution.py": "3",
    }
    found = collect(download(files))
    team = {f"{MAX}/solution.py": "1", f"{MARIE}/solution.py": "2"}
    assert summary(found) == {
        "Emmy Noether": {f"{emmy}/solution.py": "3"},
        "Marie Eve Curie-Sk": team,
        "Max Mustermann": team,
    }
    assert [s.remarks for s in found.submissions] == [("Team 18",), ("Team 17",), ("Team 17",)]


def test_folders_that_only_look_like_those_of_ilias(tmp_path):
    names = ("Mustermann_Max_sheet_3", "Curie_Marie_sheet_3")
    found = collect(write(tmp_path, {f"{name}/solution.py": name for name in names}))
    assert (found.layout, len(found.submissions)) == ("plain", 2)


def blackboard(user, time, file=None, task="Sheet 3_b", word="attempt"):
    """jupyter/nbgrader, nbgrader/plugins/zipcollect.py has names such as
    ps1_bitdiddle_attempt_2016-01-30-15-00-00_problem1.ipynb."""
    return f"{task}_{user}_{word}_{time}" + (f"_{file}" if file else ".txt")


@pytest.mark.parametrize("word", ["attempt", "poging"])
def test_blackboard(download, word):
    old, new = "2026-01-30-15-30-10", "2026-02-01-08-00-00"
    files = {blackboard("ada", new, f"{n}_x.ipynb", word=word): n for n in "123"}
    files |= {
        blackboard("ada", new, word=word): "record",
        blackboard("j_bit", old, "solution.py", word=word): "old",
        blackboard("j_bit", old, "1_a.ipynb", word=word): "kept",
        blackboard("j_bit", old, word=word): "old record",
        blackboard("j_bit", new, "solution.py", word=word): "new",
        blackboard("j_bit", new, word=word): "new record",
        blackboard("empty", new, word=word): "record",
    }
    found = collect(download(files))
    assert found.layout == "blackboard"
    ada, empty, bit = (blackboard(user, new, word=word) for user in ("ada", "empty", "j_bit"))
    assert summary(found) == {
        "ada": {**{f"{n}_x.ipynb": n for n in "123"}, ada: "record"},
        "empty": {empty: "record"},
        "j_bit": {"solution.py": "new", "1_a.ipynb": "kept", bit: "new record"},
    }
    assert [s.typed for s in found.submissions] == [(ada,), (empty,), (bit,)]
    assert found.submissions[2].remarks == ("2 attempts", "an earlier attempt: solution.py")
    assert found.submissions[0].identifiers == {"username": "ada"}


def brightspace(name, date, file, numbers="39780-640690", flat=False):
    """The form that public scripts read, such as ^[0-9]+-[0-9]+ - (.+) - .+$ of GradeFast."""
    return f"{numbers} - {name} - {date}{' - ' if flat else '/'}{file}"


@pytest.mark.parametrize("flat", [False, True])
def test_brightspace(download, flat):
    ada, bo = "Ada-Lou O'Neil", "Bo - Ek"
    files = {
        brightspace(ada, "Oct 9, 2025 115 PM", "solution.py", flat=flat): "oldest",
        brightspace(ada, "Oct 10, 2025 1105 AM", "1_a - b.ipynb", flat=flat): "kept",
        brightspace(ada, "Oct 10, 2025 115 PM", "solution.py", flat=flat): "latest",
        brightspace(ada, "Oct 10, 2025 1155 AM", "solution.py", flat=flat): "older",
        brightspace(bo, "Oct 10, 2025 1022 AM", "solution.py", "1-2", flat=flat): "bo",
        "index.html": "D2L's own",
    }
    found = collect(download({f"Sheet 3/{name}": files[name] for name in files}))
    assert found.layout == "brightspace"
    assert summary(found) == {
        ada: {"1_a - b.ipynb": "kept", "solution.py": "latest"},
        bo: {"solution.py": "bo"},
    }
    assert found.submissions[0].remarks == ("4 attempts", "an earlier attempt: solution.py")
    assert not any(unused.matters for unused in found.strays)


def test_what_is_not_known_of_attempts_in_brightspace_is_said(download):
    files = {
        brightspace("Ada", "9 oktober 2025 1022", "solution.py"): "1",
        brightspace("Ada", "10 oktober 2025 1022", "solution.py"): "2",
        brightspace("Bo", "Oct 9, 2025 1022 AM", "solution.py", "1-2"): "3",
        brightspace("Bo", "Oct 9, 2025 1023 AM", "solution.py", "1-3"): "4",
    }
    found = collect(download(files))
    ada, *others = found.submissions
    assert ada.remarks[1] == "which attempt is the latest is not known: the best answer counts"
    assert sorted(f.read() for f in ada.sources) == [b"1", b"2"]
    assert [s.student for s in others] == ["Bo (1-2)", "Bo (1-3)"]
    (said,) = found.strays
    assert (said.file, said.matters) == ("Bo", True)
    assert said.reason.startswith("Graded as 2 students, because the numbers differ: 1-2, 1-3.")


def test_a_course_is_not_taken_for_one_student(download):
    """Folders above those of the students, as any system may put there."""
    files = {f"Sheet 3/in/{name}/notebooks/1_a.ipynb": name for name in ("ada", "bob", "dora")}
    path = download(files)
    with pytest.raises(ValueError, match=r"as one student, \S.*, but 3 folders hold.*in/bob.*name"):
        collect(path)
    assert len(collect(path, "plain").submissions) == 1


def test_one_student_of_several_who_may_be_a_group_is_told(download):
    files = {f"tutorial A/{name}/solution.py": name for name in ("ada", "bob")}
    found = collect(download(files | {"dora/solution.py": "1"}))
    assert [s.student for s in found.submissions] == ["dora", "tutorial A"]
    (said,) = found.strays
    assert (said.file, said.matters) == ("tutorial A", True)
    assert "2 folders hold a solution each: ada, bob." in said.reason


@pytest.mark.parametrize(
    "files",
    [
        ["solution.py", "old/solution.py", "older/solution.py"],
        ["src/solution.py", "notebooks/1_a.ipynb", "notebooks/2_b.ipynb"],
        ["1/1_a.ipynb", "2/2_b.ipynb", "3/solution.py"],
        ["backprop-exercises/solution.py", "backprop-exercises (1)/solution.py"],
        ["work/solution.py", "work/expected/solution.py"],
    ],
)
def test_one_student_may_have_several_folders(download, files):
    found = collect(download({f"ada/{name}": "1" for name in files} | {"bob/solution.py": "2"}))
    assert [s.student for s in found.submissions] == ["ada", "bob"]
    assert found.strays == []


def test_plain(download):
    files = {
        "ada/solution.py": "1",
        "ada/notebooks/1.ipynb": "2",
        "ada.zip": "zip",
        "bob.tar.gz": "tar",
        "Carl Ünal.PY": "3",
        "dora.ipynb": "4",
        "grades.xlsx": "5",
        ".hidden": "6",
        "grades/grades.csv": "7",
        "grades/feedback/ada.md": "8",
    }
    found = collect(download(files))
    assert found.layout == "plain"
    assert summary(found) == {
        "Carl Ünal": {"Carl Ünal.PY": "3"},
        "ada": {"ada.zip": "zip", "notebooks/1.ipynb": "2", "solution.py": "1"},
        "bob": {"bob.tar.gz": "tar"},
        "dora": {"dora.ipynb": "4"},
    }
    assert {u.file: u.matters for u in found.strays} == {
        "grades.xlsx": True,
        ".hidden": True,
        "grades/grades.csv": False,
        "grades/feedback/ada.md": False,
    }


def test_the_folder_of_one_student(tmp_path):
    write(tmp_path / "ada", {"solution.py": "1", "notebooks/2_x.ipynb": "2", "helpers.py": "3"})
    assert summary(collect(tmp_path / "ada")) == {
        "ada": {"helpers.py": "3", "notebooks/2_x.ipynb": "2", "solution.py": "1"}
    }


@pytest.mark.parametrize("other", ["bob.zip", "bob.ipynb", "bob/solution.py", "bob/x/1_a.ipynb"])
def test_a_solution_beside_the_students_is_nobodys(tmp_path, other):
    found = collect(write(tmp_path, {"solution.py": "model", "ada/solution.py": "1", other: "2"}))
    assert [s.student for s in found.submissions] == ["ada", "bob"]
    assert [(u.file, u.matters) for u in found.strays] == [("solution.py", True)]


def test_the_series_beside_the_files_of_one_student(tmp_path):
    files = {
        "solution.py": "1",
        "backprop-exercises.zip": "2",
        "backprop-exercises/solution.py": "3",
    }
    (student,) = collect(write(tmp_path / "ada", files)).submissions
    assert (student.student, len(student.sources)) == ("ada", 3)


def test_a_zip_file_with_one_folder_around_all(tmp_path):
    path = pack(tmp_path / "all.zip", {"hand-ins/ada/solution.py": "1", "hand-ins/bob.py": "2"})
    assert summary(collect(path)) == {"ada": {"solution.py": "1"}, "bob": {"bob.py": "2"}}


def test_the_layout_can_be_given(tmp_path):
    write(tmp_path, {"doejane_1_2_solution.py": "1"})
    assert collect(tmp_path).layout == "canvas"
    assert summary(collect(tmp_path, "plain")) == {
        "doejane_1_2_solution": {"doejane_1_2_solution.py": "1"}
    }
    for layout in sorted(set(NAMES) - {"plain", "canvas"}):
        with pytest.raises(ValueError, match=f"has the form of the layout {layout}"):
            collect(tmp_path, layout)
    with pytest.raises(ValueError, match=r"'moodel' is no layout\. There are plain, moodle"):
        collect(tmp_path, "moodel")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("", "No submissions are named"),
        ("  ", "No submissions are named"),
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


def test_a_folder_without_submissions(tmp_path):
    write(tmp_path, {"notes.txt": "1"})
    with pytest.raises(ValueError, match="Nobody has handed in anything"):
        collect(tmp_path)


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


def test_names_of_every_kind(tmp_path):
    names = [
        b"M\xfcller",
        b"x" * 255,
        b"y" * 254 + b"1",
        b"y" * 254 + b"2",
        b"a\nb",
        b"-rf",
        b"CON",
    ]
    names += ["\u202eevil".encode(), b"...", b"Ann", b"ann"]
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
    assert [(u.file, u.matters) for u in found.strays] == [("bob (3)", True), ("bob (4)", True)]
    assert r"'bob\u200b'" in "".join(u.reason for u in found.strays)


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
