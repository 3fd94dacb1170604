"""The program behind ``make run`` and ``make outputs``, on copies of the repository."""

import base64
import io
import subprocess
import sys
from types import SimpleNamespace

import nbformat
import numpy
import pytest
from matplotlib.image import imread, imsave

import run
from course import folder

ONE = "notebooks/1_by_hand_in_numpy.ipynb"
TWO = "notebooks/2_autograd_on_functions.ipynb"


def copy(target, *notebooks):
    """Copy what a folder needs in which the notebooks work, and the given notebooks alone."""
    content = folder.files()
    unwanted = set(folder.notebooks()) - set(notebooks)
    return folder.write(
        target, {name: data for name, data in content.items() if name not in unwanted}
    )


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


def test_it_reproduces_every_notebook_and_changes_nothing(tmp_path):
    notebooks = [f"notebooks/{path.name}" for path in run.NOTEBOOKS]
    before = contents(copy(tmp_path, *notebooks))
    done = subprocess.run([sys.executable, "run.py"], cwd=tmp_path, capture_output=True, text=True)
    lines = done.stdout.splitlines()
    assert [line.split()[:2] for line in lines] == [
        ["1_by_hand_in_numpy", "1.5422821523392451"],
        ["2_autograd_on_functions", "1.5422822"],
        ["3_nn_sequential", "1.5422822"],
    ]
    assert all(line.endswith("reproduced") for line in lines)
    assert (done.returncode, done.stderr) == (0, "")
    assert contents(tmp_path) == before


def test_another_digit_is_found(tmp_path, execute):
    copy(tmp_path, ONE)
    replace(tmp_path / ONE, '"1.5422821523392451\\n"', '"1.5422821523392450\\n"')
    done = execute(tmp_path)
    assert done.returncode == 1
    assert "2 of 25 cells differ" in done.stdout
    assert (
        "cell first-weight: stored '1.5422821523392450\\n', now '1.5422821523392451\\n'"
        in done.stdout
    )


def test_a_wrong_answer_is_found(tmp_path, execute):
    copy(tmp_path, ONE)
    replace(tmp_path / "solution.py", "2 * (Y - T) / Y.size", "(Y - T) / Y.size")
    done = execute(tmp_path)
    assert done.returncode == 1
    assert " 0.7711410761696" in done.stdout


def test_a_cell_that_fails_is_named_and_nothing_is_stored(tmp_path, execute):
    copy(tmp_path, ONE)
    replace(tmp_path / "solution.py", "DZ = [2", "DZ = [undefined")
    before = contents(tmp_path)
    for options in ([], ["--write"]):
        done = execute(tmp_path, *options)
        assert done.returncode == 1
        assert "stopped by NameError: name 'undefined' is not defined" in done.stdout
        assert contents(tmp_path) == before


def test_a_kernel_that_ends_is_a_failure(tmp_path, execute):
    copy(tmp_path, ONE)
    replace(
        tmp_path / "solution.py", "    # DZ holds", "    import os\n\n    os._exit(1)\n    # DZ"
    )
    done = execute(tmp_path)
    assert done.returncode == 1
    assert "stopped: Kernel died" in done.stdout


def test_no_notebook_is_a_failure(tmp_path, execute):
    assert execute(copy(tmp_path)).returncode == 1


def test_storing_the_outputs_twice_stores_the_same_bytes(tmp_path, execute):
    copy(tmp_path, TWO)
    stored = nbformat.read(tmp_path / TWO, as_version=4)
    assert execute(tmp_path, "--write").returncode == 0
    once = contents(tmp_path)
    assert run.differences(stored, nbformat.read(tmp_path / TWO, as_version=4)) == []
    assert execute(tmp_path, "--write").returncode == 0
    assert contents(tmp_path) == once


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
