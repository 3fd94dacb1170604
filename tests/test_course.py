"""Grading for real: hostile programs in the sandbox, a real Dask scheduler, workers that die."""

import csv
import http.server
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time

import hostile
import pytest

import run
from course import collect, grade, judge, sandbox

LIMITS = sandbox.Limits(seconds=3, memory=1 << 30)
SEED = "of the tests"

try:
    sandbox.check_bubblewrap()
except sandbox.NoSandboxError as reason:
    if os.environ.get("SANDBOX") == "required":
        raise
    pytest.skip(str(reason), allow_module_level=True)


def programs(port):
    for name, (program, points, said) in hostile.PROGRAMS.items():
        if isinstance(program, str):
            program = program.replace("PORT", str(port)).encode()
        yield name, program, points, said


@pytest.fixture(scope="module")
def server():
    """A server on loopback that a student's program must not reach."""
    reached = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def handle(self):
            reached.append(self.client_address)

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1], reached
        server.shutdown()


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
def graded(tmp_path_factory, server, cluster):
    """Everything hostile, and some right answers among it, graded in one run."""
    submissions = tmp_path_factory.mktemp("submissions")
    for name, program, _, _ in programs(server[0]):
        (submissions / name).mkdir()
        (submissions / name / "solution.py").write_bytes(program)
    for name, (content, _, _) in hostile.ZIPS.items():
        (submissions / f"{name}.zip").write_bytes(content)
    (submissions / "100 MB").mkdir()
    with (submissions / "100 MB" / "solution.py").open("wb") as file:
        file.truncate(100_000_000)
    (submissions / "link").mkdir()
    (submissions / "link" / "solution.py").symlink_to(submissions / "right" / "solution.py")
    (submissions / "nothing").mkdir()

    before = sorted(path for path in run.ROOT.rglob("*") if "__pycache__" not in str(path))
    output = tmp_path_factory.mktemp("grades")
    results = grade.grade_all(collect.collect(submissions), output, SEED, cluster, LIMITS)
    grade.write_csv(output / "grades.csv", results, grade.COLUMNS["plain"])
    after = sorted(path for path in run.ROOT.rglob("*") if "__pycache__" not in str(path))
    assert before == after
    return results, output


