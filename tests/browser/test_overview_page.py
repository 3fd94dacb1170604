"""The overview of a grading, as a browser and a checker of accessibility see it."""

import pytest
from browsing import ARTIFACTS, missing, photograph
from test_overview import HOSTILE, group, hostile

import run
from instructors.handback import overview
from instructors.messages import Remark

pytestmark = pytest.mark.browser

AXE = run.ROOT / "tests/browser/node_modules/axe-core/axe.min.js"
WIDTHS = {"desktop": 1250, "phone": 400}
CLASSES = {
    "3": lambda: overview.page(group(3)),
    "40": lambda: overview.page(
        group(40), missing=["Adam", "Zoë"], notes=[Remark("A note.", ("Ada", "Bo"))]
    ),
    "300": lambda: overview.page(group(300), missing=[f"Student {n}" for n in range(400, 430)]),
    "hostile": lambda: overview.page([hostile()], [HOSTILE], [Remark(HOSTILE)]),
}


@pytest.fixture(scope="module", params=CLASSES)
def file(request, tmp_path_factory):
    file = tmp_path_factory.mktemp("overview") / f"overview-{request.param}.html"
    file.write_text(CLASSES[request.param](), encoding="utf-8")
    return file


@pytest.fixture(
    scope="module", params=[(width, theme) for width in WIDTHS for theme in ("light", "dark")]
)
def opened(request, file, browser):
    """The page at one width and in one theme, with all that it complained of and asked for."""
    width, theme = request.param
    page = browser.new_page(viewport={"width": WIDTHS[width], "height": 900}, color_scheme=theme)
    complaints, requests = [], []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda asked: requests.append(asked.url))
    page.goto(file.as_uri())
    photograph(page, ARTIFACTS / f"{file.stem}-{width}-{theme}.png", full_page=True)
    yield page, complaints, requests
    page.close()


def test_the_page_is_whole_by_itself_and_fits(opened):
    page, complaints, requests = opened
    assert complaints == []
    assert len(requests) == 1
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
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
    if not AXE.exists():
        missing("axe-core is not installed: npm ci --prefix tests/browser")
    page, _, _ = opened
    page.evaluate(AXE.read_text(encoding="utf-8"))  # the page itself admits no script
    violations = page.evaluate("axe.run()")["violations"]
    assert [(v["id"], v["nodes"][0]["html"]) for v in violations] == []


def test_tables_are_tables_on_a_phone_too(opened):
    page, _, _ = opened
    for table in page.locator("table").all():
        assert table.get_by_role("columnheader").count() > 1
        assert table.get_by_role("row").count() > 1
        assert table.get_by_role("rowheader").count() > 0
