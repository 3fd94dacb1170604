"""The autograder for Gradescope, run in a folder laid out like theirs.

The layout and the results are those of gradescope/autograder_samples, docs/specs.md; the output
formats those of its later version at gradescope-autograders.readthedocs.io/en/latest/specs.
"""

import json
import os
import shutil
import stat
import sys
import zipfile

import pytest
from processes import program, python
from unzipping import unzipped

import run
from checks.exercises import EXERCISES
from instructors import autograder, sandbox
from instructors.handout import student
from instructors.results import Outcome, Result
from instructors.sandbox import bubblewrap
from instructors.student_messages import UNUSED

RIGHT = (run.ROOT / "solution.py").read_text(encoding="utf-8")
NUMBER = (int, float)
posix = pytest.mark.skipif(sys.platform == "win32", reason="Gradescope runs Linux")


def accepted(results):
    """Port of the output format in docs/specs.md: the score, if all is as it must be."""
    assert set(results) <= {
        *("score", "execution_time", "output", "output_format", "test_output_format"),
        *("test_name_format", "visibility", "stdout_visibility", "extra_data", "tests"),
        "leaderboard",
    }
    assert isinstance(results["output"], str)
    assert isinstance(results["execution_time"], int)
    for key in ("visibility", "stdout_visibility"):
        assert results[key] in ("hidden", "after_due_date", "after_published", "visible")
    formats = ("text", "html", "simple_format", "md", "ansi")
    assert results["output_format"] in formats
    for test in results["tests"]:
        assert isinstance(test["score"], NUMBER) and isinstance(test["max_score"], NUMBER)
        assert all(isinstance(test[key], str) for key in ("name", "number", "output"))
        assert test["output_format"] in formats
        assert test["visibility"] in ("hidden", "after_due_date", "after_published", "visible")
    return sum(test["score"] for test in results["tests"])


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    path = tmp_path_factory.mktemp("dist") / "autograder.zip"
    autograder.build(path, "after_due_date")
    return path


@pytest.fixture
def container(archive, tmp_path):
    """A folder like /autograder, in which a student has handed in nothing yet."""
    folder = tmp_path / "auto grader"
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(folder / "source")
    shutil.copy(folder / "source" / "run_autograder", folder)
    (folder / "run_autograder").chmod(0o755)
    (folder / "submission").mkdir()
    (folder / "results").mkdir()
    return folder


def start(folder, path=None):
    """Start the autograder as Gradescope does; return what it printed and the results."""
    settings = {
        "PATH": path or os.environ["PATH"],
        "AUTOGRADER": str(folder),
        "AUTOGRADER_PYTHON": sys.executable,
    }
    done = program(folder / "run_autograder", cwd=folder, env=settings, timeout=120)
    results = folder / "results" / "results.json"
    return done, json.loads(results.read_text(encoding="utf-8")) if results.exists() else None


def test_the_zip_has_what_gradescope_wants_and_no_answers(archive, tmp_path):
    with zipfile.ZipFile(archive) as packed:
        entries = {entry.filename: entry for entry in packed.infolist()}
    text = b"".join(unzipped(archive).values())
    for name in ("setup.sh", "run_autograder"):
        assert entries[name].external_attr >> 16 & stat.S_IXUSR
    assert {
        "utils.py",
        "constraints.txt",
        "checks/__init__.py",
        "instructors/scoring/outcomes.py",
    } <= set(entries)
    assert "solution.py" not in entries
    assert b"def exercise1(W, B, A, Y, T):" not in text
    autograder.build(tmp_path / "again.zip", "after_due_date")
    assert (tmp_path / "again.zip").read_bytes() == archive.read_bytes()


def test_what_is_as_it_was_handed_out_is_no_answer_there_either(container, tmp_path):
    notebook = "notebooks/2_autograd_on_functions.ipynb"
    (tmp_path / "handed_in.ipynb").write_bytes(student.files()[notebook])
    asked = """
import sys
from instructors.handin.programs import programs
found = programs({"a.ipynb": open(sys.argv[1], "rb").read()})
print(*[program.answers for program in found.programs], *[one.reason for one in found.unused])
"""
    done = python("-c", asked, tmp_path / "handed_in.ipynb", cwd=container / "source", check=True)
    assert done.stdout == f"{UNUSED['as handed out']}\n"


@pytest.mark.slow
@posix
def test_a_submission_is_graded_in_a_folder_like_theirs(container):
    wrong = RIGHT.replace(" * (A[layer] > 0)", "")
    assert wrong != RIGHT
    (container / "submission" / "solution.py").write_text(wrong, encoding="utf-8")
    (container / "results" / "results.json").write_text("those of the last try")
    done, results = start(container)
    assert done.returncode == 0, done.stderr
    assert 20 < accepted(results) < 30
    first, second, third = results["tests"]
    assert (first["max_score"], second["score"], third["score"]) == (10, 10, 10)
    assert "is the first wrong one" in first["output"]
    assert "Look at line" in first["output"] and "of solution.py: `" in first["output"]
    assert {test["visibility"] for test in results["tests"]} == {"after_due_date"}
    assert results["stdout_visibility"] == "hidden"
    assert "seed " in done.stdout
    assert [path.name for path in (container / "results").iterdir()] == ["results.json"]


