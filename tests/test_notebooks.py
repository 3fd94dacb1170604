"""What nbval does not see: counts, errors, metadata, pictures, links, and the student's version."""

import base64
import json
import os
import re
import shutil

import nbformat
import numpy
import pytest
from example_networks import Network
from processes import python

import run
import utils

NAMES = ["1_by_hand_in_numpy", "2_autograd_on_functions", "3_nn_sequential"]
EXTENSION = "extension"
SHEET = {
    "1_by_hand_in_numpy": "1.5422821523392451",
    "2_autograd_on_functions": "1.5422822",
    "3_nn_sequential": "1.5422822",
    EXTENSION: "1.5422821523392451",
}
# The losses that the sheet prints, steps 99, 199, ... 1999
LOSSES = [
    *(5970.38037109375, 3954.881103515625, 2620.96875, 1738.095458984375, 1153.7125244140625),
    *(766.8773193359375, 510.79052734375, 341.24688720703125, 228.98988342285156),
    *(154.65667724609375, 105.4305419921875, 72.8281478881836, 51.233089447021484),
    *(36.927330017089844, 27.449447631835938, 21.169198989868164, 17.00717544555664),
    *(14.248553276062012, 12.419769287109375, 11.207252502441406),
]
MARKDOWN_LINK = re.compile(r"\[(.*?)\]\(([^)\s]+)\)")
MARKDOWN_IMAGE = re.compile("!" + MARKDOWN_LINK.pattern)


def read(name):
    return nbformat.read(run.ROOT / "notebooks" / f"{name}.ipynb", as_version=4)


def cells(notebook, cell_type):
    return [cell for cell in notebook.cells if cell.cell_type == cell_type]


def tagged(notebook, tag):
    return [cell for cell in notebook.cells if tag in cell.metadata.get("tags", [])]


def printed(notebook, cell_id):
    (cell,) = [cell for cell in notebook.cells if cell.id == cell_id]
    return "".join(output.text for output in cell.outputs)


@pytest.fixture(params=[*NAMES, EXTENSION])
def name(request):
    return request.param


@pytest.fixture
def notebook(name):
    return read(name)


def test_these_are_all_notebooks():
    assert [path.stem for path in run.NOTEBOOKS] == [*NAMES, EXTENSION]


def test_every_code_cell_was_run_once_from_top_to_bottom(notebook):
    code = cells(notebook, "code")
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))


def test_times_that_were_measured_are_not_stored():
    measured = tagged(read(EXTENSION), run.MEASURES)
    assert len(measured) == 2
    for cell in measured:
        assert "%timeit" in cell.source and cell.outputs == []


def test_each_notebook_leads_to_the_next():
    following = [*NAMES[1:], EXTENSION]
    for name, target in zip(NAMES, following, strict=True):
        last = read(name).cells[-1].source
        assert last.splitlines()[-1].startswith("**Next:**") and f"({target}.ipynb)" in last


def test_the_order_is_the_same(name, notebook):
    """Read, predict, do in steps, check, the number, see, on your own, next notebook."""
    if name == EXTENSION:
        return
    ids = [cell.id for cell in notebook.cells]
    stories = [
        place
        for place, cell in enumerate(notebook.cells)
        for output in cell.get("outputs", [])
        if "<details" in str(output.get("data", {}).get("text/markdown", ""))
    ]
    own = [ids.index(cell.id) for cell in tagged(notebook, "own") if "= ..." in cell.source]
    check = next(
        place
        for place, cell in enumerate(notebook.cells)
        if re.match(r"checks\.exercise\d\(solution", cell.source)
    )
    number = ids.index(tagged(notebook, "answer")[0].id)
    drawn = [
        place
        for place, cell in enumerate(notebook.cells)
        if any("image/png" in output.get("data", {}) for output in cell.get("outputs", []))
    ]
    assert stories and own and drawn
    assert max(stories) < min(own) <= max(own) < min(check, number)
    assert max(check, number) < min(drawn) < ids.index("on-your-own") < ids.index("further-reading")


def test_questions_with_folded_answers_stand_where_they_arise(name, notebook):
    texts = [cell.source for cell in cells(notebook, "markdown")]
    asked = re.findall(r"<summary>([^<]+)</summary>", "".join(texts))
    assert len(asked) >= (3 if name in NAMES else 1)
    # No Markdown is read there
    assert all(re.fullmatch(r"[^`$*_]+\?", question) for question in asked)
    assert len(set(asked)) == len(asked)


def test_nothing_but_results_is_stored(notebook):
    for cell in cells(notebook, "code"):
        for output in cell.outputs:
            assert output.output_type in ("stream", "execute_result"), cell.id
            assert output.get("name") != "stderr", cell.id
            assert "/home/" not in str(output) and str(run.ROOT) not in str(output), cell.id


def test_metadata_is_minimal(notebook):
    assert notebook.metadata == run.METADATA
    for cell in notebook.cells:
        assert set(cell.metadata) <= {"tags"}
        assert set(cell.metadata.get("tags", [])) <= {"answer", "own", "solution", run.MEASURES}


