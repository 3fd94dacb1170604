"""Grading for real: hostile programs in the sandbox, a real Dask scheduler, workers that die."""

import dataclasses
import json
import os
import re
import shutil
import signal
import threading
import time

import hostile
import needs_bubblewrap  # noqa: F401 - or these tests are skipped
import pytest
from corpus.filling import of_cells
from processes import python
from replaying import as_bytes
from spread import some

import run
from instructors import distribute, grade, grade_student, sandbox, series
from instructors.files import write_all, zipped
from instructors.handback import feedback
from instructors.handback.tables import write_table
from instructors.handin.contents import File
from instructors.handin.submissions import Submission, collect
from instructors.printable import printable

LIMITS = sandbox.Limits(seconds=1, memory=1 << 30)
SEED = "of the tests"


def submission_of(folder, student, program):
    """What a student hands in: a program, which lies in a folder."""
    path = folder / f"{student}.py"
    path.write_text(program, encoding="utf-8")
    return Submission(student, (File("solution.py", path.stat().st_size, path),))


@pytest.fixture(scope="module")
def cluster():
    from distributed import Client, LocalCluster

    os.environ["SECRET_OF_THE_JUDGE"] = "secret"  # which the workers inherit
    with (
        LocalCluster(
            2, threads_per_worker=1, dashboard_address="127.0.0.1:0", host="127.0.0.1"
        ) as cluster,
        Client(cluster) as client,
    ):
        yield client


@pytest.fixture(scope="module")
def graded(tmp_path_factory, cluster):
    """Everything hostile, and some right answers among it, graded in one run."""
    contents = {
        **{f"{name}/solution.py": hostile.PROGRAMS[name][0] for name in hostile.WHOLE},
        **{f"{name}.zip": content for name, (content, _, _) in hostile.ZIPS.items()},
        **{f"{name}/answers.ipynb": content for name, (content, _, _) in hostile.NOTEBOOKS.items()},
        **{f"{name}/solution.py": hostile.FIRST for name in LONG_NAMES},
    }
    submissions = tmp_path_factory.mktemp("submissions")
    write_all(submissions, {name: as_bytes(content) for name, content in contents.items()})
    for name in ("100 MB", "link", "nothing", "a pipe"):
        (submissions / name).mkdir()
    with (submissions / "100 MB" / "solution.py").open("wb") as file:
        file.truncate(100_000_000)
    (submissions / "link" / "solution.py").symlink_to(submissions / "right" / "solution.py")
    os.mkfifo(submissions / "a pipe" / "solution.py")

    before = files_of_the_project()
    output = tmp_path_factory.mktemp("grades")
    _, found, strays, _ = collect(submissions)
    assert strays == []
    results = grade.grade_all(found, output, SEED, cluster, LIMITS)
    feedback.replace_feedback(output / "feedback", results)
    after = files_of_the_project()
    assert before == after
    return {result.student: result for result in results}, output


def files_of_the_project():
    """The paths of all but what tests beside this one may write, and what stands in our own."""
    caches = {"__pycache__", ".hypothesis", ".pytest_cache", ".ruff_cache", "dist"}
    paths = sorted(path for path in run.ROOT.rglob("*") if not caches & set(path.parts))
    own = {p.relative_to(run.ROOT).as_posix(): p.read_bytes() for p in GRADING.rglob("*.py")}
    return paths, series.files() | own


GRADING = run.ROOT / "instructors"
LONG_NAMES = ("n" * 254, "ü" * 127, os.fsdecode(b"Bj\xf6rn"))


EXPECTED = {
    **{name: hostile.PROGRAMS[name][1:] for name in hostile.WHOLE},
    **{name: rest for name, (_, *rest) in hostile.ZIPS.items()},
    **{name: rest for name, (_, *rest) in hostile.NOTEBOOKS.items()},
    "100 MB": ((0, 0, 0), "at most 25 MB"),
    "link": ((0, 0, 0), "link"),
    "nothing": ((0, 0, 0), "There is no program"),
    "a pipe": ((0, 0, 0), "There is no program"),
    **dict.fromkeys(LONG_NAMES, ((10, 0, 0), "There is no function `exercise2`")),
}


def points(result):
    return tuple(outcome.points for outcome in result.outcomes.values())


