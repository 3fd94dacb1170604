"""The web pages of the notebooks: whole, titled, and without need of anything from elsewhere."""

import re

import nbformat
import pytest
from bs4 import BeautifulSoup
from spread import some

import run
from instructors.handout import pages


@pytest.fixture(
    scope="module", params=some(run.NOTEBOOKS, run.NOTEBOOKS[0]), ids=lambda path: path.stem
)
def notebook(request):
    return nbformat.read(request.param, as_version=4)


@pytest.fixture(scope="module")
def page(notebook):
    return BeautifulSoup(pages.page(notebook), "html.parser")


@pytest.mark.slow
def test_the_page_is_titled_like_the_notebook(notebook, page):
    assert f"# {page.title.text}" in notebook.cells[0].source
    assert page.html["lang"] == "en"


@pytest.mark.slow
def test_nothing_is_loaded_from_elsewhere(page):
    assert not page.find_all(["script", "link", "iframe"])
    kinds = ("data:image/png;base64,", "data:image/svg+xml,")
    assert all(image["src"].startswith(kinds) for image in page.find_all("img"))
    assert not re.search(r"@import|url\((?!['\"]?data:)", str(page.find_all("style")))


def test_every_picture_keeps_its_words(notebook, page):
    words = []
    for cell in notebook.cells:
        words += re.findall(r"!\[(.*?)\]\(attachment:", cell.source)
        for output in cell.get("outputs", []):
            if "image/png" in output.get("data", {}):
                words.append(output.metadata["image/png"]["alt"])
            told = BeautifulSoup(output.get("data", {}).get("text/markdown", ""), "html.parser")
            words += [image["alt"] for image in told.find_all("img")]
    assert [image["alt"] for image in page.find_all("img")] == words


def test_every_formula_is_typeset(notebook, page):
    text = "".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    formulas = re.findall(r"\$\$.+?\$\$|\$.+?\$", text, re.DOTALL)
    assert len(page.find_all("math")) == len(formulas) > 0
    assert "$" not in page.text
    # latex2mathml leaves a command that it does not know as it is
    assert not [formula for formula in page.find_all("math") if "\\" in formula.text]


def test_every_output_is_there(notebook, page):
    for cell in run.code_cells(notebook):
        for output in cell.outputs:
            assert output.get("text", "") in page.text


def test_every_step_is_there_and_folded_but_the_first_of_each_story(notebook, page):
    for cell in run.code_cells(notebook):
        for output in cell.outputs:
            told = output.get("data", {}).get("text/markdown", "")
            for details in BeautifulSoup(told, "html.parser").find_all("details"):
                (found,) = [d for d in page.find_all("details") if d.summary == details.summary]
                assert found.has_attr("open") == details.has_attr("open")
                assert len(found.find_all("img")) == len(details.find_all("img")) > 0


def test_a_link_to_another_notebook_leads_to_its_page(notebook, page):
    links = re.findall(r"\((\w+)\.ipynb\)", notebook.cells[-1].source)
    targets = [a["href"] for a in page.find_all("a")]
    own = [target for target in targets if target.endswith(".html") and "/" not in target]
    # The check of the exercise may lead there, too
    assert {f"{name}.html" for name in links} == set(own)
    assert not [target for target in targets if target.endswith(".ipynb")]


def test_a_page_links_to_pages_and_to_no_file_beside_the_notebooks():
    notebook = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_markdown_cell(
                "# One\n\nWrite it in [`solution.py`](../solution.py). [Two](2_autograd.ipynb)"
            )
        ]
    )
    page = pages.page(notebook)
    assert "<code>solution.py</code>" in page and "../solution.py" not in page
    assert 'href="2_autograd.html"' in page and ".ipynb" not in page
