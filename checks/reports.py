"""What the checks show: the report on an answer, and the table of a comparison."""

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy

from checks import sentences
from checks.findings import Finding, code, fill

# Code between backticks; or what Markdown, and the mathematics in it, would take for something else
SPECIAL = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)|([$\\]+)|[`*_{}<>~&]|\](?=\()")
NUMBER = re.compile(r"-?\d+(\.\d+)?")
LINES = re.compile(r"\bline \d+ of ")  # that a sentence names
COLUMNS = 88  # of a line in the box in which JupyterLab shows an error


class Row(NamedTuple):
    """One line of the table."""

    name: str  # such as `DW[2]`
    shape: str  # as the student sees it; empty if there is none
    right: bool | None  # None if there was nothing to judge
    layer: int | None = None  # the layer that the array belongs to, if it does

    @property
    def is_usable(self) -> bool:
        """Whether there is an array of the right shape, be it right or wrong."""
        # Of a wrong shape, the right one is told as well
        return self.right is not None and self.shape.count("(") == 1


class NotRightYetError(Exception):
    """What is there is not enough for the cells that follow; the message says why."""

    def _render_traceback_(self) -> list[str]:
        # What Jupyter shows: the sentence, and nothing of the program. Its box breaks long lines
        # within words
        return textwrap.wrap(str(self), COLUMNS, break_long_words=False, break_on_hyphens=False)


class Spot(NamedTuple):
    """A line of a student's program."""

    line: int  # from 1, in its file or cell
    place: str  # the name of the file, such as `solution.py`, or of the cell, such as `In[7]`
    text: str  # what stands there

    def __str__(self) -> str:
        return fill(sentences.SPOT, self._asdict())


@dataclass(frozen=True)
class Report:
    """What a check has found; displays as a table.

    Attributes
    ----------
    rows : tuple of Row
        At least one.
    findings : tuple of Finding
        What is wrong, and why; empty if everything is right, or if nobody looked for the reason.
    all_right : str
        What to say if everything is right.
    remarks : tuple of Finding
        What else is to be said, whether or not everything is right.
    spots : tuple of Spot
        Where the mistake is in the program, the likeliest line first; empty if nothing is known.
    following : tuple of str
        The stem of the name of the notebook that comes next, if one does.

    Raises
    ------
    ValueError
        If the findings contradict the rows.
    """

    rows: tuple[Row, ...]
    findings: tuple[Finding, ...] = ()
    all_right: str = sentences.ALL_RIGHT
    remarks: tuple[Finding, ...] = ()
    spots: tuple[Spot, ...] = ()
    following: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.rows or (self.ok and self.findings):
            raise ValueError(f"{self.findings} were found, but nothing is wrong in {self.rows}")

    @property
    def ok(self) -> bool:
        """Whether everything is right."""
        return all(row.right for row in self.rows)

    @property
    def explained(self) -> bool:
        """Whether what was found explains every number that is wrong, and all are there."""
        named = bool(self.findings) and all(finding.explains for finding in self.findings)
        return named and all(row.right is not None for row in self.rows)

    @property
    def first_wrong(self) -> str | None:
        """The name of the first row that is wrong; if none could be judged, of the first row."""
        wrong = [row.name for row in self.rows if row.right is False]
        missing = [row.name for row in self.rows if row.right is None]
        return next(iter(wrong + missing), None)

    @property
    def mistakes(self) -> tuple[str, ...]:
        """The identifiers of the findings, such as ``("missing-mask-2",)``."""
        return tuple(finding.identifier for finding in self.findings)

    def must_be_complete(self) -> None:
        """Stop with a sentence unless all arrays are there, with the right shapes.

        Raises
        ------
        NotRightYetError
        """
        if not all(row.is_usable for row in self.rows):
            raise NotRightYetError(sentences.NEEDED["complete"].format(text=self.text))

    @property
    def lines(self) -> tuple[int, ...]:
        """The numbers of the lines in which the mistake may be, the likeliest first."""
        return tuple(spot.line for spot in self.spots)

    @property
    def text(self) -> str:
        """What the student reads below the table."""
        return " ".join([*self._said(), *map(_next, self.following)])

    def _said(self) -> list[str]:
        """Return the sentences, but for the one on what comes next."""
        verdict = self._verdict()
        return [*filter(None, [verdict, *self._more(verdict)])]

    def _verdict(self) -> str:
        """Return what is to be said of the arrays."""
        if self.ok:
            return self.all_right
        said = [finding.sentence for finding in self.findings]
        text = " ".join(said)
        if len(said) > 1:
            listed = " ".join(f"({number}) {one}" for number, one in enumerate(said, start=1))
            count = sentences.COUNTS.get(len(said), sentences.MANY)
            text = sentences.THINGS.format(count=count, listed=listed)
        if len(self.rows) > 1 and any(row.right is False for row in self.rows):
            text = sentences.FIRST_WRONG.format(name=self.first_wrong, sentences=text).rstrip()
        return text

    def _more(self, verdict: str) -> Iterator[str]:
        """Yield what is to be said of the program, after the verdict."""
        named = [str(spot) in verdict for spot in self.spots]
        if named == [True, True]:
            yield sentences.LOOK_AT["these"]
        elif named:
            # A line that has been named, with its text, is not named again
            alone = len(LINES.findall(verdict)) == 1
            again = sentences.THIS_LINE if alone else sentences.NUMBER
            spots = zip(self.spots, named, strict=True)
            lines = [again.format(**s._asdict()) if one else str(s) for s, one in spots]
            both = len(lines) == len(self.findings) == 2
            yield sentences.LOOK_AT["both" if both else len(lines)].format(*lines)
        yield from (remark.sentence for remark in self.remarks)

    def __repr__(self) -> str:
        """Return the report as plain text."""
        rows = [(row.name, sentences.VERDICTS[row.right], row.shape) for row in self.rows]
        return f"{_plain(rows)}\n\n{self.text}"

    def _repr_markdown_(self) -> str:
        # Wherever HTML is not trusted, such as in VS Code at first, Markdown is still shown
        verdicts = {**sentences.VERDICTS, False: f"**{sentences.VERDICTS[False]}**"}
        rows = [(code(row.name), verdicts[row.right], markdown(row.shape)) for row in self.rows]
        links = [_next(stem, f"[{{}}]({stem}.ipynb)") for stem in self.following]
        text = " ".join([*map(markdown, self._said()), *links])
        return f"{table(sentences.HEADINGS, rows)}\n\n{text}"


def _next(stem: str, form: str = "{}") -> str:
    """Return the sentence on what comes next, the notebook in some form."""
    name = sentences.NOTEBOOK.format(number=stem.partition("_")[0])
    return sentences.NEXT_NOTEBOOK.format(notebook=form.format(name))


@dataclass(frozen=True)
class Note:
    """A sentence alone; displays as Markdown."""

    text: str

    def __repr__(self) -> str:
        return self.text

    def _repr_markdown_(self) -> str:
        return markdown(self.text)


def shape_of(array: object, right: numpy.ndarray) -> str:
    """Return what the table says of the shape of an array."""
    if not isinstance(array, numpy.ndarray):
        return ""
    if array.shape == right.shape:
        return f"{array.shape}"
    return sentences.EXPECTED_SHAPE.format(found=array.shape, expected=right.shape)


def unjudged(names: Iterable[str], finding: Finding) -> Report:
    """Return the report on something that could not be compared."""
    return Report(tuple(Row(name, "", None) for name in names), (finding,))


@dataclass(frozen=True)
class Table:
    """What a comparison has found; displays as a table.

    Attributes
    ----------
    headings : tuple of str
    rows : tuple of tuples of str
        As many entries each as there are headings; the first is a name in the code.
    text : str
        What the student reads below the table.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    text: str = ""

    def __repr__(self) -> str:
        """Return the table as plain text."""
        return "\n\n".join([_plain([self.headings, *self.rows]), *filter(None, [self.text])])

    def _repr_markdown_(self) -> str:
        rows = [(code(name), *map(markdown, entries)) for name, *entries in self.rows]
        shown = [table(map(markdown, self.headings), rows)] if rows else []
        return "\n\n".join([*shown, *filter(None, [markdown(self.text)])])


def _plain(rows: Sequence[Sequence[str]]) -> str:
    """Return the rows of a table as plain text."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(f"{entry:{width}}" for entry, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def markdown(text: str) -> str:
    """Return a sentence as Markdown: its code is code, and all else is what it says."""

    def escaped(found: re.Match) -> str:
        if found[1]:
            return found[0]
        # MathJax looks at what Markdown has become, but not into code
        return code(found[0]) if found[2] else f"\\{found[0]}"

    return SPECIAL.sub(escaped, " ".join(text.splitlines()))


def table(headings: Iterable[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table in Markdown; columns of numbers end at the right."""
    columns = [list(filter(None, column)) for column in zip(*rows, strict=True)]
    aligned = [
        "---:" if column and all(map(NUMBER.fullmatch, column)) else ":---" for column in columns
    ]
    lines = [tuple(headings), tuple(aligned), *rows]
    # In a table, a bar within code is escaped, too
    return "\n".join(
        "| " + " | ".join(entry.replace("|", "\\|") for entry in line) + " |" for line in lines
    )
