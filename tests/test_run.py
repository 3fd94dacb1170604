"""The program behind ``make run`` and ``make outputs``, on copies of the repository."""

import base64
import gc
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from types import SimpleNamespace

import nbformat
import numpy
import pytest
from ipykernel import kernelapp
from IPython.core import application
from matplotlib.image import imread, imsave
from processes import environment, python

import run
from instructors import series
from instructors.files import write_all

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
ROOT = run.ROOT
README = (ROOT / "README.md").read_text(encoding="utf-8")
ONE = "notebooks/1_by_hand_in_numpy.ipynb"
TWO = "notebooks/2_autograd_on_functions.ipynb"


def copy(target, *notebooks):
    """Copy what a folder needs in which the notebooks work, and the given notebooks alone."""
    unwanted = set(series.notebooks()) - set(notebooks)
    wanted = {name: data for name, data in series.files().items() if name not in unwanted}
    return write_all(target, wanted)


@pytest.fixture
def execute(monkeypatch, capsys):
    """Run the program in a copy, in this process, which has imported all that it needs."""

    def executed(place, *options):
        monkeypatch.setattr(run, "ROOT", place)
        monkeypatch.setattr(run, "NOTEBOOKS", sorted(place.glob("notebooks/*.ipynb")))
        monkeypatch.setattr(sys, "argv", ["run.py", *options])
        with pytest.raises(SystemExit) as ended:
            run.main()
        return SimpleNamespace(returncode=ended.value.code, stdout=capsys.readouterr().out)

    return executed


def contents(place):
    files = (path for path in place.rglob("*.*") if path.suffix != ".pyc")
    return {str(path.relative_to(place)): path.read_bytes() for path in files}


