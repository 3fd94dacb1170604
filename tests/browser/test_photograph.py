"""A browser that refuses to be photographed now and then, as Chromium does."""

import pytest
from browsing import photograph
from playwright.sync_api import Error

pytestmark = pytest.mark.browser


class Refusing:
    """A page that refuses so many pictures, in these words."""

    def __init__(self, times, words="Protocol error: Unable to capture screenshot"):
        self.times, self.words, self.waited = times, words, 0

    def screenshot(self, path, full_page):
        if self.times:
            self.times -= 1
            raise Error(self.words)
        path.write_bytes(b"a picture" if full_page else b"a part")

    def wait_for_timeout(self, milliseconds):
        self.waited += milliseconds


def test_it_is_asked_again(tmp_path):
    page = Refusing(2)
    photograph(page, tmp_path / "new" / "page.png", full_page=True)
    assert (tmp_path / "new" / "page.png").read_bytes() == b"a picture"
    assert page.waited == 500


def test_a_picture_that_is_always_refused_is_a_warning(tmp_path):
    with pytest.warns(UserWarning, match="refused to take page.png"):
        photograph(Refusing(9), tmp_path / "page.png", full_page=True)


def test_any_other_error_is_an_error(tmp_path):
    page = Refusing(1, "Target crashed")
    with pytest.raises(Error, match="Target crashed"):
        photograph(page, tmp_path / "page.png", full_page=True)
