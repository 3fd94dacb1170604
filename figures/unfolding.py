"""A story in steps, each of which asks a question and unfolds to its answer.

It is shown without a script, a style sheet or a widget, as Markdown with ``<details>`` and pictures
that hold themselves. JupyterLab drops the rest from a notebook that it does not trust, and Visual
Studio Code shows no HTML in its Restricted Mode. No line is blank, or the HTML would end there. The
same without pictures, as plain text, is for terminals and screen readers.
"""

import html
import textwrap
from collections.abc import Iterable
from typing import NamedTuple

from figures.svg import Picture

# As wide as a phone at most; a drawing for white paper stays one in a dark theme
_PICTURE = "max-width:100%;height:auto;margin:4px 6px 4px 0"


class CannotBeDrawnError(ValueError):
    """What was given makes no picture; the message says why."""

    def _render_traceback_(self) -> list[str]:
        # What Jupyter shows: the sentence, and nothing of this package
        return textwrap.wrap(str(self), 88, break_long_words=False, break_on_hyphens=False)


class Step(NamedTuple):
    """One step of a story: what is always seen, and what it unfolds to."""

    title: str
    question: str  # the first step, which is unfolded, asks nothing
    answer: str  # one sentence, or a few
    formulas: tuple[str, ...] = ()  # each in a line of its own
    pictures: tuple[Picture, ...] = ()  # side by side where there is room


class Unfolding:
    """A story in steps; displays as questions that unfold."""

    def __init__(self, steps: Iterable[Step]) -> None:
        self.steps = tuple(steps)

    def __repr__(self) -> str:
        """Return the story as plain text."""
        return "\n".join(
            line
            for number, step in enumerate(self.steps)
            for line in (_heading(number, step), *(f"    {told}" for told in _told(step)))
        )

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        markdown = "\n".join(map(_unfolded, range(len(self.steps)), self.steps))
        return {"text/markdown": markdown, "text/plain": repr(self)}


def _heading(number: int, step: Step) -> str:
    return " ".join(filter(None, [f"Step {number}. {step.title}.", step.question]))


def _told(step: Step) -> list[str]:
    """Return the answer and the formulas, as far as there are any."""
    return [line for line in (step.answer, *step.formulas) if line]


def _unfolded(number: int, step: Step) -> str:
    """Return one step as HTML."""
    title = f"<strong>{html.escape(f'{number}. {step.title}.', quote=False)}</strong>"
    summary = " ".join(filter(None, [title, html.escape(step.question, quote=False)]))
    lines = [html.escape(step.answer, quote=False)] * bool(step.answer)
    lines += [f"<code>{html.escape(formula, quote=False)}</code>" for formula in step.formulas]
    pictures = "".join(
        f'<img width="{picture.width}" style="{_PICTURE}" alt="{html.escape(picture.alternative)}" '
        f'src="{picture.address}">'
        for picture in step.pictures
    )
    return (
        f"<details{' open' * (number == 0)}><summary>{summary}</summary>"
        f"<p>{'<br>'.join(lines)}</p>{pictures}</details>"
    )