def test_cell_ids_are_names(notebook):
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z0-9-]+", cell_id) for cell_id in ids)
    assert not any(re.fullmatch(r"[0-9a-f]{8}", cell_id) for cell_id in ids)


def test_it_opens_and_ends_as_the_others(name, notebook):
    texts = [
        cell
        for cell in cells(notebook, "markdown")
        if "solution" not in cell.metadata.get("tags", [])
    ]
    for promise in ("What you'll do.", "What you'll learn.", "What you'll need."):
        assert promise in texts[0].source
    assert ("10 points" if name in NAMES else "no points") in texts[0].source
    assert texts[-2].source.startswith("## On your own")
    assert texts[-1].source.startswith("## Further reading")


def test_the_student_works_in_one_place(name, notebook):
    assert sum("# TODO" in cell.source for cell in cells(notebook, "code")) == (name in NAMES)


def test_the_answer_is_the_number_of_the_sheet(name, notebook):
    assert run.answer(notebook) == SHEET[name]
    assert len(tagged(notebook, "answer")) == 1
    assert any(SHEET[name] in cell.source for cell in cells(notebook, "markdown"))


def test_what_gives_the_answer_away_comes_after_the_answer(notebook):
    order = notebook.cells
    answer = order.index(tagged(notebook, "answer")[0])
    assert tagged(notebook, "solution")
    assert all(order.index(cell) > answer for cell in tagged(notebook, "solution"))
    for cell in order[:answer]:
        assert ".T.dot(" not in cell.source and "weight.grad" not in cell.source


def test_every_picture_has_a_text_alternative_and_is_the_file(notebook):
    images = [
        (cell, *image) for cell in notebook.cells for image in MARKDOWN_IMAGE.findall(cell.source)
    ]
    assert images
    for cell, alternative, target in images:
        assert len(alternative) > 40
        # A path would not be found when Jupyter is started inside notebooks/
        kind, file = target.split(":")
        assert kind == "attachment"
        attached = base64.b64decode(cell.attachments[file]["image/png"])
        assert attached == (run.ROOT / file).read_bytes()


def test_every_drawn_figure_is_described_beside_it_and_in_the_text_before_it(notebook):
    for before, cell in zip(notebook.cells, notebook.cells[1:], strict=False):
        for output in cell.get("outputs", []):
            if "image/png" in output.get("data", {}):
                assert len(output.metadata["image/png"]["alt"]) > 40
                assert before.cell_type == "markdown"
                assert "figure" in before.source


def test_every_link_and_file_exists(notebook):
    for cell in cells(notebook, "markdown"):
        for _, target in MARKDOWN_LINK.findall(cell.source):
            if target.startswith("attachment:"):
                continue
            # All others are named, not linked: a link out of the folder of the notebooks is dead
            # where Jupyter serves nothing else
            beside = (run.ROOT / "notebooks" / target).is_file() and "/" not in target
            beside = beside or target == "../solution.py"  # where the answer is to be written
            assert beside or re.match(r"https://[a-z0-9.]+/?\S*$", target), target
        for file in re.findall(r"`([\w./]+\.(?:py|png|ipynb|txt))`", cell.source):
            assert (run.ROOT / file).exists(), file
    for module in re.findall(r"^import (\w+)$", notebook.cells[2].source, re.MULTILINE):
        ours = [run.ROOT / f"{module}.py", run.ROOT / module / "__init__.py"]
        assert module in ("sys", "numpy", "torch") or any(path.exists() for path in ours)


def test_no_markup_of_ours_is_left_in_the_text(notebook):
    for cell in cells(notebook, "markdown"):
        assert cell.source.count("$$") % 2 == 0
        assert cell.source.count("`") % 2 == 0
        assert cell.source.replace("$$", "").count("$") % 2 == 0


def test_the_losses_are_those_of_the_sheet_to_five_digits():
    rows = [line.split() for line in printed(read(NAMES[1]), "training-loop").splitlines()]
    assert [int(step) for step, _ in rows] == list(range(99, 2000, 100))
    assert [loss for _, loss in rows] == [f"{loss:#.5g}" for loss in LOSSES]


def test_the_cubic_is_that_of_the_sheet():
    words = printed(read(NAMES[1]), "fitted-cubic").split()
    sheet = [0.011601278558373451, 0.8104267120361328, -0.002001413842663169, -0.08674260228872299]
    assert [float(word) for word in (words[2], words[3], words[5], words[7])] == [
        round(coefficient, 4) for coefficient in sheet
    ]


def test_the_step_of_the_central_differences_switches_no_unit():
    code = "".join(cell.source for cell in cells(read(NAMES[0]), "code"))
    step = 2.0 ** int(re.search(r"step=2\*\*(-\d+)", code)[1])
    net = Network(*utils.getparams(), *utils.getdata())
    on = [z > 0 for z in net.Z[:-1]]
    for array in net.W + net.B:
        for index in numpy.ndindex(array.shape):
            for change in (step, -2 * step, step):
                array[index] += change
                switched = [(z > 0) != o for z, o in zip(net.Z[:-1], on, strict=True)]
                assert not any(units.any() for units in switched)


