"""One verdict everywhere, an exercise as a unit, and the structure that makes it so."""

import ast
import inspect
import json
import os
import re
import shutil
import sys

import nbformat
import pytest
import torch
from IPython.core.completer import provisionalcompleter
from IPython.core.interactiveshell import InteractiveShell
from processes import python

import checks
import run
import solution
from checks import __main__ as terminal
from checks import calling, reading
from checks.exercises import EXERCISES, data_of
from checks.findings import Finding
from checks.networks import series_network
from checks.reports import Report, Row
from instructors import scoring
from instructors.replay import as_json
from instructors.sandbox import preparing

CONTRIBUTING = (run.ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
PACKAGE = sorted((run.ROOT / "checks").rglob("*.py"))

# Programs that were judged differently in different places, by the exercise
PROGRAMS = {
    "a list of two": (1, "def exercise1(*a):\n    return list(right(*a))", True),
    "three things": (1, "def exercise1(*a):\n    return (*right(*a), 3)", False),
    "eight things": (1, "def exercise1(*a):\n    DW, DB = right(*a)\n    return DW + DB", False),
    "None": (1, "def exercise1(*a):\n    right(*a)", False),
    "an array of objects": (
        1,
        "def exercise1(*a):\n    DW, DB = right(*a)\n"
        "    return [dw.astype(object) for dw in DW], DB",
        True,
    ),
    "backward inside": (
        2,
        "def exercise2(*a):\n    err = right(*a)\n    err.backward()\n    return err",
        True,
    ),
    "another error": (2, "def exercise2(*a):\n    return right(*a) + 1", False),
    "an error of one entry": (2, "def exercise2(*a):\n    return right(*a).reshape(1)", True),
    "no tensor": (2, "def exercise2(*a):\n    return right(*a).item()", False),
    "a constant": (3, "def exercise3(net):\n    print(1.25)", False),
    "returned": (3, "def exercise3(net):\n    return net[0].weight.grad[0, 0].item()", False),
}


def in_notebook(exercise, function):
    """The verdict of a notebook's cells: those that call the function, and the check."""
    data = data_of(series_network(), "float32")
    if exercise.name == "exercise1":
        answer = function(*calling.arguments1(function, data))
        try:
            DW, DB = answer
        except (TypeError, ValueError):
            return False  # the notebook's cell stops
        return checks.exercise1(DW, DB).ok
    if exercise.name == "exercise2":
        W, B, X, T = calling.arguments2(data)
        err = function(W, B, X, T)
        if isinstance(err, torch.Tensor) and W[0].grad is None:
            err.backward()
        return checks.exercise2(err, W, B).ok
    answer = exercise.call(function, data)
    value = reading.number(answer["printed"]) if answer["printed"] else None
    nets = []
    exercise.call(nets.append, data)
    return checks.exercise3(nets[0], value).ok


@pytest.fixture
def save(tmp_path, monkeypatch):
    """Return a function that saves what ``python -m checks`` finds as ``solution.py``."""
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "solution")
    return lambda text: (tmp_path / "solution.py").write_text(text, encoding="utf-8")


@pytest.mark.usefixtures("nobody_looks_for_lines")
@pytest.mark.parametrize("name", PROGRAMS)
def test_a_program_has_one_verdict(name, save, capsys):
    number, source, right = PROGRAMS[name]
    exercise = EXERCISES[number - 1]
    answers = (run.ROOT / "solution.py").read_text(encoding="utf-8")
    whole = f"{answers}\n\nright = {exercise.name}\n\n\n{source}\n"
    namespace = {}
    exec(whole, namespace)
    function = namespace[exercise.name]

    # In the notebook
    assert in_notebook(exercise, function) is right
    # In a terminal, by what `python -m checks` calls
    save(whole)
    assert terminal.main([str(number)]) == (0 if right else 1)
    printed = "".join(capsys.readouterr())
    assert ("10 points" in printed) is right
    assert "Traceback" not in printed
    # Where it is graded
    results = {}
    for key, job in scoring.jobs("of the tests").items():
        if job.exercise == exercise.name:
            given = [as_json.from_json(task) for task in job.tasks]
            answered = [{"answer": exercise.call(function, data)} for data in given]
            results[key] = json.loads(json.dumps({"answers": as_json.to_json(answered)}))
    grade = scoring.score(results, "of the tests")[exercise.name]
    assert (grade.points == exercise.points) is right
    assert any(said in grade.feedback for said in ("✗ wrong", "- none")) is not right


