"""A student's way through exercise 1 in JupyterLab: nothing, a crash, a part, a mistake, right."""

import contextlib
import re

import pytest
from browsing import ARTIFACTS, jupyter
from example_networks import report_of
from notebook_page import ERROR, NotebookPage
from playwright.sync_api import TimeoutError, expect

import run
from checks.exercises import EXERCISES
from instructors.files import write_all
from instructors.handout import student

pytestmark = pytest.mark.browser

RIGHT = (run.ROOT / "solution.py").read_text(encoding="utf-8")
MASK = " * (A[layer] > 0)"
UNSAVED = re.compile(r"\bjp-mod-dirty\b")  # of the tab of a file
CRASH = RIGHT.replace("W[layer].T", "W[layer]")
PART = RIGHT.replace(
    "    return DW, DB", "    return [None, None, None, DW[3]], [None, None, None, DB[3]]", 1
)
WRONG = RIGHT.replace(MASK, "")


@pytest.fixture
def lab(tmp_path):
    """JupyterLab in the student's version, in a folder with an unusual name."""
    place = write_all(tmp_path / "Übungen für Anfänger", student.files())
    with jupyter("lab", place) as address:
        yield address


def said_of(source):
    """Return what the checks say of the ``exercise1`` of a module, without its lines."""
    namespace = {}
    exec(source, namespace)
    report = report_of(EXERCISES[0], namespace["exercise1"])
    return report.text.replace("`", "")


def line_of(text):
    """Return the number of the line of the right answer in which a text stands."""
    return RIGHT[: RIGHT.index(text)].count("\n") + 1


def open_solution(page):
    """Open ``solution.py`` from the file browser, beside the notebook.

    While it starts, JupyterLab may go back to the folder of the notebook; then it is asked again.
    """
    for _ in range(6):
        page.locator(".jp-BreadCrumbs-home").click()
        with contextlib.suppress(TimeoutError):
            page.locator(".jp-DirListing-item", has_text="solution.py").dblclick(timeout=10_000)
            break
    expect(page.locator(".jp-FileEditor .cm-content")).to_be_visible()


def write(page, source):
    """Replace what is in the editor, and save it."""
    tab(page, "solution.py").click()
    page.locator(".jp-FileEditor .cm-content").click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(source)
    expect(tab(page, "solution.py")).to_have_class(UNSAVED)
    page.keyboard.press("ControlOrMeta+s")
    expect(tab(page, "solution.py")).not_to_have_class(UNSAVED)


def tab(page, name):
    return page.locator("#jp-main-dock-panel .lm-TabBar-tab", has_text=name)


def back_to(notebook):
    """Go back to the notebook, and run all its cells."""
    tab(notebook.page, "1_by_hand").click()
    notebook.run_all()


def test_from_nothing_to_all_ticks_without_a_restart(lab, page):
    assert len({RIGHT, CRASH, PART, WRONG}) == 4
    page.set_viewport_size({"width": 1250, "height": 9000})
    notebook = NotebookPage(page, f"{lab}/lab/tree/notebooks/1_by_hand_in_numpy.ipynb")
    check = notebook.find(".jp-CodeCell", has_text="checks.exercise1(solution.exercise1)")

    notebook.restart_and_run_all()
    error = notebook.find(ERROR)
    expect(error).to_have_count(1)
    expect(error).to_contain_text("NotImplementedError: exercise1: write the backward pass here")
    notebook.run(check)
    expect(check).to_contain_text("The first step")

    open_solution(page)
    write(page, CRASH)
    back_to(notebook)
    notebook.run(check)
    expect(check).to_contain_text(f"line {line_of(MASK)} of solution.py")
    expect(check).to_contain_text("W[layer], shape (6, 1)")
    notebook.screenshot(ARTIFACTS / "student-crash.png")

    write(page, PART)
    back_to(notebook)
    notebook.run(check)
    expect(check).to_contain_text("Everything so far is right. Next: DW[2].")

    write(page, WRONG)
    back_to(notebook)
    notebook.run(check)
    expect(check).to_contain_text(said_of(WRONG))
    expect(check).to_contain_text(f"Look at line {line_of(MASK)} of solution.py")
    # Where the notebook needs a right answer, it says so, and shows nothing of the program
    expect(error).to_contain_text("From here on the notebook needs a right exercise1.")
    expect(error).not_to_contain_text("Traceback")
    notebook.screenshot(ARTIFACTS / "student-wrong.png")

    write(page, RIGHT)
    back_to(notebook)
    expect(check.get_by_text("✓ right")).to_have_count(8)
    expect(check).to_contain_text(said_of(RIGHT))
    # The kernel has counted on through all runs
    prompts = notebook.find(".jp-CodeCell .jp-InputPrompt")
    expect(prompts.last).to_have_text(re.compile(r"^\[\d+\]:$"))
    notebook.wait_for_kernel()
    assert int(prompts.last.inner_text().strip("[]:")) > 2 * prompts.count()
    notebook.expect_no_error()
    notebook.screenshot(ARTIFACTS / "student-right.png")


def test_the_walk_unfolds_before_anything_is_run_or_trusted(lab, page):
    notebook = NotebookPage(page, f"{lab}/lab/tree/notebooks/1_by_hand_in_numpy.ipynb")
    walk = notebook.find(".jp-CodeCell", has_text="figures.walk(")
    steps = walk.locator("details")
    expect(steps).to_have_count(10)
    closed = walk.locator("details:not([open])")
    expect(closed).to_have_count(9)
    step = steps.nth(7)
    picture = step.locator("img").last
    expect(picture).not_to_be_visible()
    step.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(closed).to_have_count(8)
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("image => image.naturalWidth > 300")
    assert "∂z = (−2, 0)" in picture.get_attribute("alt")
    expect(step).to_contain_text("unit 1 is off, ∂z₁ = 0")
    # Two pictures stand side by side
    for image in step.locator("img").all():
        expect(image).to_have_js_property("complete", True)
    tops = [image.bounding_box()["y"] for image in step.locator("img").all()]
    assert len(set(tops)) == 1
    notebook.screenshot(ARTIFACTS / "student-walk.png")