def replace(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.slow
def test_it_reproduces_every_notebook_and_changes_nothing(tmp_path):
    notebooks = [f"notebooks/{path.name}" for path in run.NOTEBOOKS]
    before = contents(copy(tmp_path, *notebooks))
    done = python("run.py", cwd=tmp_path)
    assert f"```\n{done.stdout}```" in README
    assert (done.returncode, done.stderr) == (0, "")
    assert contents(tmp_path) == before


@pytest.mark.slow
def test_another_digit_is_found(tmp_path, execute):
    copy(tmp_path, ONE)
    replace(tmp_path / ONE, '"1.5422821523392451\\n"', '"1.5422821523392450\\n"')
    done = execute(tmp_path)
    assert done.returncode == 1
    assert "3 of 38 cells differ" in done.stdout
    assert (
        "cell first-weight: stored '1.5422821523392450\\n', now '1.5422821523392451\\n'"
        in done.stdout
    )


def test_a_wrong_answer_is_found(tmp_path, execute):
    copy(tmp_path, ONE)
    replace(tmp_path / "solution.py", "2 * (Y - T) / Y.size", "(Y - T) / Y.size")
    done = execute(tmp_path)
    assert done.returncode == 1
    assert (
        "stopped by NotRightYetError: From here on the notebook needs a right exercise1."
        in done.stdout
    )
    assert "half as large" in done.stdout and "Traceback" not in done.stdout


@pytest.mark.slow
def test_a_cell_that_fails_is_named_and_nothing_is_stored(tmp_path, execute):
    copy(tmp_path, ONE)
    replace(tmp_path / "solution.py", "DZ = [2", "DZ = [undefined")
    before = contents(tmp_path)
    for options in ([], ["--write"]):
        done = execute(tmp_path, *options)
        assert done.returncode == 1
        assert "stopped by NameError: name 'undefined' is not defined" in done.stdout
        assert contents(tmp_path) == before


def small(place, **sources):
    """Write notebooks of one cell that prints nothing."""
    (place / "notebooks").mkdir()
    for name, source in sources.items():
        cell = nbformat.v4.new_code_cell(source, id="only")
        notebook = nbformat.v4.new_notebook(cells=[cell])
        nbformat.write(notebook, place / "notebooks" / f"{name}.ipynb")
    return place


def test_a_kernel_has_one_thread_and_looks_for_no_garbage(tmp_path, execute, monkeypatch):
    for name in run.THREADS:
        monkeypatch.delenv(name, raising=False)
    seen = "assert 'gc' not in globals(); import gc, os; assert not gc.isenabled()"
    seen += "; assert os.environ['OMP_NUM_THREADS'] == '1'"
    done = execute(small(tmp_path, a=seen))
    assert done.returncode == 0, done.stdout


WAIT = """
import pathlib, time
while not pathlib.Path({name!r}).exists():
    time.sleep(0.01)
"""
LEAVE = "import pathlib; pathlib.Path({name!r}).touch()"


@pytest.mark.slow
def test_notebooks_run_side_by_side_and_are_told_in_their_order(tmp_path, execute, monkeypatch):
    monkeypatch.setattr(run, "cores", lambda: 2)
    waits = {"a": WAIT.format(name="b was here"), "b": LEAVE.format(name="b was here")}
    lines = execute(small(tmp_path, **waits)).stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["a", "b"]
    assert all(line.endswith("all 1 cells reproduced") for line in lines)


@pytest.mark.slow
def test_on_one_core_they_run_one_after_the_other(tmp_path, execute, monkeypatch):
    monkeypatch.setattr(run, "cores", lambda: 1)
    first = f"import time; time.sleep(0.5); {LEAVE.format(name='a is done')}"
    second = "import pathlib; assert pathlib.Path('a is done').exists()"
    assert execute(small(tmp_path, a=first, b=second)).returncode == 0


@pytest.mark.slow
def test_a_kernel_that_ends_leaves_the_others_alone(tmp_path, execute, monkeypatch):
    monkeypatch.setattr(run, "cores", lambda: 2)
    done = execute(small(tmp_path, a="import os; os._exit(1)", b="x = 1"))
    assert done.returncode == 1
    dead, well = done.stdout.splitlines()
    assert dead.startswith("a") and "stopped: Kernel died" in dead
    assert well.startswith("b") and well.endswith("reproduced")


def alive(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def wait_until(condition):
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.mark.slow
@POSIX
@pytest.mark.parametrize(
    ("end", "interrupts"), [("SIGINT", "default_int_handler"), ("SIGTERM", "SIG_IGN")]
)
def test_an_interrupt_ends_all_kernels(tmp_path, end, interrupts):
    busy = "import os, pathlib; pathlib.Path(str(os.getpid()) + '.pid').touch()\nwhile True: pass"
    shutil.copy(ROOT / "run.py", tmp_path)
    small(tmp_path, a=busy, b=busy)
    # What runs in the background ignores interrupts
    start = f"import runpy, signal; signal.signal(signal.SIGINT, signal.{interrupts})"
    start += "; runpy.run_path('run.py', run_name='__main__')"
    process = subprocess.Popen(
        [sys.executable, "-c", start], cwd=tmp_path, stdout=subprocess.PIPE, text=True
    )
    wait_until(lambda: len(list(tmp_path.rglob("*.pid"))) == 2)
    kernels = [int(path.stem) for path in tmp_path.rglob("*.pid")]
    assert all(map(alive, kernels))
    process.send_signal(getattr(signal, end))
    said, _ = process.communicate(timeout=60)
    assert (said.split(), process.returncode) == (["a", "interrupted"], 130)
    wait_until(lambda: not any(map(alive, kernels)))


UNREADABLE = {
    "empty": (lambda data: b"", "the file is empty"),
    "mark": (lambda data: b"\xef\xbb\xbf" + data, "it begins with a byte-order mark"),
    "conflict": (
        lambda data: data.replace(b'"cells": [\n', b'"cells": [\n<<<<<<< HEAD\n'),
        "git has left the marks of a conflict in it, the first in line 3",
    ),
    "half": (lambda data: data[: len(data) // 2], "NotJSONError: Notebook does not appear to be"),
    "latin": (lambda data: data.replace(b"x", b"\xe4"), "UnicodeDecodeError: 'utf-8' codec can't"),
    "other": (lambda data: b'{"rows": []}', "ValidationError: Notebook"),
}


@pytest.mark.slow
@pytest.mark.parametrize("problem", UNREADABLE)
def test_a_file_that_is_no_notebook_is_named_and_the_others_are_told(tmp_path, execute, problem):
    spoil, reason = UNREADABLE[problem]
    place = small(tmp_path, a="x = 1", b="x = 2")
    path = place / "notebooks" / "a.ipynb"
    path.write_bytes(spoil(path.read_bytes()))
    before = contents(place)
    done = execute(place)
    assert done.returncode == 1
    first, second = done.stdout.splitlines()
    assert first.startswith("a") and f"stopped: a.ipynb is not a notebook: {reason}" in first
    assert second.endswith("reproduced")
    assert contents(place) == before


# What other people have set, for validation with run.py and with nbval

SETTINGS = {
    ".ipython/profile_default/ipython_config.py": (
        "c.InteractiveShell.ast_node_interactivity = 'all'\n"
        "c.InteractiveShellApp.exec_lines = ['x']"
    ),
    ".ipython/profile_default/startup/a.py": "found = 1",
    "kernels/kernels/python3/kernel.json": json.dumps(
        {"argv": ["/none", "{connection_file}"], "display_name": "Hub", "language": "python"}
    ),
    "startup.py": "found = 2",
    "path/networkx.py": "raise RuntimeError('of something else')",
    "matplotlibrc": "font.size: 20\nno.such.setting: 1\n",
}
SEEN = """
print("gc" in vars(), "found" in vars())
import gc
import os

import matplotlib
import networkx

1
print(matplotlib.rcParams["font.size"], "inline" in matplotlib.get_backend())
print(gc.isenabled(), os.environ["OMP_NUM_THREADS"])
2
"""


@pytest.fixture
def of_others(tmp_path):
    """The environment of somebody who has set a lot."""
    home = write_all(tmp_path / "home", {name: text.encode() for name, text in SETTINGS.items()})
    shutil.copytree(home / "kernels", home / ".local" / "share" / "jupyter")
    return environment(
        without="|".join(run.THREADS),
        HOME=str(home),
        IPYTHONDIR=str(home / ".ipython"),
        JUPYTER_PATH=str(home / "kernels"),
        MATPLOTLIBRC=str(home / "matplotlibrc"),
        MPLBACKEND="svg",
        PYTHONSTARTUP=str(home / "startup.py"),
        PYTHONPATH=str(home / "path"),
    )


def with_programs(place):
    """Copy what validates the notebooks of a folder."""
    for name in ("run.py", "pyproject.toml", "notebooks/conftest.py"):
        shutil.copy(ROOT / name, place / name)
    return place


@pytest.mark.slow
@pytest.mark.parametrize("command", [("run.py",), ("-m", "pytest", "-q", "notebooks")])
def test_the_settings_of_others_make_no_difference(tmp_path, execute, of_others, command):
    place = with_programs(small(tmp_path, a=SEEN))
    assert execute(place, "--write").returncode == 0
    stored = nbformat.read(place / "notebooks" / "a.ipynb", as_version=4)
    assert [output.get("text") for output in stored.cells[0].outputs] == [
        "False False\n10.0 True\nFalse 1\n",
        None,
    ]
    done = python(*command, cwd=place, env=of_others)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "all 1 cells reproduced" in done.stdout or "1 passed" in done.stdout


def test_the_settings_of_the_machine_make_none_either(monkeypatch):
    folders = {"SYSTEM_CONFIG_DIRS": ["/etc/ipython"], "ENV_CONFIG_DIRS": ["/env/etc/ipython"]}
    for name, paths in folders.items():
        monkeypatch.setattr(application, name, paths)
    found = []
    monkeypatch.setattr(kernelapp, "launch_new_instance", lambda: found.append(gc.isenabled()))
    enabled = gc.isenabled()
    exec(run.START_KERNEL, {})
    if enabled:
        gc.enable()
    assert (found, *folders.values()) == ([False], [], [])


# What notebooks/conftest.py makes of nbval


def validated(place):
    """Validate the notebooks of a folder with nbval."""
    return python("-m", "pytest", "-q", "notebooks", cwd=with_programs(place))


@pytest.mark.slow
def test_nbval_says_which_files_cannot_be_compared(tmp_path):
    place = small(tmp_path, a="print(1)", b="print(1)")
    path = place / "notebooks" / "b.ipynb"
    path.write_bytes(UNREADABLE["conflict"][0](path.read_bytes()))
    done = validated(place)
    assert done.returncode != 0
    assert "a.ipynb: 1 of 1 code cells were not executed, so nothing is" in done.stdout
    assert "b.ipynb is not a notebook: git has left the marks of a conflict" in done.stdout
    assert "Traceback" not in done.stdout and "site-packages" not in done.stdout


@pytest.mark.slow
def test_nbval_says_what_differs_and_where_a_cell_stops(tmp_path):
    stored = nbformat.v4.new_output("stream", name="stdout", text="a\n1.5422821523392450\n")
    sources = {
        "nothing": "1;",
        "something": "print('x')",
        "error": "1 / 0",
        "digit": "print('a\\n1.5422821523392451')",
    }
    cells = [
        nbformat.v4.new_code_cell(source, id=name, execution_count=1)
        for name, source in sources.items()
    ]
    cells[0].outputs = cells[3].outputs = [stored]
    place = small(tmp_path)
    nbformat.write(nbformat.v4.new_notebook(cells=cells), place / "notebooks" / "one.ipynb")
    done = validated(place)
    assert done.returncode == 1
    assert "\x1b" not in done.stdout
    said = "cell nothing: Cell outputs differ\n\n    1;\n\nstored, and not new: {'stdout'}"
    assert f"one.ipynb, {said}" in done.stdout
    said = "cell something: Cell outputs differ\n\n    print('x')\n\nnew, and not stored"
    assert f"one.ipynb, {said}" in done.stdout
    assert "\nZeroDivisionError: division by zero" in done.stdout
    said = "         | a\n  stored | 1.5422821523392450\n     new | 1.5422821523392451\n"
    assert "cell digit: Cell outputs differ" in done.stdout and said in done.stdout


@pytest.mark.slow
def test_an_error_that_a_cell_is_tagged_to_raise_is_an_output(tmp_path, execute):
    place = small(tmp_path, a="1 / 0")
    path = place / "notebooks" / "a.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[0].metadata["tags"] = ["raises-exception"]
    nbformat.write(notebook, path)
    assert execute(place, "--write").returncode == 0
    assert execute(place).returncode == 0
    replace(path, '"evalue": "division by zero"', '"evalue": "something else"')
    done = execute(place)
    assert "stored 'ZeroDivisionError: something else', now" in done.stdout


@POSIX
def test_a_file_that_cannot_be_read_is_named(tmp_path, execute):
    place = small(tmp_path, a="x = 1", b="x = 2")
    path = place / "notebooks" / "a.ipynb"
    path.unlink()
    path.mkdir()
    first, second = execute(place).stdout.splitlines()
    assert "stopped: [Errno 21] Is a directory:" in first and "a.ipynb" in first
    assert second.endswith("reproduced")


def test_no_notebook_is_a_failure(tmp_path, execute):
    assert execute(copy(tmp_path)).returncode == 1


@pytest.mark.slow
def test_storing_the_outputs_twice_stores_the_same_bytes(tmp_path, execute):
    copy(tmp_path, ONE)
    stored = nbformat.read(tmp_path / ONE, as_version=4)
    assert execute(tmp_path, "--write").returncode == 0
    once = contents(tmp_path)
    assert run.differences(stored, nbformat.read(tmp_path / ONE, as_version=4)) == []
    assert execute(tmp_path, "--write").returncode == 0
    assert contents(tmp_path) == once


@pytest.mark.slow
def test_storing_makes_counts_metadata_and_pictures_right_again(tmp_path, execute):
    copy(tmp_path, ONE)
    right = contents(tmp_path)
    notebook = nbformat.read(tmp_path / ONE, as_version=4)
    notebook.metadata["language_info"]["version"] = "3.0"
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
        elif "attachments" in cell:
            cell.attachments["net.svg.png"]["image/png"] = ""
    nbformat.write(notebook, tmp_path / ONE)
    assert contents(tmp_path) != right
    assert execute(tmp_path, "--write").returncode == 0
    assert contents(tmp_path) == right


@pytest.mark.parametrize(("change", "same"), [(0.01, True), (0.5, False)])
def test_pictures_are_compared_by_what_they_show(change, same):
    notebook = nbformat.read(run.ROOT / TWO, as_version=4)
    changed = nbformat.from_dict(notebook)
    output = next(
        output
        for cell in run.code_cells(changed)
        for output in cell.outputs
        if "image/png" in output.get("data", {})
    )
    pixels = imread(io.BytesIO(base64.b64decode(output.data["image/png"]))).copy()
    pixels[100:200, 100:200, :3] = numpy.clip(pixels[100:200, 100:200, :3] - change, 0, 1)
    file = io.BytesIO()
    imsave(file, pixels, format="png")
    assert base64.b64encode(file.getvalue()).decode() != output.data["image/png"]
    output.data["image/png"] = base64.b64encode(file.getvalue()).decode()
    assert (run.differences(notebook, changed) == []) == same
