"""The website for students, from a server on this machine, and the notebooks that it offers."""

import nbformat
import pytest
from browsing import ARTIFACTS, LOOKS, cut_off, fits, jupyter, opened_in, violations
from notebook_page import ERROR, NotebookPage
from playwright.sync_api import expect
from serving import serve
from test_students_way import RIGHT, WRONG, back_to, open_solution, said_of, write

import run
from checks.exercises import EXERCISES
from instructors.handout import site, standalone, student

pytestmark = pytest.mark.browser

PAGES = ["index", *(exercise.notebook for exercise in EXERCISES), "extension"]


@pytest.fixture(scope="module")
def website(tmp_path_factory):
    """The address of the website, on this machine; its links outside are those of a repository."""
    target = tmp_path_factory.mktemp("dist") / "site"
    with serve(target) as address:
        site.build(target, site.place(address, "ada/backprop"))
        yield address


@pytest.fixture(scope="module", params=LOOKS)
def look(request):
    return request.param


@pytest.fixture(scope="module", params=PAGES)
def opened(request, look, website, browser):
    """A page at one width and in one theme, with all that it complained of and asked for."""
    name = "-".join(("site", request.param, *look))
    with opened_in(browser, f"{website}/{request.param}.html", name, *look) as opened:
        yield opened


def test_no_request_leaves_this_machine(opened, website):
    _, complaints, requests = opened
    own = (f"{website}/", "data:")
    assert complaints == []
    assert requests
    assert all(url.startswith(own) for url in requests)


def test_it_fits_and_its_pictures_are_there(opened):
    page, _, _ = opened
    assert fits(page)
    widths = page.evaluate("() => [...document.images].map(image => image.naturalWidth)")
    assert widths
    assert min(widths) > 0
    assert max(cut_off(page)) < 4  # the padding


def test_the_checker_of_accessibility_finds_nothing_serious(opened):
    assert violations(opened[0], "serious", "critical") == []


def test_a_theme_is_dark_or_light(opened, look):
    """The paper behind the text, and not only its variables."""
    page, _, _ = opened
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    red = int(colour.removeprefix("rgb(").split(",")[0])
    assert (red < 64) == (look[1] == "dark")


def download(page, website, number, folder):
    """Click on the link that downloads a notebook, and put it into a folder of its own."""
    page.goto(f"{website}/index.html")
    with page.expect_download() as got:
        page.get_by_label(f"Download the notebook of exercise {number + 1}").click()
    folder.mkdir()
    got.value.save_as(folder / got.value.suggested_filename)
    return folder / got.value.suggested_filename


@pytest.mark.parametrize("number", range(len(EXERCISES)))
def test_a_downloaded_notebook_runs_to_its_end(website, page, tmp_path, number):
    """With the answers in a ``solution.py`` that is there already, and stays."""
    path = download(page, website, number, tmp_path / "Übung")
    (path.parent / "solution.py").write_text(RIGHT, encoding="utf-8")
    executed = run.execute(nbformat.read(path, as_version=4), path.parent)
    expected = nbformat.reads(student.files()[f"expected/{path.name}"], as_version=4)
    code = run.code_cells(expected)
    first = next(cell.id for cell in code if standalone.IMPORT.search(cell.source))
    found = run.differences(expected, executed)
    assert [sentence for sentence in found if not sentence.startswith(f"cell {first}: ")] == []
    assert run.answer(executed) == run.answer(expected)
    assert (path.parent / "solution.py").read_text(encoding="utf-8") == RIGHT


def test_a_student_with_one_notebook_in_jupyterlab(website, page, tmp_path):
    """From the link on the website to all ticks, with solution.py beside the notebook."""
    path = download(page, website, 0, tmp_path / "Meine Übungen")
    with jupyter("lab", path.parent) as address:
        notebook = NotebookPage(page, f"{address}/lab/tree/{path.name}")
        check = notebook.find(".jp-CodeCell", has_text="checks.exercise1(solution.exercise1)")
        notebook.restart_and_run_all()
        expect(notebook.find(ERROR)).to_contain_text("NotImplementedError: exercise1: write")
        notebook.screenshot(ARTIFACTS / "site-alone-start.png")

        page.get_by_title("Refresh the file browser").or_(
            page.locator("[data-command='filebrowser:refresh']")
        ).first.click()
        open_solution(page)
        write(page, WRONG)
        back_to(notebook)
        notebook.run(check)
        expect(check).to_contain_text(said_of(WRONG))
        write(page, RIGHT)
        back_to(notebook)
        expect(check.get_by_text("✓ right")).to_have_count(8)
        notebook.wait_for_kernel()
        notebook.expect_no_error()
        notebook.screenshot(ARTIFACTS / "site-alone-right.png")
    names = {found.name for found in path.parent.iterdir() if not found.name.startswith((".", "_"))}
    assert names == {path.name, "checks", "figures", "solution.py", "utils.py"}
