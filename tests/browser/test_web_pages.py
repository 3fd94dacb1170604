"""The web pages of the notebooks, as a browser and a checker of accessibility see them."""

import pytest
from browsing import ARTIFACTS, WIDTHS, cut_off, fits, opened_in, photograph, violations
from playwright.sync_api import expect

import run
from instructors.handout import pages

pytestmark = pytest.mark.browser

# Of every picture, its own width, the one that is shown, and whether it is seen
SIZES = """
() => [...document.images].map(image => [image.naturalWidth, image.clientWidth,
                                         image.checkVisibility()])
"""


@pytest.fixture(scope="module", params=run.NOTEBOOKS, ids=lambda path: path.stem)
def file(request, tmp_path_factory):
    path = request.param
    file = tmp_path_factory.mktemp("html") / f"{path.stem}.html"
    file.write_text(pages.page(run.nbformat.read(path, as_version=4)), encoding="utf-8")
    return file


@pytest.fixture(scope="module", params=WIDTHS)
def opened(request, file, browser):
    """The page at one width, with all that the browser complained of and asked for."""
    name = f"{file.stem}-{request.param}"
    with opened_in(browser, file.as_uri(), name, request.param) as opened:
        yield opened


@pytest.fixture
def anew(opened, browser):
    """The same page once more, for a test that changes something in it."""
    page = browser.new_page(viewport=opened[0].viewport_size)
    page.goto(opened[0].url)
    yield page
    page.close()


def test_the_browser_has_nothing_to_complain_of_or_to_ask_for(opened):
    _, complaints, requests = opened
    assert complaints == []
    assert [url for url in requests[1:] if not url.startswith("data:")] == []


def test_every_picture_is_loaded_and_fits(opened):
    page, _, _ = opened
    images = page.evaluate(SIZES)
    assert images
    assert any(seen for _, _, seen in images)
    for natural, shown, _ in images:
        assert 0 < shown <= natural
    assert fits(page)


def test_a_step_unfolds_by_the_keyboard(anew):
    closed = anew.locator("details:not([open])")
    if not closed.count():
        return
    before = closed.count()
    closed.first.locator("summary").focus()
    anew.keyboard.press("Enter")
    expect(closed).to_have_count(before - 1)


def test_in_print_every_step_is_open(anew):
    everything = "() => [...document.querySelectorAll('details *')].every(e => e.checkVisibility())"
    assert anew.evaluate(everything) == (anew.locator("details:not([open])").count() == 0)
    anew.emulate_media(media="print")
    assert anew.evaluate(everything)
    assert all(seen for _, _, seen in anew.evaluate(SIZES))
    anew.set_viewport_size({"width": 718, "height": 1000})  # of a page of A4
    assert max(cut_off(anew, "pre, img")) < 4
    assert fits(anew)
    name = f"{anew.title().split(':')[0].replace(' ', '-').lower()}-print.png"
    photograph(anew, ARTIFACTS / name, full_page=True)


BOXES = """
() => [...document.querySelectorAll(".scroll, .formula, .jp-RenderedImage, .jp-RenderedHTML")]
    .map(box => [box.scrollWidth - box.clientWidth, box.tabIndex,
                 box.getBoundingClientRect().right - window.innerWidth])
"""


def test_on_a_phone_drawings_keep_their_size_and_what_is_wide_scrolls_in_a_box(opened):
    page, _, _ = opened
    phone = page.viewport_size["width"] == WIDTHS["phone"]
    images = page.evaluate(SIZES)
    # Smaller, their texts could not be read; those of the steps are larger than they need to be
    assert all(shown >= 0.8 * natural for natural, shown, _ in images)
    drawn = page.evaluate(
        "() => [...document.querySelectorAll('.scroll img, .jp-RenderedImage img')]"
        ".map(image => image.naturalWidth - image.clientWidth)"
    )
    assert drawn
    assert not any(drawn)
    boxes = page.evaluate(BOXES)
    assert len(boxes) > len(drawn)
    assert all(index == 0 and beyond <= 0 for _, index, beyond in boxes)  # the keyboard reaches it
    wide = [overhang > 0 for overhang, _, _ in boxes]
    assert any(wide) if phone else not any(wide)


def test_no_code_is_cut_off(opened):
    page, _, _ = opened
    overhang = cut_off(page)
    assert overhang
    assert max(overhang) < 4  # the padding


def test_formulas_are_drawn(opened):
    page, _, _ = opened
    heights = page.evaluate("() => [...document.querySelectorAll('math')].map(m => m.clientHeight)")
    assert heights
    assert min(heights) > 5


def test_the_checker_of_accessibility_finds_nothing_serious(opened):
    assert violations(opened[0], "serious", "critical") == []