# Where a notebook finds what it imports


def cell(name, cell_id):
    return next(cell.source for cell in read(name).cells if cell.id == cell_id)


def in_kernel(place, *sources, **variables):
    """Execute cells as a kernel that starts in a folder does, and return what it prints."""
    program = """
import json, sys
from IPython.core.interactiveshell import InteractiveShell

InteractiveShell.history_load_length = 0
shell = InteractiveShell.instance()
shell.history_manager.enabled = False
sources, variables = json.load(sys.stdin)
shell.user_ns.update(variables)
for source in sources:
    shell.run_cell(source)
"""
    asked = json.dumps([sources, variables])
    settings = os.environ | {"IPYTHONDIR": str(place / ".ipython")}
    done = python("-c", program, cwd=place, env=settings, input=asked)
    assert (done.returncode, done.stderr) == (0, "")
    return re.sub(r"\x1b\[[0-9;]*m", "", done.stdout)


@pytest.fixture
def series(tmp_path):
    """A folder of the exercises beside files of the same names, which are of something else."""
    for part in ("checks", "figures"):
        (tmp_path / "ours" / part).mkdir(parents=True)
        (tmp_path / "ours" / part / "__init__.py").touch()
    for part in ("utils.py", "solution.py"):
        (tmp_path / "ours" / part).touch()
        (tmp_path / part).write_text("raise RuntimeError('of something else')\n")
    (tmp_path / "ours" / "notebooks").mkdir()
    (tmp_path / "elsewhere").mkdir()
    return tmp_path


LOOK = "import solution, utils; print(utils.__file__, solution.__file__)"


@pytest.mark.parametrize("start", ["ours/notebooks", "ours"])
def test_a_notebook_imports_from_its_own_folder_wherever_the_kernel_starts(series, start):
    found = in_kernel(series / start, cell(EXTENSION, "imports"), LOOK)
    assert found.split() == [str(series / "ours" / name) for name in ("utils.py", "solution.py")]


@pytest.mark.slow
def test_vs_code_tells_where_the_notebook_is(series):
    """Its kernels may start anywhere."""
    notebook = str(series / "ours" / "notebooks" / "x.ipynb")
    for start in (series, series / "elsewhere"):
        found = in_kernel(start, cell(EXTENSION, "imports"), LOOK, __vsc_ipynb_file__=notebook)
        assert found.splitlines()[-1].split()[0] == str(series / "ours" / "utils.py")
    # On another machine than the kernel, that path does not exist
    away = str(series / "not here" / "notebooks" / "x.ipynb")
    found = in_kernel(
        series / "ours" / "notebooks",
        cell(EXTENSION, "imports"),
        LOOK,
        __vsc_ipynb_file__=away,
    )
    assert found.split()[0] == str(series / "ours" / "utils.py")


@pytest.mark.slow
@pytest.mark.parametrize("start", [".", "elsewhere"])
def test_a_notebook_without_its_folder_says_what_it_has_found(series, start):
    said = in_kernel(series / start, cell(EXTENSION, "imports"))
    assert f"not used: utils.py, solution.py in {series}\n" in said
    assert "ImportError: checks, figures, utils.py, solution.py are not above" in said
    assert "something else" not in said


def test_an_old_file_beside_the_notebook_is_told_of(series):
    beside = series / "ours" / "notebooks"
    (beside / "solution.py").write_text("raise RuntimeError('old')\n")
    said = in_kernel(beside, cell(EXTENSION, "imports"), LOOK)
    first, second = said.splitlines()
    assert first == f"not used: solution.py in {beside}"
    assert second.split()[1] == str(series / "ours" / "solution.py")


def test_all_notebooks_find_their_folder_alike(name):
    def finding(notebook):
        return re.search(r"ours = .*?\n\n", cell(notebook, "imports"), re.DOTALL)[0]

    assert finding(name) == finding(NAMES[0])
    assert cell(name, "import-solution") == cell(NAMES[0], "import-solution")


@pytest.mark.slow
def test_after_a_change_of_solution_an_error_has_the_line_of_the_file(series):
    ours = series / "ours"
    shutil.copytree(run.ROOT / "checks", ours / "checks", dirs_exist_ok=True)
    shutil.copy(run.ROOT / "utils.py", ours)
    (ours / "solution.py").write_text("def exercise1():\n    return 1\n")
    save = """
import os
text = "import math\\n\\n\\ndef exercise1():\\n    a = 0\\n    return 1 / a\\n"
with open("../solution.py", "w") as file:
    _ = file.write(text)
os.utime("../solution.py", (2e9, 2e9))
"""
    # Whoever runs the cell again reads nothing
    set_up = [cell(EXTENSION, "imports"), *[cell(EXTENSION, "import-solution")] * 2]
    said = in_kernel(
        ours / "notebooks", *set_up, "print(solution.exercise1())", save, "solution.exercise1()"
    )
    assert said.splitlines()[0] == "1"
    assert re.search(r"-+> 6 +return 1 / a", said), said