@pytest.mark.slow
@posix
def test_without_bubblewrap_it_says_what_protects_and_grades(container, tmp_path):
    (container / "submission" / "solution.py").write_text(RIGHT, encoding="utf-8")
    tools = tmp_path / "tools"
    tools.mkdir()
    for tool in ("bash", "env"):
        (tools / tool).symlink_to(shutil.which(tool))
    done, results = start(container, path=str(tools))
    assert done.returncode == 0, done.stderr
    assert "bubblewrap does not start here" in done.stdout
    assert "a container of its own for every submission" in done.stdout
    assert accepted(results) == 30


@pytest.mark.slow
@posix
def test_nothing_handed_in_is_told_to_the_student(container):
    done, results = start(container)
    assert done.returncode == 0, done.stderr
    assert accepted(results) == 0
    assert "no solution.py" in results["tests"][0]["output"]


@pytest.mark.slow
@posix
def test_a_broken_autograder_leaves_no_results(container):
    (container / "results" / "results.json").write_text("{}")
    shutil.rmtree(container / "submission")
    done, results = start(container)
    assert done.returncode != 0
    assert results is None


def result(*points, feedback="**fine**", **rest):
    outcomes = [Outcome(value, "right", feedback, marks=("copied",)) for value in points]
    names = [exercise.name for exercise in EXERCISES]
    return Result("x", dict(zip(names, outcomes, strict=True)), **rest)


@pytest.fixture
def ran(tmp_path, monkeypatch):
    """Run it with a result in place of grading; return the exit status, and how it would grade."""

    def run_with(given, no_sandbox=""):
        def check():
            if no_sandbox:
                raise sandbox.NoSandboxError(no_sandbox)

        asked = []
        monkeypatch.setattr(bubblewrap, "check", check)
        monkeypatch.setattr(autograder, "grade_submission", lambda *a: asked.append(a[1:]) or given)
        return autograder.run(tmp_path, "visible"), *asked

    return run_with


def test_who_was_not_graded_gets_no_results_rather_than_zero(tmp_path, ran, capsys):
    status, _ = ran(result(10.0, None, 10.0))
    assert status == 1
    assert list(tmp_path.rglob("results.json")) == []
    assert "not the student's" in capsys.readouterr().err


def test_remarks_go_to_the_student_and_marks_to_the_instructor(tmp_path, ran, capsys):
    given = result(
        10.0,
        2.5,
        0.0,
        feedback="lone \ud800",
        remarks=("LATE",),
        unused=(("a\nb.docx", "This is no program."),),
    )
    status, (_, protected) = ran(given)
    assert (status, protected) == (0, True)
    text = (tmp_path / "results" / "results.json").read_text(encoding="utf-8")
    results = json.loads(text)
    assert accepted(results) == 12.5
    assert results["output"] == "LATE\nNot used: a b.docx. This is no program."
    assert "copied" not in text
    assert "\\ud800" not in text
    assert "exercise1, right, copied" in capsys.readouterr().out


def test_the_mode_without_bubblewrap_is_chosen_and_told(ran, capsys):
    status, (_, protected) = ran(result(1.0, 1.0, 1.0), "no namespaces")
    assert (status, protected) == (0, False)
    assert "does not start here: no namespaces" in capsys.readouterr().out


def test_two_tries_have_two_seeds(ran):
    (_, (first, _)), (_, (second, _)) = ran(result(1.0, 1.0, 1.0)), ran(result(1.0, 1.0, 1.0))
    assert first != second


def stub(folder, name, code):
    (folder / name).write_text(f"#!{shutil.which('bash')}\n{code}\n")
    (folder / name).chmod(0o755)


@posix
@pytest.mark.parametrize("there", ["3.12", "none"])
def test_the_setup_takes_the_newest_python_that_is_there(tmp_path, there):
    """With stubs for the programs that need root and a network."""
    tools, log = tmp_path / "tools", tmp_path / "log"
    source = tmp_path / "autograder" / "source"
    tools.mkdir()
    source.mkdir(parents=True)
    shutil.copy(run.ROOT / "requirements.txt", source)
    stub(
        tools,
        "apt-get",
        f'echo "$@" >> {log}\ncase "$*" in *python*) [[ "$*" == *python{there}-* ]];; esac',
    )
    pip = f'mkdir -p "$3/bin"; printf "#!/bin/bash\\necho pip \\$@ >> {log}\\n" > "$3/bin/pip"'
    stub(tools, f"python{there}", f'echo python "$1" "$2" >> {log}\n{pip}; chmod +x "$3/bin/pip"')
    for tool in ("bash", "grep", "mkdir", "chmod"):
        (tools / tool).symlink_to(shutil.which(tool))
    settings = {"PATH": str(tools), "AUTOGRADER": str(source.parent)}
    done = program(shutil.which("bash"), "instructors/gradescope/setup.sh", env=settings)
    lines = log.read_text().splitlines()
    assert lines[:3] == ["update", "install -y bubblewrap", "install -y python3.13-venv"]
    if there == "none":
        assert done.returncode != 0
        return
    assert done.returncode == 0, done.stderr
    assert lines[3:] == [
        "install -y python3.12-venv",
        "python -m venv",
        "pip install --index-url https://download.pytorch.org/whl/cpu torch==2.13.0",
        f"pip install -r {source}/requirements-instructors.txt",
    ]
