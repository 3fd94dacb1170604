"""Write the notebooks as web pages: ``make html``.

The pages in ``dist/html/`` need no Jupyter, no network and no other file: pictures are inside, and
formulas are MathML, which browsers typeset and screen readers read.
"""

import re
from collections.abc import Sequence
from pathlib import Path

import nbformat
from jinja2 import pass_context
from jinja2.runtime import Context
from latex2mathml.converter import convert
from nbconvert import HTMLExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from instructors.files import exit_if_unwritable
from instructors.messages import WRITTEN
from instructors.series import ROOT

FOLDER = ROOT / "dist" / "html"


class Renderer(IPythonRenderer):
    """Turns the Markdown of a text cell into HTML, with formulas as MathML."""

    def block_math(self, body: str) -> str:
        """Return a formula that stands in a line of its own."""
        # What may have to be scrolled on a phone must be reachable with the keyboard
        return f'<div class="formula" tabindex="0">{convert(body, display="block")}</div>'

    def link(self, text: str, url: str, title: str | None = None) -> str:
        """Return a link; one to another notebook leads to its page, which stands beside this."""
        if re.fullmatch(r"\w+\.ipynb", url):
            url = f"{url.removesuffix('.ipynb')}.html"
        return super().link(text, url, title)

    def image(self, text: str, url: str, title: str | None = None) -> str:
        """Return a picture in a box that can be scrolled."""
        return f'<span class="scroll" tabindex="0">{super().image(text, url, title)}</span>'

    def table(self, text: str) -> str:
        """Return a table in a box that can be scrolled."""
        return f'<div class="scroll" tabindex="0"><table>{text}</table></div>'

    def inline_math(self, body: str) -> str:
        """Return a formula within a sentence."""
        return convert(body)


class PageExporter(HTMLExporter):
    """Exports a notebook with the template in ``instructors/handout/page/``."""

    def __init__(self) -> None:
        super().__init__(
            template_name="page",
            extra_template_basedirs=[str(Path(__file__).parent)],
            anchor_link_text="",
        )

    @pass_context
    def markdown2html(self, context: Context, source: str) -> str:
        """Render a text cell with the pictures that are attached to it."""
        # Beside a page there is no solution.py
        source = re.sub(r"\[([^]]+)\]\(\.\./solution\.py\)", r"\1", source)
        renderer = Renderer(escape=False, attachments=context["cell"].get("attachments", {}))
        return MarkdownWithMath(renderer=renderer).render(source)


def page(notebook: nbformat.NotebookNode, links: Sequence[tuple[str, str]] = ()) -> str:
    """Return a notebook as a page, with links, texts and addresses, above it."""
    resources = {"metadata": {"name": title(notebook)}, "links": links}
    html, _ = PageExporter().from_notebook_node(notebook, resources)
    return html


def title(notebook: nbformat.NotebookNode) -> str:
    """Return the first heading of a notebook."""
    return re.match(r"# (.+)", notebook.cells[0].source)[1]  # type: ignore[index]


@exit_if_unwritable()
def main() -> None:
    """Write the pages of all notebooks."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for path in sorted(ROOT.glob("notebooks/*.ipynb")):
        target = FOLDER / f"{path.stem}.html"
        target.write_text(page(nbformat.read(path, as_version=4)), encoding="utf-8")
        print(WRITTEN["file"].format(file=target.relative_to(ROOT)))


if __name__ == "__main__":
    main()