def test_which_exercise_takes_long_is_told_before(save, capsys):
    save("def exercise1(*a):\n    raise KeyboardInterrupt\n")
    with pytest.raises(KeyboardInterrupt):
        terminal.main(["1"])
    assert capsys.readouterr() == ("exercise 1: ", "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "import numpy\n\nDW = [1\n",
            ", because of line 3: `'[' was never closed`. "
            "Until that is mended, nothing in it can be used.\n",
        ),
        (
            "x = 1\nimport nunpy\n",
            ". It stopped in line 2: `import nunpy`. Python says: `ModuleNotFoundError: No ",
        ),
        (
            "def f():\n    return 1 / 0\n\n\nf()\n",
            ". It stopped in line 2: `return 1 / 0`. Python says: `Zero",
        ),
        (
            "import os\n\nraise RuntimeError('Stop.')\n",
            ". It stopped in line 3: `raise RuntimeError('Stop.')`. ",
        ),
    ],
)
def test_a_solution_that_cannot_be_imported_is_told_by_its_line(text, said, save, capsys):
    save(text)
    assert terminal.main(["1"]) == 1
    printed, errors = capsys.readouterr()
    assert printed.startswith(f"solution.py cannot be imported as it is now{said}")
    assert (printed.count("\n"), errors) == (1, "")


@pytest.mark.parametrize("right", [True, False, None])
def test_a_report_cannot_contradict_its_rows(right):
    rows = (Row("DW[0]", "", right, 0),)
    assert Report(rows).ok is bool(right)
    if right:
        with pytest.raises(ValueError, match="nothing is wrong"):
            Report(rows, (Finding("zeros"),))
    else:
        assert Report(rows, (Finding("zeros"),)).mistakes == ("zeros",)
    with pytest.raises(ValueError, match="nothing is wrong"):
        Report(())


def test_the_check_of_the_network_says_that_it_did_not_see_what_was_printed():
    nets = []
    EXERCISES[2].call(nets.append, data_of(series_network(), "float32"))
    assert "not looked at" in checks.exercise3(nets[0]).text
    assert "not looked at" not in checks.exercise3(nets[0], 1.5422822).text


CALLED = {exercise.name for exercise in EXERCISES}
CALLED |= {"compare", "follow", "forward", "need", "numerical", "order", "signal"}


def test_tab_shows_what_a_student_calls():
    shell = InteractiveShell()
    shell.run_cell("import checks")
    for jedi in (True, False):
        shell.Completer.use_jedi = jedi
        with provisionalcompleter():
            offered = {c.text.lstrip(".") for c in shell.Completer.completions("checks.", 7)}
        assert offered == CALLED
    assert set(dir(checks)) == CALLED


def test_modules_lead_in_one_direction():
    modules, arrows = {path.stem for path in PACKAGE}, {}
    for path in PACKAGE:
        arrows[path.stem] = set()
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ImportFrom) and node.module.partition(".")[0] == "checks":
                names = [node.module, *(alias.name for alias in node.names)]
                arrows[path.stem] |= {name.rpartition(".")[2] for name in names} & modules
    while arrows:  # take away those that import none of the others
        ends = [name for name, targets in arrows.items() if not targets & set(arrows)]
        assert ends, f"a circle: {arrows}"
        for name in ends:
            del arrows[name]


def test_the_sandbox_gets_nothing_that_computes_a_gradient():
    left = set()
    for name in (*preparing.OF_CHECKS, *preparing.PUBLIC):
        tree = ast.parse((run.ROOT / name).read_text(encoding="utf-8"))
        never = {
            id(inside)
            for node in ast.walk(tree)
            if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
            for inside in ast.walk(node)
        }
        for node in ast.walk(tree):
            if id(node) in never:
                continue
            if isinstance(node, ast.ImportFrom) and node.module.startswith("checks"):
                module = [node.module] if node.module != "checks" else []
                left |= {f"{m.replace('.', '/')}.py" for m in module}
                left |= {f"checks/{a.name}.py" for a in node.names if not module}
    assert left <= set(preparing.OF_CHECKS)


# A fourth exercise


def notebook_of(source):
    cell = nbformat.v4.new_code_cell(source, id="exercise4", metadata={"tags": ["answer"]})
    return nbformat.writes(nbformat.v4.new_notebook(cells=[cell], metadata=run.METADATA))


