"""What a user does with an open notebook in JupyterLab or Notebook 7, and what they then see."""

import time

from browsing import SECONDS, photograph
from playwright.sync_api import expect

ERROR = "[data-mime-type='application/vnd.jupyter.stderr']"  # a traceback, too, is shown as that
BROKEN_IMAGES = """
() => [...document.querySelectorAll(".jp-Notebook img")]
    .filter(image => !(image.complete && image.naturalWidth > 0)).length
"""
# Text in which a formula would be if it had not been typeset
TEXT_BESIDE_CODE = """
() => [...document.querySelectorAll(".jp-Notebook .jp-MarkdownOutput")].map(cell => {
    const copy = cell.cloneNode(true);
    copy.querySelectorAll("code, mjx-container").forEach(element => element.remove());
    return copy.textContent;
}).join(" ")
"""

BOTTOM_OF_THE_LAST_CELL = """
() => {
    const cells = document.querySelectorAll(".jp-Notebook .jp-Cell");
    return cells.length && cells[cells.length - 1].getBoundingClientRect().bottom;
}
"""


class NotebookPage:
    """A notebook in a browser page."""

    def __init__(self, page, address):
        self.page, self.begun = page, 0  # the number of cells that have begun to run
        page.on("websocket", lambda socket: socket.on("framereceived", self._received))
        page.goto(f"{address}?reset")  # or JupyterLab opens those of the last visit, too
        self.wait_for_kernel()

    def _received(self, message):
        self.begun += ("execute_input" if isinstance(message, str) else b"execute_input") in message

    def find(self, selector, **options):
        return self.page.locator(f".jp-Notebook {selector}", **options)

    def choose(self, menu, *items):
        """Click on a menu, and on an item or a menu within it."""
        self.page.locator(".lm-MenuBar-itemLabel").get_by_text(menu, exact=True).click()
        for item in items:
            self.page.locator(".lm-Menu-itemLabel").get_by_text(item, exact=True).click()

    def wait_for_kernel(self):
        """Wait until the kernel is there and has nothing to do."""
        # Before there is a kernel the indicator says "idle" as well
        name = self.page.locator(".jp-KernelName:visible")
        expect(name).not_to_have_text("No Kernel")
        indicator = self.page.locator(".jp-Notebook-ExecutionIndicator:visible")
        expect(indicator).to_have_attribute("data-status", "idle")

    def restart_and_run_all(self):
        """Click the button that restarts the kernel and runs all cells, and confirm."""
        self.page.locator("[data-command='notebook:restart-run-all']:visible").first.click()
        self.page.locator(".jp-Dialog button", has_text="Restart").click()

    def run_all(self):
        """Run all cells in the kernel as it is, and wait until the first one runs.

        Before that the kernel may still be said to have nothing to do.
        """
        before = self.begun
        self.choose("Run", "Run All Cells")
        end = time.monotonic() + SECONDS
        while self.begun == before and time.monotonic() < end:
            self.page.wait_for_timeout(50)
        assert self.begun > before, "no cell has begun to run"

    def run(self, cell):
        """Run a single cell, once the kernel has nothing else to do."""
        self.wait_for_kernel()
        cell.locator(".cm-content").click()
        self.page.keyboard.press("ControlOrMeta+Enter")

    def expect_counts(self, counts):
        """Wait until the code cells carry these execution counts."""
        prompts = self.find(".jp-CodeCell .jp-InputPrompt")
        expect(prompts).to_have_text([f"[{n}]:" for n in counts])

    def expect_no_error(self):
        """Expect no traceback and nothing on stderr."""
        expect(self.find(ERROR)).to_have_count(0)

    def expect_images(self, number):
        """Expect a number of pictures, and that all have been loaded."""
        expect(self.find("img")).to_have_count(number)
        self.page.wait_for_function(f"() => ({BROKEN_IMAGES})() === 0")

    def expect_formulas(self):
        """Expect that every formula in the text was typeset without an error."""
        self.page.wait_for_function(f"() => !({TEXT_BESIDE_CODE})().includes('$')")
        expect(self.find("mjx-container").first).to_be_attached()
        expect(self.find("mjx-merror, mjx-container [data-mml-node='merror']")).to_have_count(0)

    def choose_theme(self, name):
        """Choose a theme in JupyterLab's menu."""
        self.choose("Settings", "Theme", name)
        expect(self.page.locator("body")).to_have_attribute("data-jp-theme-name", name)
        # A veil lies over the page while the theme changes
        expect(self.page.locator("#jupyterlab-splash")).to_have_count(0)

    def screenshot(self, path):
        """Store a picture of the notebook from its first cell to its last."""
        # Jupyter lays the cells out anew when the theme changes
        bottom = self.page.wait_for_function(BOTTOM_OF_THE_LAST_CELL).json_value()
        width = self.page.viewport_size["width"]
        photograph(self.page, path, clip={"x": 0, "y": 0, "width": width, "height": bottom + 20})
