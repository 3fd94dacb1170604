"""The version for students: complete, without the answers, and the same on every build."""

import ast
import inspect
import json
import re
import shutil
import subprocess
import sys
import zipfile

import pytest

import run
import solution
from course import student


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The zip file, unpacked in a folder with spaces and umlauts in its name."""
    place = tmp_path_factory.mktemp("Übung drei")
    student.build(place / "exercises.zip")
    with zipfile.ZipFile(place / "exercises.zip") as archive:
        archive.extractall(place)
    return place / student.NAME


@pytest.fixture
def copy(folder, tmp_path):
    return shutil.copytree(folder, tmp_path / "Ä copy")


def python(folder, *arguments):
    return subprocess.run([sys.executable, *arguments], cwd=folder, capture_output=True, text=True)


def test_the_same_files_give_the_same_bytes(tmp_path):
    student.build(tmp_path / "one.zip")
    student.build(tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_every_function_keeps_its_signature_and_docstring(folder):
    source = (folder / "solution.py").read_text(encoding="utf-8")
    namespace = {}
    exec(source, namespace)
    functions = [f for f in vars(solution).values() if inspect.isfunction(f)]
    assert len(functions) == 4
    for function in functions:
        stub = namespace[function.__name__]
        assert inspect.signature(stub) == inspect.signature(function)
        assert stub.__doc__ == function.__doc__
        arguments = [None] * len(inspect.signature(stub).parameters)
        with pytest.raises(NotImplementedError, match=rf"^{function.__name__}: .* here, see ") as e:
            stub(*arguments)
        named = re.search(r"notebooks/\S+", str(e.value))[0]
        assert (folder / named).exists()


def test_nothing_gives_an_answer_away(folder):
    answers = []
    for node in ast.parse(inspect.getsource(solution)).body:
        if isinstance(node, ast.FunctionDef):
            answers += [ast.unparse(statement) for statement in node.body[1:]]
    # That there is a loop over the layers is no secret
    revealing = [
        line.strip()
        for answer in answers
        for line in answer.splitlines()
        if len(line) > 25 and not line.strip().startswith("for ")
    ]
    assert len(revealing) > 10
    texts = {
        path: path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".png"
    }
    for text in texts.values():
        assert not [line for line in revealing if line in text]
        assert "weight.grad" not in text
        assert '"solution"' not in text
        assert ".T.dot(" not in text


def test_the_notebooks_keep_everything_else(folder):
    for path in run.NOTEBOOKS:
        whole = json.loads(path.read_text(encoding="utf-8"))["cells"]
        left = json.loads((folder / "notebooks" / path.name).read_text(encoding="utf-8"))["cells"]
        kept = [cell for cell in whole if "solution" not in cell["metadata"].get("tags", [])]
        assert len(left) == len(kept) < len(whole)
        for cell, original in zip(left, kept, strict=True):
            assert cell["source"] == original["source"]
            assert len(cell.get("outputs", [])) == len(original.get("outputs", []))
        counts = [cell["execution_count"] for cell in left if cell["cell_type"] == "code"]
        assert counts == list(range(1, len(counts) + 1))


def test_every_module_that_is_imported_is_there(folder):
    for path in folder.glob("*.py"):
        for name in re.findall(r"^(?:import|from) (\w+)", path.read_text("utf-8"), re.MULTILINE):
            if (run.ROOT / f"{name}.py").exists():
                assert (folder / f"{name}.py").exists(), (path, name)


def test_the_readme_names_what_is_there(folder):
    text = (folder / "README.md").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z]+):", (folder / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert set(re.findall(r"make ([a-z]+)", text)) <= set(targets)
    for name in re.findall(r"[\w/.]+\.(?:py|ipynb|txt|png)", text):
        assert (folder / name).exists(), name


def test_it_says_that_nothing_is_done_yet(folder):
    done = python(folder, "parts.py")
    assert done.returncode == 1
    assert done.stdout.count("not done yet") == 3
    notebooks = python(folder, "run.py")
    assert notebooks.returncode == 1
    assert notebooks.stdout.count("stopped by NotImplementedError: exercise") == 3
    assert "Traceback" not in notebooks.stdout + done.stdout + done.stderr


def test_it_says_which_part_is_right_and_what_is_wrong(copy):
    source = (copy / "solution.py").read_text(encoding="utf-8")
    answer = inspect.getsource(solution.exercise1)
    (copy / "solution.py").write_text(source + answer.replace("2 * (Y", "(Y"), encoding="utf-8")
    done = python(copy, "parts.py")
    assert done.returncode == 1
    assert "exercise 1: not right yet" in done.stdout
    assert "half as large" in done.stdout
    (copy / "solution.py").write_text(source + answer, encoding="utf-8")
    done = python(copy, "parts.py")
    assert "exercise 1: 10 points" in done.stdout
    assert done.stdout.count("not done yet") == 2
    assert python(copy, "parts.py", "1").returncode == 0


def test_with_the_answers_all_parts_pass(copy):
    shutil.copy(run.ROOT / "solution.py", copy)
    parts = python(copy, "parts.py")
    assert (parts.returncode, parts.stdout.count("10 points")) == (0, 3)
    notebooks = python(copy, "run.py")
    assert notebooks.returncode == 0, notebooks.stdout
    assert notebooks.stdout.count("reproduced") == 3


def test_an_error_in_one_part_does_not_hide_the_others(copy):
    shutil.copy(run.ROOT / "solution.py", copy)
    with (copy / "solution.py").open("a", encoding="utf-8") as file:
        file.write("\n\ndef exercise2(W, B, X, T):\n    return X @ T\n")
    done = python(copy, "parts.py")
    assert done.returncode == 1
    assert done.stdout.count("10 points") == 2
    assert "exercise 2: stopped by an error" in done.stdout
