"""The overview of a grading, as a browser and a checker of accessibility see it."""

import pytest
from browsing import LOOKS, fits, opened_in, violations
from test_overview import HOSTILE, group, hostile

from instructors.handback import overview
from instructors.messages import InstructorNote

pytestmark = pytest.mark.browser

CLASSES = {
    "3": lambda: overview.overview_html(group(3)),
    "40": lambda: overview.overview_html(
        group(40), missing=["Adam", "Zoë"], notes=[InstructorNote("A note.", ("Ada", "Bo"))]
    ),
    "300": lambda: overview.overview_html(
        group(300), missing=[f"Student {n}" for n in range(400, 430)]
    ),
    "hostile": lambda: overview.overview_html([hostile()], [HOSTILE], [InstructorNote(HOSTILE)]),
}


@pytest.fixture(scope="module", params=CLASSES)
def file(request, tmp_path_factory):
    file = tmp_path_factory.mktemp("overview") / f"overview-{request.param}.html"
    file.write_text(CLASSES[request.param](), encoding="utf-8")
    return file


@pytest.fixture(scope="module", params=LOOKS)
def opened(request, file, browser):
    """The page at one width and in one theme, with all that it complained of and asked for."""
    name = "-".join((file.stem, *request.param))
    with opened_in(browser, file.as_uri(), name, *request.param) as opened:
        yield opened


def test_the_page_is_whole_by_itself_and_fits(opened):
    page, complaints, requests = opened
    assert complaints == []
    assert len(requests) == 1
    assert fits(page)
    heights = page.evaluate(
        "() => [...document.querySelectorAll('svg.chart')].map(chart => chart.clientHeight)"
    )
    assert len(heights) == 4
    assert min(heights) > 150


def test_the_labels_of_a_chart_do_not_overlap(opened):
    page, _, _ = opened
    gaps = page.evaluate(
        """() => [...document.querySelectorAll('svg.chart')].flatMap(chart => {
            const boxes = [...chart.querySelectorAll('.label')].map(t => t.getBoundingClientRect());
            return boxes.slice(1).map((box, n) => box.left - boxes[n].right);
        })"""
    )
    assert gaps
    assert min(gaps) > 2


def test_the_checker_of_accessibility_finds_nothing(opened):
    assert violations(opened[0]) == []


def test_tables_are_tables_on_a_phone_too(opened):
    page, _, _ = opened
    for table in page.locator("table").all():
        assert table.get_by_role("columnheader").count() > 1
        assert table.get_by_role("row").count() > 1
        assert table.get_by_role("rowheader").count() > 0
