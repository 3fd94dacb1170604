"""The notebooks in the programs that students open them in: run all cells, then look."""

import nbformat
import pytest
from browsing import ARTIFACTS, jupyter
from notebook_page import NotebookPage
from playwright.sync_api import expect

import run

pytestmark = pytest.mark.browser

# How Jupyter is started: program, folder, and where a notebook is found
STARTS = {
    "lab": ("lab", ".", "lab/tree/notebooks"),
    "lab-in-notebooks": ("lab", "notebooks", "lab/tree"),
    "notebook-7": ("notebook", ".", "notebooks/notebooks"),
}
THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}


@pytest.fixture(scope="module", params=STARTS)
def place(request, project):
    """The address below which the notebooks are, for one way to start Jupyter."""
    program, folder, path = STARTS[request.param]
    with jupyter(program, project / folder) as address:
        yield request.param, f"{address}/{path}"


@pytest.mark.parametrize("path", run.NOTEBOOKS, ids=lambda path: path.stem)
def test_restart_and_run_all(place, path, page):
    start, address = place
    stored = nbformat.read(path, as_version=4)
    code = run.code_cells(stored)
    pictures = sum(cell.source.count("![") for cell in stored.cells)
    shown = [output.get("data", {}) for cell in code for output in cell.outputs]
    pictures += sum("image/png" in data for data in shown)
    pictures += sum(data.get("text/markdown", "").count("<img ") for data in shown)
    assert pictures >= (1 if path.stem == "extension" else 2)

    notebook = NotebookPage(page, f"{address}/{path.name}")
    notebook.restart_and_run_all()
    notebook.expect_counts(range(1, len(code) + 1))
    notebook.expect_no_error()
    notebook.expect_images(pictures)
    notebook.expect_formulas()
    answer = notebook.find(".jp-OutputArea-output").get_by_text(run.answer(stored), exact=True)
    expect(answer.first).to_be_visible()

    if start == "lab":
        for theme, name in THEMES.items():
            notebook.choose_theme(name)
            notebook.expect_images(pictures)
            notebook.screenshot(ARTIFACTS / f"{path.stem}-{theme}.png")


@pytest.mark.parametrize("path", run.NOTEBOOKS, ids=lambda path: path.stem)
def test_vs_code_may_start_the_kernel_in_the_root(path):
    """As with its setting ``jupyter.notebookFileRoot`` on the workspace; no browser is needed."""
    stored = nbformat.read(path, as_version=4)
    assert run.differences(stored, run.execute(stored, run.ROOT)) == []