NOTEBOOK = notebook_of("solution.exercise4(W, B)  # TODO: count the parameters")
FOURTH = {
    "solution.py": '''

def exercise4(W, B):
    """Return the number of parameters."""
    return sum(p.size for p in W + B)
''',
    "checks/calling.py": '''

def exercise4(function, data):
    """Call a function that counts the parameters."""
    W, B = ([numpy.array(values) for values in data[name]] for name in "WB")
    return {"count": reading.read_array(function(W, B))}
''',
    "checks/judging.py": '''

def count(answer, network, explain=True):
    """Report on the number of parameters of exercise 4."""
    value = reading.read_array(answer.get("count"))
    right = isinstance(value, numpy.ndarray) and value == sum(
        p.size for p in network.W + network.B
    )
    return Report((Row("count", "", bool(right)),), () if right else (Finding("wrong-count"),))
''',
    "checks/sentences.py": """
SENTENCES["wrong-count"] = "Every weight and every bias is a parameter."
""",
    "checks/exercises.py": """
EXERCISES += (
    Exercise(
        "exercise4", "4_counting", "a number", calling.exercise4, judging.count,
        given=("W", "B"), results=("count",), usual=5,
    ),
)
""",
}


def touched_by_an_exercise():
    """The files that CONTRIBUTING names for a new exercise."""
    section = re.search(r"## Add an exercise\n(.*?)\n## ", CONTRIBUTING, re.S)[1]
    return re.findall(r"^\| `([^`]+)` \|", section, re.M)


@pytest.mark.slow
def test_a_fourth_exercise_touches_few_files_and_is_graded(tmp_path):
    files = touched_by_an_exercise()
    assert set(FOURTH) <= set(files)
    assert len(files) <= 10
    for name in files:
        assert (run.ROOT / name.replace("4_...", "3_nn_sequential.ipynb")).exists(), name

    project = tmp_path / "project"
    left_out = {".venv", ".git", "dist", "grades", "node_modules", "__pycache__"}
    shutil.copytree(run.ROOT, project, ignore=lambda _, names: left_out & set(names))
    for name, code in FOURTH.items():
        with (project / name).open("a", encoding="utf-8") as file:
            file.write(code)
    (project / "notebooks" / "4_counting.ipynb").write_text(NOTEBOOK, encoding="utf-8")

    assert "exercise 4: 5 points" in python("-m", "checks", "4", cwd=project).stdout
    assert python("-m", "instructors.handout.student", cwd=project).returncode == 0
    shutil.unpack_archive(project / "dist" / "backprop-exercises.zip", tmp_path)
    stub = (tmp_path / "backprop-exercises" / "solution.py").read_text(encoding="utf-8")
    assert 'NotImplementedError("exercise4: count the parameters here' in stub
    assert "| `exercise4` | 5 |" in (tmp_path / "backprop-exercises/README.md").read_text("utf-8")

    submissions = tmp_path / "submissions"
    right = (project / "solution.py").read_text(encoding="utf-8")
    for name, source in (("right", right), ("wrong", right.replace("W + B)", "W)"))):
        (submissions / name).mkdir(parents=True)
        (submissions / name / "solution.py").write_text(source, encoding="utf-8")
    (submissions / "script").mkdir()
    script = submissions / "script" / "solution.py"
    script.write_text(f'{right}\nprint("Ready")\n', encoding="utf-8")
    (submissions / "notebook").mkdir()
    source = "import utils\nW, B = utils.getparams()\ncount = sum(p.size for p in W + B)"
    notebook = submissions / "notebook" / "4_counting.ipynb"
    notebook.write_text(notebook_of(source), encoding="utf-8")
    bubblewrap = shutil.which("bwrap") or os.environ.get("SANDBOX") == "required"
    options = [] if bubblewrap else ["--no-sandbox"]
    done = python("-m", "instructors.grade", submissions, *options, cwd=project)
    assert done.returncode == 0, done.stderr
    lines = (project / "grades" / "grades.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines == [
        "student,exercise1,exercise2,exercise3,exercise4,total",
        "notebook,0,0,0,5,5",
        "right,10,10,10,5,35",
        "script,10,10,10,5,35",
        "wrong,10,10,10,0,30",
    ]
    feedback = (project / "grades" / "feedback" / "wrong.md").read_text(encoding="utf-8")
    assert "Every weight and every bias is a parameter." in feedback


def test_the_functions_of_the_public_checks_are_documented_alike():
    for exercise in EXERCISES:
        check = getattr(checks, exercise.name)
        assert inspect.getdoc(check).startswith("Check ")
        assert all(
            parameter.default is not inspect.Parameter.empty
            for parameter in inspect.signature(check).parameters.values()
        )
        assert hasattr(solution, exercise.name)