@pytest.mark.slow
@pytest.mark.parametrize("name", EXPECTED, ids=ascii)
def test_everyone_earns_what_is_deserved(graded, name):
    deserved, said = EXPECTED[name]
    result = graded[0][printable(name)]
    text = feedback.feedback_markdown(result)
    if deserved is not None:
        assert points(result) == deserved, text
    assert said in text
    assert len(text) < 12_000
    # What a program says stands in blocks and within lines
    lines = [line for line in text.splitlines() if not line.startswith("    ")]
    assert [line for line in lines if line.startswith("#")] == [
        f"# {printable(name)}",
        *(
            f"## {name}: {outcome.points:g} of 10 points"
            + f" ({outcome.file})" * bool(outcome.file)
            for name, outcome in result.outcomes.items()
        ),
    ]
    assert "<" not in "".join(lines[1:])


@pytest.mark.slow
def test_everyone_gets_a_file(graded):
    results, output = graded
    texts = {path.read_text(encoding="utf-8") for path in (output / "feedback").iterdir()}
    assert len(texts) == len(results)
    assert texts == {feedback.feedback_markdown(result) for result in results.values()}


@pytest.mark.slow
def test_what_an_unseen_network_holds_is_told_to_nobody(graded):
    """The only numbers that a student can have from there are those of a line and a layer."""
    text = graded[0]["telling the unseen networks"].outcomes["exercise1"].feedback
    unseen = "".join(line for line in text.splitlines() if line.startswith("- On a network"))
    assert re.sub(r"On a network [\d-]+ with \d+ samples|in line \d+", "", unseen).count(".") == 0


@pytest.mark.slow
def test_what_was_graded_is_not_graded_again(graded, cluster, tmp_path, monkeypatch):
    _, output = graded
    shutil.copytree(output, tmp_path / "again")
    right = submission_of(tmp_path, "right", hostile.RIGHT)
    calls = []
    monkeypatch.setattr(cluster, "submit", lambda *a, **k: calls.append(a) or 1 / 0)
    (again,) = grade.grade_all([right], tmp_path / "again", SEED, cluster, LIMITS)
    assert points(again) == (10, 10, 10)
    assert calls == []
    for student, program, seed in (
        ("right", hostile.RIGHT + "#", SEED),
        ("wrong", hostile.RIGHT, SEED),
        ("right", hostile.RIGHT, "another"),
    ):
        other = submission_of(tmp_path, student, program)
        with pytest.raises(ZeroDivisionError):
            grade.grade_all([other], tmp_path / "again", seed, cluster, LIMITS)


@pytest.mark.slow
def test_what_a_signal_has_ended_is_not_kept(graded):
    results, output = graded
    kept = [json.loads(path.read_text()) for path in (output / "graded").glob("*.json")]
    students = {data["student"] for data in kept if "student" in data}
    assert "crash at import" not in students and "right" in students
    assert len(students) > 0.9 * len(results)


@pytest.mark.slow
def test_a_worker_that_dies_loses_nothing(cluster, tmp_path):
    submissions = [
        submission_of(tmp_path, f"student {number}", hostile.RIGHT) for number in range(4)
    ]
    killed = []

    def kill():
        end = time.monotonic() + 120
        while time.monotonic() < end and not list((tmp_path / "graded").glob("*.json")):
            time.sleep(0.05)
        # Its nanny starts another one
        process = next(iter(cluster.cluster.workers.values())).process.process.pid
        os.kill(process, signal.SIGKILL)
        killed.append(process)

    killer = threading.Thread(target=kill, daemon=True)
    killer.start()
    results = grade.grade_all(submissions, tmp_path, SEED, cluster, LIMITS)
    killer.join()
    assert len(killed) == 1
    assert len(results) == 4
    assert all(result.total == 30 for result in results)