EXPECTED = {
    **{name: rest for name, (_, *rest) in hostile.PROGRAMS.items()},
    **{name: rest for name, (_, *rest) in hostile.ZIPS.items()},
    "100 MB": ((0, 0, 0), "larger than 1 MB"),
    "link": ((0, 0, 0), "is a link"),
    "nothing": ((0, 0, 0), "no solution.py"),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_everyone_earns_what_is_deserved(graded, name):
    results, output = graded
    points, said = EXPECTED[name]
    result = results[name]
    if points is not None:
        feedback = "\n".join(result["feedback"].values())
        assert tuple(result["points"].values()) == points, feedback
    text = (output / "feedback" / f"{name}.md").read_text(encoding="utf-8")
    assert said in text
    assert text.startswith(f"# {name}\n")


def test_nobody_reached_the_server(graded, server):
    assert server[1] == []


def test_the_spreadsheet(graded):
    results, output = graded
    with (output / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    assert header == ["student", "exercise1", "exercise2", "exercise3", "total"]
    assert len(rows) == len(results) == len(EXPECTED)
    assert [row[0].removeprefix("'") for row in rows] == sorted(results)
    assert not any(row[0].startswith(("=", "+", "-", "@")) for row in rows)
    for row in rows:
        assert float(row[4]) == sum(float(points) for points in row[1:4])


def test_what_was_graded_is_not_graded_again(graded, cluster, tmp_path, monkeypatch):
    _, output = graded
    shutil.copytree(output, tmp_path / "again")
    right = collect.Submission("right", hostile.RIGHT.encode())
    calls = []
    monkeypatch.setattr(cluster, "submit", lambda *a, **k: calls.append(a) or 1 / 0)
    again = grade.grade_all([right], tmp_path / "again", SEED, cluster, LIMITS)
    assert again["right"]["points"] == dict.fromkeys(judge.NAMES, 10.0)
    assert calls == []
    for other in (
        collect.Submission("right", hostile.RIGHT.encode() + b"#"),
        collect.Submission("wrong", hostile.RIGHT.encode()),
    ):
        with pytest.raises(ZeroDivisionError):
            grade.grade_all([other], tmp_path / "again", SEED, cluster, LIMITS)
    with pytest.raises(ZeroDivisionError):
        grade.grade_all([right], tmp_path / "again", "another", cluster, LIMITS)


def test_a_worker_that_dies_loses_nothing(tmp_path):
    from distributed import Client, LocalCluster

    submissions = [
        collect.Submission(f"student {number}", hostile.RIGHT.encode()) for number in range(6)
    ]
    with (
        LocalCluster(
            2, threads_per_worker=1, dashboard_address="127.0.0.1:0", host="127.0.0.1"
        ) as cluster,
        Client(cluster) as client,
    ):
        killed = []

        def kill():
            while not list((tmp_path / "graded").glob("*.json")):
                time.sleep(0.05)
            process = next(iter(cluster.workers.values())).process.process.pid
            os.kill(process, signal.SIGKILL)
            killed.append(process)

        killer = threading.Thread(target=kill)
        killer.start()
        results = grade.grade_all(submissions, tmp_path, SEED, client, LIMITS)
        killer.join()
    assert len(killed) == 1
    assert len(results) == 6
    assert all(sum(result["points"].values()) == 30 for result in results.values())


def test_an_existing_scheduler_and_the_command_line(cluster, tmp_path):
    submissions = tmp_path / "Übung 3"
    for name in ("b", "a"):
        (submissions / name).mkdir(parents=True)
        (submissions / name / "solution.py").write_text(hostile.RIGHT, encoding="utf-8")
    command = [sys.executable, "-m", "course.grade", submissions, "--output", tmp_path / "out"]
    command += ["--scheduler", cluster.scheduler.address, "--columns", "canvas"]
    done = subprocess.run(command, cwd=run.ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "2 submissions graded" in done.stdout
    lines = (tmp_path / "out" / "grades.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines == [
        "Student,exercise1,exercise2,exercise3,Total",
        "a,10,10,10,30",
        "b,10,10,10,30",
    ]
    seed = (tmp_path / "out" / "seed.txt").read_text()
    assert len(seed.strip()) == 32
    assert subprocess.run(command, cwd=run.ROOT, capture_output=True).returncode == 0
    assert (tmp_path / "out" / "seed.txt").read_text() == seed


def test_when_the_judge_fails_the_others_are_graded(cluster, tmp_path):
    broken = collect.Submission("broken", source=None)  # which the sandbox cannot write to a file
    right = collect.Submission("right", hostile.RIGHT.encode())
    results = grade.grade_all([broken, right], tmp_path, SEED, cluster, LIMITS)
    assert "NOT GRADED" in results["broken"]["failed"]
    assert results["right"]["points"] == dict.fromkeys(judge.NAMES, 10.0)
    assert len(list((tmp_path / "graded").iterdir())) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere"], "is not a folder"),
        ([".", "--columns", "a,b"], "five names"),
    ],
)
def test_bad_arguments(arguments, said, tmp_path):
    command = [sys.executable, "-m", "course.grade", *arguments, "--output", tmp_path]
    done = subprocess.run(command, cwd=run.ROOT, capture_output=True, text=True)
    assert done.returncode == 2
    assert said in done.stderr


def test_without_bubblewrap_it_refuses(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert grade.main([str(tmp_path), "--output", str(tmp_path / "out")]) == 2
    assert "bwrap) is not installed" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_without_a_sandbox_the_limits_hold():
    tasks = judge.tasks(SEED)
    results = sandbox.run(hostile.RIGHT.encode(), tasks, LIMITS, sandbox=False)
    assert all(g.points == 10 for g in judge.judge(results, SEED).values())
    for name in ("endless loop", "100 GB at once", "os._exit"):
        program = hostile.PROGRAMS[name][0].encode()
        results = sandbox.run(program, tasks, sandbox.Limits(seconds=2), sandbox=False)
        points = [g.points for g in judge.judge(results, SEED).values()]
        assert points == [0, 10, 10], name


def test_a_folder_and_a_zip_of_one_name(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a.zip").touch()
    with pytest.raises(ValueError, match="a folder and a zip file for 'a'"):
        collect.collect(tmp_path)


def cell(*lines, kind="code"):
    return {"cell_type": kind, "source": [f"{line}\n" for line in lines]}


@pytest.mark.parametrize("in_zip", [False, True])
def test_notebooks_are_taken_too(tmp_path, in_zip):
    _, *functions = hostile.RIGHT.split("\n\n\n")
    first = [
        cell("%matplotlib inline", "import numpy"),
        cell("import solution", "print(1 / 0)"),
        cell("def exercise1", kind="markdown"),
        cell(functions[0]),
        cell("this is no Python"),
    ]
    others = [cell(text) for text in functions[1:]]
    notebooks = {"1.ipynb": first, "2.ipynb": others, ".ipynb_checkpoints/1.ipynb": [cell("1 / 0")]}
    contents = {name: json.dumps({"cells": cells}) for name, cells in notebooks.items()}
    if in_zip:
        (tmp_path / "student.zip").write_bytes(hostile.zipped(contents.items()))
    else:
        for name, content in contents.items():
            path = tmp_path / "student" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
    (submission,) = collect.collect(tmp_path)
    assert submission.problem == ""
    assert b"1 / 0" not in submission.source
    results = sandbox.run(submission.source, judge.tasks(SEED), LIMITS)
    assert all(g.points == 10 for g in judge.judge(results, SEED).values())


def test_a_notebook_without_the_functions(tmp_path):
    (tmp_path / "student").mkdir()
    for content, said in (
        (json.dumps({"cells": [cell("print(1)")]}), "no notebook that defines exercise1"),
        ("no json", "cannot be read"),
        ("[" * 100_000, "cannot be read"),
        ('{"cells": 3}', "cannot be read"),
    ):
        (tmp_path / "student" / "a.ipynb").write_text(content, encoding="utf-8")
        (submission,) = collect.collect(tmp_path)
        assert said in submission.problem


def test_a_sandbox_that_does_not_start_is_not_the_students_fault(monkeypatch):
    monkeypatch.setattr(sandbox, "INSIDE", run.ROOT / "no such program.py")
    with pytest.raises(sandbox.NoSandboxError, match="did not start"):
        sandbox.run(hostile.RIGHT.encode(), judge.tasks(SEED), LIMITS)


def test_other_seeds_make_other_networks():
    one, two, three = judge.networks("a"), judge.networks("b"), judge.networks("a")
    assert (one[1].X != two[1].X).all()
    assert (one[1].X == three[1].X).all()
    assert len({len(network.W) for network in one}) > 3


def test_what_comes_back_may_be_anything():
    """Whatever a program writes in place of an answer, the judge gives no points and no error."""
    strange = [
        None,
        1,
        "text",
        [],
        {},
        [[]],
        [None] * 5,
        [{}] * 5,
        [[1, 2]] * 5,
        [[[None] * 4] * 2] * 5,
        [{"err": "x"}] * 5,
        [{"err": float("nan"), "W": 3, "B": None}] * 5,
        [{"kind": ["x"]}] * 5,
        [{"err": 1, "W": [1] * 4, "B": [None] * 4}] * 5,
        ["nan"] * 5,
    ]
    for answers in strange:
        result = {"answers": answers}
        grades = judge.judge(dict.fromkeys(judge.NAMES, result), SEED)
        assert [g.points for g in grades.values()] == [0, 0, 0]
    assert [g.points for g in judge.judge({}, SEED).values()] == [0, 0, 0]
