"""A student's way through exercise 1 in JupyterLab: nothing yet, a wrong answer, the right one."""

import re
import zipfile

import pytest
from browsing import ARTIFACTS, jupyter
from notebook_page import ERROR, NotebookPage
from playwright.sync_api import expect

import run
from checks.exercises import EXERCISES
from checks.networks import series_network
from course import student

pytestmark = pytest.mark.browser

RIGHT = (run.ROOT / "solution.py").read_text(encoding="utf-8")
WRONG = RIGHT.replace(" * (A[layer] > 0)", "")


@pytest.fixture
def lab(tmp_path):
    """JupyterLab in the student's version, unpacked in a folder with an unusual name."""
    place = tmp_path / "Übungen für Anfänger"
    student.build(place / "exercises.zip")
    with zipfile.ZipFile(place / "exercises.zip") as archive:
        archive.extractall(place)
    home = tmp_path / "home"
    home.mkdir()
    with jupyter("lab", place / student.NAME, home) as address:
        yield address


def report_on(source):
    """Return the report of the checks on the ``exercise1`` of a module."""
    namespace = {}
    exec(source, namespace)
    return EXERCISES[0].check(namespace["exercise1"], series_network())


def open_solution(page):
    """Open ``solution.py`` from the file browser, beside the notebook."""
    page.locator(".jp-BreadCrumbs-home").click()
    page.locator(".jp-DirListing-item", has_text="solution.py").dblclick()
    expect(page.locator(".jp-FileEditor .cm-content")).to_be_visible()


def write(page, source):
    """Replace what is in the editor, and save it."""
    tab(page, "solution.py").click()
    page.locator(".jp-FileEditor .cm-content").click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(source)
    page.keyboard.press("ControlOrMeta+s")
    expect(tab(page, "solution.py").locator(".jp-mod-dirty")).to_have_count(0)


def tab(page, name):
    return page.locator("#jp-main-dock-panel .lm-TabBar-tab", has_text=name)


def back_to(notebook):
    """Go back to the notebook, and run all its cells."""
    tab(notebook.page, "1_by_hand").click()
    notebook.run_all()


def test_from_nothing_to_all_ticks_without_a_restart(lab, page):
    assert WRONG != RIGHT
    page.set_viewport_size({"width": 1250, "height": 9000})
    notebook = NotebookPage(page, f"{lab}/lab/tree/notebooks/1_by_hand_in_numpy.ipynb")
    check = notebook.find(".jp-Cell", has_text="checks.exercise1(solution.exercise1)")

    notebook.restart_and_run_all()
    error = notebook.find(ERROR)
    expect(error).to_have_count(1)
    expect(error).to_contain_text("NotImplementedError: exercise1: write the backward pass here")

    open_solution(page)
    write(page, WRONG)
    back_to(notebook)
    report = report_on(WRONG)
    assert len(report.mistakes) == 1
    expect(check).to_contain_text(f"{report.first_wrong} is the first wrong one")
    named = str(report).rsplit("\n", 1)[1]
    expect(check).to_contain_text(named)
    notebook.screenshot(ARTIFACTS / "student-wrong.png")

    write(page, RIGHT)
    back_to(notebook)
    expect(check.get_by_text("✓ right")).to_have_count(8)
    expect(check).to_contain_text("All is right")
    # The kernel has counted on through all three runs
    prompts = notebook.find(".jp-CodeCell .jp-InputPrompt")
    expect(prompts.last).to_have_text(re.compile(r"^\[\d+\]:$"))
    notebook.wait_for_kernel()
    assert int(prompts.last.inner_text().strip("[]:")) > 2 * prompts.count()
    notebook.expect_no_error()
    notebook.screenshot(ARTIFACTS / "student-right.png")