@pytest.mark.slow
def test_an_existing_scheduler_and_the_command_line(cluster, tmp_path):
    programs = {f"{name}/solution.py": hostile.FIRST.encode() for name in "ba"}
    submissions = write_all(tmp_path / "Übung 3", programs)
    command = ["-m", "instructors.grade", submissions, "--output", tmp_path / "out"]
    command += ["--scheduler", cluster.scheduler.address, "--columns", "Student,a,b,c,Total"]
    done = python(*command)
    assert done.returncode == 0, done.stderr
    assert "2 of 2 students graded" in done.stdout
    lines = (tmp_path / "out" / "grades.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines == [
        "Student,a,b,c,Total",
        "a,10,0,0,10",
        "b,10,0,0,10",
    ]
    seed = (tmp_path / "out" / "seed.txt").read_text()
    assert len(seed.strip()) == 32
    assert python(*command).returncode == 0
    assert (tmp_path / "out" / "seed.txt").read_text() == seed


@pytest.mark.slow
def test_when_grading_fails_the_cell_is_empty_and_nothing_is_kept(cluster, tmp_path):
    submissions = [submission_of(tmp_path, "a", hostile.RIGHT)]
    broken = dataclasses.replace(LIMITS, seconds="soon")
    (result,) = grade.grade_all(submissions, tmp_path, SEED, cluster, broken)
    assert result.total is None
    assert result.outcomes["exercise1"].kind == "failed"
    assert "not your fault" in feedback.feedback_markdown(result)
    write_table(tmp_path / "grades.csv", [result], grade.COLUMNS)
    lines = (tmp_path / "grades.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[1:] == ["a,,,,"]
    assert not list((tmp_path / "graded").iterdir())


@pytest.mark.slow
def test_a_scheduler_that_is_lost_costs_nobody_points(tmp_path, monkeypatch):
    from distributed import Client, LocalCluster

    cluster = LocalCluster(1, threads_per_worker=1, dashboard_address=None, host="127.0.0.1")
    client = Client(cluster)
    slow = hostile.PROGRAMS["sleeping"][0]
    # Of which some are read when it is lost, and others later
    monkeypatch.setattr(distribute, "AHEAD", 1)
    submissions = [submission_of(tmp_path, name, slow) for name in "abcd"]
    endless = dataclasses.replace(LIMITS, seconds=60)
    closer = threading.Timer(1, cluster.close)
    closer.start()
    results = grade.grade_all(submissions, tmp_path, SEED, client, endless)
    closer.join()
    client.close()
    assert [result.total for result in results] == [None] * 4
    for result in results:
        assert "lost" in result.outcomes["exercise1"].feedback
    assert not list((tmp_path / "graded").iterdir())


def test_without_bubblewrap_it_refuses(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PATH", str(tmp_path))
    write_all(tmp_path / "in", {"solution.py": hostile.RIGHT.encode()})
    assert grade.main([str(tmp_path / "in"), "--output", str(tmp_path / "out")]) == 2
    assert "bwrap) is not installed" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
def test_one_that_loops_takes_nothing_from_its_neighbour(cluster, tmp_path):
    """Both run at the same time, on as many processors as there are."""
    names = ("looping in many processes", "right", "looping in many processes ")
    submissions = [
        submission_of(tmp_path, name, hostile.PROGRAMS[name.strip()][0]) for name in names
    ]
    # Who has to wait for a processor computes more slowly, too
    limits = dataclasses.replace(LIMITS, seconds=5)
    results = grade.grade_all(submissions, tmp_path, SEED, cluster, limits)
    assert points(results[1]) == (10, 10, 10)


@pytest.mark.parametrize("in_zip", some([False, True]))
def test_notebooks_are_taken_too(tmp_path, in_zip):
    _, *functions = hostile.RIGHT.split("\n\n\n")
    contents = {
        "1.ipynb": of_cells(
            "%matplotlib inline\nimport numpy",
            "import solution\nprint(1 / 0)",
            functions[0],
            "this is no Python",
        ),
        "2.ipynb": of_cells(*functions[1:]),
        ".ipynb_checkpoints/1.ipynb": of_cells("1 / 0"),
    }
    if in_zip:
        (tmp_path / "student.zip").write_bytes(zipped(contents))
    else:
        write_all(tmp_path / "student", contents)
    (submission,) = collect(tmp_path).submissions
    files, _ = submission.read()
    outcomes, unused = grade_student.grade_student(files, SEED, LIMITS)
    assert tuple(outcome.points for outcome in outcomes.values()) == (10, 10, 10)
    assert unused == []
    assert outcomes["exercise2"].file.endswith("2.ipynb")
