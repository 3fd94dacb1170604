"""The version for students: complete, without the answers, and the same on every build."""

import inspect
import json
import os
import re
import shutil
import zipfile

import nbformat
import pytest
from corpus.filling import answer_lines
from processes import program, python

import run
import solution
from checks.exercises import EXERCISES
from checks.settings import Settings, editions
from instructors.files import write_all
from instructors.handout import student

NAMES = [exercise.name for exercise in EXERCISES]


def unpacked(place):
    student.build(place / "exercises.zip")
    with zipfile.ZipFile(place / "exercises.zip") as archive:
        archive.extractall(place)
    return place / student.NAME


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """The zip file, unpacked in a folder with spaces and umlauts in its name."""
    return unpacked(tmp_path_factory.mktemp("Übung drei"))


@pytest.fixture
def copy(folder, tmp_path):
    return shutil.copytree(folder, tmp_path / "Ä copy")


def test_the_same_files_give_the_same_bytes(tmp_path):
    student.build(tmp_path / "one.zip")
    student.build(tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_its_files_have_the_date_of_the_commit(tmp_path, monkeypatch):
    student.build(tmp_path / "one.zip")
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        dates = {entry.date_time for entry in archive.infolist()}
    command = ["git", "show", "-s", "--date=format-local:%Y %m %d %H %M %S", "--format=%cd", "HEAD"]
    said = program(*command, env=os.environ | {"TZ": "UTC"})
    if said.returncode == 0:
        *start, second = map(int, said.stdout.split())
        assert dates == {(*start, second - second % 2)}  # as zip files count them
    monkeypatch.setenv("PATH", str(tmp_path))
    assert student.date_of_commit() == (1980, 1, 1, 0, 0, 0)


def ids(files, name):
    return [cell.id for cell in nbformat.reads(files[name], as_version=4).cells]


def test_the_answers_to_on_your_own_are_handed_out_when_they_are_asked_for():
    plain, whole = student.files(), student.files(with_answers=True)
    for path in run.NOTEBOOKS:
        name = f"notebooks/{path.name}"
        without, with_them = ids(plain, name), ids(whole, name)
        added = [cell for cell in with_them if cell not in without]
        assert added and added[0] == "answers"
        assert all(cell.startswith("answer") for cell in added)
        assert with_them.index("on-your-own") + 1 == with_them.index("answers")
        assert not any(cell.startswith("derive") for cell in with_them)
        cells = nbformat.reads(whole[name], as_version=4).cells
        # What they print would look like a success
        assert not any(cell.get("outputs") for cell in cells if cell.id.startswith("answer"))
    assert plain["solution.py"] == whole["solution.py"]


@pytest.mark.slow
def test_with_the_answers_all_cells_still_reproduce(tmp_path):
    place = write_all(tmp_path / "exercises", student.files(with_answers=True))
    shutil.copy(run.ROOT / "solution.py", place)
    done = python("run.py", cwd=place)
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("reproduced") == len(run.NOTEBOOKS)


def test_answers_of_another_edition_are_refused(monkeypatch, capsys):
    monkeypatch.setattr(student, "settings", lambda: Settings(edition="preactivations"))
    with pytest.raises(SystemExit) as refused:
        student.main(["--answers"])
    assert refused.value.code == 2
    assert "usual edition" in capsys.readouterr().err


def test_every_function_keeps_its_signature_and_docstring(folder):
    check_stubs(folder, {name: getattr(solution, name) for name in NAMES})


def check_stubs(folder, functions):
    """Expect one function per exercise, with the signature and docstring of the model answer."""
    namespace = {}
    exec((folder / "solution.py").read_text(encoding="utf-8"), namespace)
    assert [name for name in namespace if name.startswith("exercise")] == list(functions)
    for name, function in functions.items():
        stub = namespace[name]
        assert inspect.signature(stub) == inspect.signature(function)
        assert stub.__doc__ == function.__doc__
        arguments = [None] * len(inspect.signature(stub).parameters)
        with pytest.raises(NotImplementedError, match=rf"^{name}: .* here, see ") as error:
            stub(*arguments)
        named = re.search(r"notebooks/\S+", str(error.value))[0]
        assert (folder / named).exists()


def test_its_top_level_shows_what_a_student_needs(folder):
    assert {path.name for path in folder.iterdir()} == {
        *("README.md", "notebooks", "solution.py", "utils.py", "net.svg.png"),
        *("expected", "checks", "figures", "run.py", "Makefile", "pyproject.toml"),
        *("requirements.txt", "constraints.txt", "LICENSE", ".github"),
        *(".devcontainer", ".binder"),
    }


def test_the_readme_and_the_workflow_know_the_exercises(folder):
    text = (folder / "README.md").read_text(encoding="utf-8")
    for exercise in EXERCISES:
        assert f"`notebooks/{exercise.notebook}.ipynb` | `{exercise.name}` |" in text
        assert (folder / "notebooks" / f"{exercise.notebook}.ipynb").exists()
    workflow = (folder / ".github/workflows/exercises.yml").read_text(encoding="utf-8")
    rows = re.findall(r"number: (\d+), points: (\d+)", workflow)
    assert rows == [(str(exercise.number), str(exercise.points)) for exercise in EXERCISES]


@pytest.mark.slow
@pytest.mark.parametrize("edition", ["", *editions()])
def test_every_edition_is_complete_and_right(tmp_path, monkeypatch, edition):
    """Its functions may ask for other arguments; with the answers, its notebooks print the same."""
    monkeypatch.setattr(student, "settings", lambda: Settings(edition=edition))
    folder = unpacked(tmp_path)
    source = (run.ROOT / "solution.py").read_text(encoding="utf-8")
    names = {name: getattr(solution, f"{name}_{edition}", None) for name in NAMES}
    check_stubs(folder, {name: other or getattr(solution, name) for name, other in names.items()})
    answered = student.answers(source, edition)
    (folder / "solution.py").write_text(answered, encoding="utf-8")
    assert f"def exercise1_{edition}" not in answered

    checked = python("-m", "checks", cwd=folder)
    assert (checked.returncode, checked.stdout.count("10 points")) == (0, 3)
    executed = python("run.py", cwd=folder)
    assert executed.returncode == 0, executed.stdout
    assert executed.stdout.count("reproduced") == len(run.NOTEBOOKS)
    for path in sorted(folder.glob("notebooks/*.ipynb")):
        places = sum("# TODO" in cell.source for cell in nbformat.read(path, as_version=4).cells)
        assert places == (path.stem in {exercise.notebook for exercise in EXERCISES})


def test_a_cell_of_an_edition_that_replaces_nothing_is_an_error():
    name = "notebooks/1_by_hand_in_numpy.ipynb"
    notebook = nbformat.read(run.ROOT / name, as_version=4)
    notebook.cells = [cell for cell in notebook.cells if cell.id != "one-sample"]
    with pytest.raises(ValueError, match="does not have: one-sample"):
        student.in_edition(notebook, name, editions()[0])


def test_nothing_gives_an_answer_away(folder):
    assert len(answer_lines()) > 15
    texts = {
        path: path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".png"
    }
    for text in texts.values():
        assert not [line for line in answer_lines() if line in text]
        assert "weight.grad" not in text
        assert ".T.dot(" not in text
    for path in folder.glob("notebooks/*.ipynb"):
        assert '"solution"' not in texts[path]


def test_the_notebooks_keep_everything_else(folder):
    for path in run.NOTEBOOKS:
        whole = json.loads(path.read_text(encoding="utf-8"))["cells"]
        left = json.loads((folder / "notebooks" / path.name).read_text(encoding="utf-8"))["cells"]
        kept = [cell for cell in whole if "solution" not in cell["metadata"].get("tags", [])]
        assert len(left) == len(kept) < len(whole)
        for cell, original in zip(left, kept, strict=True):
            assert cell["source"] == original["source"]
        code = [cell for cell in left if cell["cell_type"] == "code"]
        own = next(n for n, cell in enumerate(code) if calls_the_student(cell))
        counts = [cell["execution_count"] for cell in code]
        assert counts == [*range(1, own + 1), *[None] * (len(code) - own)]
        # Nothing claims a success that no run of the student has had
        assert not any(cell["outputs"] for cell in code[own:])
        expected = json.loads((folder / "expected" / path.name).read_text(encoding="utf-8"))
        assert [c["source"] for c in expected["cells"]] == [c["source"] for c in left]
        for cell, original in zip(expected["cells"], kept, strict=True):
            assert len(cell.get("outputs", [])) == len(original.get("outputs", []))


def calls_the_student(cell):
    return "solution.exercise" in "".join(cell["source"])


def test_every_module_that_is_imported_is_there(folder):
    modules = {path.name.removesuffix(".py") for path in run.ROOT.iterdir()}
    for path in folder.rglob("*.py"):
        for name in re.findall(r"^ *(?:import|from) (\w+)", path.read_text("utf-8"), re.MULTILINE):
            if name in modules:
                assert (folder / name).exists() or (folder / f"{name}.py").exists(), (path, name)


def test_the_readme_names_what_is_there(folder):
    text = (folder / "README.md").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z]+):", (folder / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert set(re.findall(r"make ([a-z]+)", text)) <= set(targets)
    for name in re.findall(r"[\w/.]+\.(?:py|ipynb|txt|png)\b", text):
        assert (folder / name).exists(), name


