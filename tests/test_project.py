"""The promises of the README and the agreement of the project's files with each other."""

import os
import re
import shutil
import sys
import tomllib
from pathlib import Path

import fresh_machine
import pytest
import yaml
from processes import program, python

import run

README = (run.ROOT / "README.md").read_text(encoding="utf-8")
UNSEEN = run.ROOT / "tests" / "corpus" / "mistakes" / "unseen"
FOR_INSTRUCTORS = (run.ROOT / "instructors" / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (run.ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
MAKEFILE = (run.ROOT / "Makefile").read_text(encoding="utf-8")
PYPROJECT = tomllib.loads((run.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
TARGETS = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))


def requirements(name):
    return [
        line
        for line in (run.ROOT / name).read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]


def normal(name):
    return re.split(r"[<>=;~ ]", name, maxsplit=1)[0].lower()


@pytest.mark.parametrize("text", [README, FOR_INSTRUCTORS, CONTRIBUTING])
def test_every_make_target_that_is_named_exists(text):
    assert set(re.findall(r"`make ([a-z-]+)", text)) <= TARGETS
    assert set(re.findall(r"^make ([a-z-]+)", text, re.MULTILINE)) <= TARGETS


@pytest.mark.parametrize("text", [README, CONTRIBUTING])
def test_every_file_that_is_named_exists(text):
    for name in re.findall(
        r"`([\w./-]+(?:\.(?:py|md|txt|png|toml|yml|ipynb)|/))`|\]\(([\w./-]+)\)", text
    ):
        path = next(filter(None, name))
        # What a command makes need not be there yet
        assert path.startswith(("dist/", ".venv/")) or (run.ROOT / path).exists(), path


def test_the_readme_shows_what_run_prints():
    for path in run.NOTEBOOKS:
        notebook = run.nbformat.read(path, as_version=4)
        answer, cells = run.answer(notebook), len(run.code_cells(notebook))
        line = f"{path.stem:<24} {answer:<20} the stored outputs of all {cells} cells reproduced"
        assert line in README


WITHOUT_MASK = '''import numpy


def exercise1(W, B, A, Y, T):
    """Return the gradient of the error with respect to W and B."""
    DW, DB = [None] * len(W), [None] * len(B)
    DZ = 2 * (Y - T) / len(Y)
    for l in reversed(range(len(W))):
        DW[l] = A[l].T @ DZ
        DB[l] = DZ.sum(axis=0)
        DZ = DZ @ W[l].T
    return DW, DB
'''


def test_the_readme_shows_what_the_check_of_a_wrong_answer_says(tmp_path):
    shutil.copytree(run.ROOT / "checks", tmp_path / "checks")
    shutil.copy(run.ROOT / "utils.py", tmp_path)
    (tmp_path / "solution.py").write_text(WITHOUT_MASK)
    done = python("-B", "-m", "checks", "1", cwd=tmp_path, encoding="utf-8", timeout=120)
    assert done.stdout.startswith("exercise 1: not right yet.\n"), done.stderr
    _, _, report = done.stdout.strip().partition("\n")
    assert f"```\n{report}\n```" in README


def test_how_a_line_is_found_can_be_looked_at(tmp_path):
    (tmp_path / "solution.py").write_text(WITHOUT_MASK)
    shutil.copytree(run.ROOT / "checks", tmp_path / "checks")
    shutil.copy(run.ROOT / "utils.py", tmp_path)
    (block,) = re.findall(r"```python\n(import solution\n.*?)```", CONTRIBUTING, re.DOTALL)
    (tmp_path / "look.py").write_text(block)
    done = python("-B", "look.py", cwd=tmp_path, timeout=120)
    assert done.stdout.startswith("{'missing-masks'}"), done.stderr
    assert done.stdout.splitlines()[-1] == "of_values [(11, 'solution.py')]"


def test_no_two_modules_have_one_name():
    places = {}
    for folder in ("benchmarks", "checks", "figures", "instructors", "tests"):
        for path in (run.ROOT / folder).rglob("*.py"):
            places.setdefault(path.stem, []).append(str(path.relative_to(run.ROOT)))
    for name in ("__init__", "__main__", "conftest"):  # which Python and pytest ask for
        del places[name]
    assert [paths for paths in places.values() if len(paths) > 1] == []


def test_no_two_classes_have_one_name():
    folders = ("checks", "figures", "instructors")
    paths = [path for folder in folders for path in (run.ROOT / folder).rglob("*.py")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    names = re.findall(r"(?m)^ *class (\w+)[(\[:]", text)
    assert len(names) > 50
    assert sorted(name for name in set(names) if names.count(name) > 1) == []


@pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")
def test_help_lists_every_target():
    done = program("make", "--no-print-directory", "help")
    assert {line.split()[0] for line in done.stdout.splitlines()} == TARGETS


def test_the_workflows_call_targets_that_exist_and_pin_their_actions():
    workflows = {
        path.name: path.read_text(encoding="utf-8")
        for path in (run.ROOT / ".github/workflows").glob("*.yml")
    }
    called = set(re.findall(r"make ([a-z-]+)", workflows["ci.yml"]))
    listed = re.search(r"target: \[(.*)\]", workflows["ci.yml"])[1].split(", ")
    # A part of test-slow
    tests = {name for name in TARGETS if name.startswith("test")} - {"test-pythons"}
    assert called | set(listed) == {"run"} | tests
    assert re.findall(r"make ([a-z-]+)", workflows["pages.yml"]) == ["site"]
    for workflow in workflows.values():
        versions = re.findall(r"uses: [\w/-]+@(.*)", workflow)
        assert versions
        assert all(re.fullmatch(r"[0-9a-f]{40} # v[\d.]+", version) for version in versions)


def test_the_workflows_for_instructors_do_what_they_are_for(tmp_path):
    on_github, on_gitlab = re.findall(r"```yaml\n(.*?)```", FOR_INSTRUCTORS, re.S)
    (tmp_path / "notebooks.yml").write_text(on_github, encoding="utf-8")
    actionlint = shutil.which("actionlint", path=Path(sys.executable).parent)
    done = program(actionlint, "-no-color", tmp_path / "notebooks.yml")
    assert done.returncode == 0, done.stdout
    # The same actions, pinned, as this repository's own
    ours = (run.ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8")
    actions = re.findall(r"uses: .*", on_github)
    assert len(actions) == 2 and all(action in ours for action in actions)
    commands = ["python -m pip install -r requirements.txt", "pytest notebooks"]
    (job,) = yaml.safe_load(on_github)["jobs"].values()
    assert [step["run"] for step in job["steps"] if "run" in step] == commands
    (other,) = yaml.safe_load(on_gitlab).values()
    assert other["script"] == commands
    index = job["env"].items()
    assert index <= other["variables"].items()
    assert all(f"{name}: {value}" in ours for name, value in index)


def test_the_fresh_machine_reads_its_commands_from_the_readme():
    assert fresh_machine.blocks(README)[0] == ["make run", "make test"]
    assert ".venv/bin/jupyter lab" in fresh_machine.blocks(README)[1]
    assert "make student" in fresh_machine.blocks(README)[2]
    assert "make lab" in fresh_machine.mentioned(README)
    assert "make html" in fresh_machine.mentioned(FOR_INSTRUCTORS)


@pytest.mark.skipif(sys.platform == "win32", reason="it is made for Linux and macOS")
def test_the_fresh_machine_knows_no_environment_and_tells_failure(tmp_path, monkeypatch):
    (tmp_path / "env").mkdir()
    (tmp_path / "env" / "pyvenv.cfg").touch()
    monkeypatch.setenv("PATH", os.pathsep.join([f"{tmp_path}/env/bin", "/usr/bin", "/bin"]))
    monkeypatch.setenv("PYTHONPATH", str(run.ROOT))
    environment = fresh_machine.fresh_environment(tmp_path)
    assert environment["HOME"] == str(tmp_path)
    assert environment["PATH"] == os.pathsep.join(["/usr/bin", "/bin"])
    assert "PYTHONPATH" not in environment
    for command, right in (("test -d $HOME", True), ("test -e nothing", False)):
        assert fresh_machine.runs(command, tmp_path, environment, None) is right


def test_every_requirement_is_pinned():
    constraints = {normal(line) for line in requirements("constraints.txt")}
    assert requirements("requirements.txt")[0] == "-c constraints.txt"
    for name in ("requirements.txt", "requirements-instructors.txt", "requirements-dev.txt"):
        assert {normal(line) for line in requirements(name) if line[0] != "-"} <= constraints
    assert "torch==2.13.0" in requirements("requirements.txt")
    assert all("==" in line and "/" not in line for line in requirements("constraints.txt"))


def test_the_oldest_version_of_every_requirement_is_claimed():
    claims = {
        "requirements.txt": PYPROJECT["project"]["dependencies"],
        "requirements-instructors.txt": PYPROJECT["project"]["optional-dependencies"][
            "instructors"
        ],
        "requirements-dev.txt": PYPROJECT["project"]["optional-dependencies"]["dev"],
    }
    for name, claimed in claims.items():
        assert all(re.search(r"[>=]=\d", requirement) for requirement in claimed)
        required = [normal(line) for line in requirements(name) if line[0] != "-"]
        assert [normal(requirement) for requirement in claimed] == required


def test_plain_pytest_validates_the_notebooks():
    options = PYPROJECT["tool"]["pytest"]["ini_options"]
    assert options["testpaths"] == ["tests", "notebooks"]
    assert {"--nbval", "--nbval-current-env", "--nbval-cell-timeout=60"} <= set(
        options["addopts"].split()
    )


def test_the_table_of_the_feedback_is_of_the_programs_that_are_there():
    texts = [path.read_text(encoding="utf-8") for path in UNSEEN.glob("*.py")]
    for row, crash in (("wrong ones: the right array", "no"), ("crashes: the true line", "yes")):
        counted = re.search(rf"(?m)^\| {row} \| (.*) \|$", FOR_INSTRUCTORS)[1]
        there = [
            sum(f"# exercise: {n}\n" in text and f"# crash: {crash}\n" in text for text in texts)
            for n in (1, 2, 3)
        ]
        assert [int(cell.split(" of ")[1]) for cell in counted.split("|")] == there