@pytest.mark.slow
def test_it_says_that_nothing_is_done_yet(folder):
    done = python("-m", "checks", cwd=folder)
    assert done.returncode == 1
    assert done.stdout.count("not done yet") == 3
    notebooks = python("run.py", cwd=folder)
    assert notebooks.returncode == 1
    assert notebooks.stdout.count("stopped by NotImplementedError: exercise") == 3
    assert notebooks.stdout.count("stopped by NotRightYetError: From here on the notebook") == 1
    assert "Traceback" not in notebooks.stdout + done.stdout + done.stderr


@pytest.mark.slow
def test_it_says_which_part_is_right_and_what_is_wrong(copy):
    source = (copy / "solution.py").read_text(encoding="utf-8")
    answer = inspect.getsource(solution.exercise1)
    (copy / "solution.py").write_text(source + answer.replace("2 * (Y", "(Y"), encoding="utf-8")
    # As on Windows, when the output is no terminal: there are no marks in that encoding
    done = python("-m", "checks", "1", cwd=copy, env=os.environ | {"PYTHONIOENCODING": "cp1252"})
    assert (done.returncode, done.stderr) == (1, "")
    assert "exercise 1: not right yet" in done.stdout
    assert "half as large" in done.stdout
    (copy / "solution.py").write_text(source + answer, encoding="utf-8")
    done = python("-m", "checks", cwd=copy)
    assert "exercise 1: 10 points" in done.stdout
    assert done.stdout.count("not done yet") == 2
    assert python("-m", "checks", "1", cwd=copy).returncode == 0


@pytest.mark.slow
def test_an_error_in_one_part_does_not_hide_the_others(copy):
    shutil.copy(run.ROOT / "solution.py", copy)
    with (copy / "solution.py").open("a", encoding="utf-8") as file:
        file.write("\n\ndef exercise2(W, B, X, T):\n    return X @ T\n")
    done = python("-m", "checks", cwd=copy)
    assert done.returncode == 1
    assert done.stdout.count("10 points") == 2
    assert "exercise 2: stopped by an error" in done.stdout
