"""Tables as course systems give and take them: CSV of which every untouched byte stays."""

import codecs
import csv
import io
import operator
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from pathlib import Path

from instructors.files import write
from instructors.messages import TABLE
from instructors.printable import printable
from instructors.results import Result

DELIMITERS = ",;\t"
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The line by which Excel knows what stands between the cells
SEPARATOR = re.compile(r"\"?sep=(.)\"?(?:\r\n|\r|\n)", re.IGNORECASE)
CsvLine = tuple[list[str], str]  # its cells as they stand, and its end
LINE_END = re.compile(r"\r\n|\r|\n")


class TableError(ValueError):
    """A table that cannot be read or filled in; the message is for the instructor."""


class CsvTable:
    """A CSV file of which single cells can be replaced: ``header``, and the ``rows`` below it.

    Encoding, byte order mark, delimiter, quotes and line ends may be any that course systems and
    spreadsheets write. A line that is empty has no cells. Raises `TableError` if this is no table.
    """

    def __init__(self, content: bytes) -> None:
        self._mark, self._encoding, text = _decode(content)
        told = SEPARATOR.match(text)
        self._start, text = (told[0], text[told.end() :]) if told else ("", text)
        self._delimiter, self._lines = max(
            (
                (delimiter, _split(text, delimiter))
                for delimiter in (told[1] if told else DELIMITERS)
            ),
            key=lambda choice: _regularity(choice[1]),
        )
        try:
            library = list(_rows(text, self._delimiter))
            values = [
                [next(_rows(cell, self._delimiter), [""])[0] for cell in cells if cells != [""]]
                for cells, _ in self._lines
            ]
        except csv.Error as error:
            raise TableError(TABLE["unreadable"].format(problem=error)) from None
        if values != library:
            same = sum(1 for _ in takewhile(bool, map(operator.eq, values, library)))
            raise TableError(TABLE["quotes"].format(row=same + 1))
        if not values or len(values[0]) < 2:
            raise TableError(TABLE["no table"])
        self.header, *self.rows = values

    def line(self, row: int) -> int:
        """Return the number of the line, from 1, in which a row begins; a cell may have several."""
        above = [*self._lines[: row + 1]]
        text = self._start + "".join(self._delimiter.join(cells) + end for cells, end in above)
        return len(LINE_END.findall(text)) + 1

    def column(self, number: int) -> list[str]:
        """Return the cells of a column, without the header; empty where a row is too short."""
        return [self.cell(row, number) for row in range(len(self.rows))]

    def cell(self, row: int, column: int) -> str:
        """Return a cell; row 0 is the first below the header."""
        cells = self.rows[row]
        return cells[column] if column < len(cells) else ""

    def replace(self, row: int, column: int, value: str) -> None:
        """Replace a cell by a value of one line."""
        if column >= len(self.rows[row]):
            fields = {"count": len(self.rows[row]), "wanted": len(self.header)}
            raise TableError(TABLE["cells"].format(row=row + 2, **fields))
        cells, _ = self._lines[row + 1]
        if cells[column].startswith('"') or any(sign in value for sign in self._delimiter + '"'):
            value = '"' + value.replace('"', '""') + '"'
        cells[column] = value

    def content(self) -> bytes:
        """Return the file as bytes."""
        text = "".join(self._delimiter.join(cells) + end for cells, end in self._lines)
        return self._mark + (self._start + text).encode(self._encoding)


def _decode(content: bytes) -> tuple[bytes, str, str]:
    """Return the byte order mark, the encoding, and the text."""
    mark, encodings = next(
        ((mark, [encoding]) for mark, encoding in MARKS if content.startswith(mark)),
        (b"", ["utf-8", "cp1252", "latin-1"]),
    )
    for encoding in encodings:
        try:
            return mark, encoding, content[len(mark) :].decode(encoding)
        except UnicodeDecodeError:
            continue
    raise TableError(TABLE["encoding"].format(encoding=encodings[0].upper()))


def _split(text: str, delimiter: str) -> list[CsvLine]:
    """Return the lines of a text, each as a list of its cells as they stand, and its end."""
    cell = re.compile(rf'(?:"[^"]*(?:""[^"]*)*")?[^{delimiter}\r\n]*')
    lines: list[CsvLine] = []
    cells: list[str] = []
    place = 0
    while place < len(text) or cells:
        found = cell.match(text, place)
        cells.append(found[0])  # type: ignore[index]
        place = found.end()  # type: ignore[union-attr]
        if text.startswith(delimiter, place):
            place += 1
            continue
        end = LINE_END.match(text, place)
        lines.append((cells, end[0] if end else ""))
        cells, place = [], end.end() if end else place
    return lines


def _regularity(lines: Sequence[CsvLine]) -> tuple[bool, int]:
    """Say how well the lines fit a table; the right delimiter makes this largest."""
    widths = {len(cells) for cells, _ in lines if cells != [""]}
    return (len(widths) == 1 and widths != {1}, max(widths, default=0) if lines else 0)


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def write_table(path: Path, results: Iterable[Result], columns: Sequence[str]) -> None:
    """Write the plain table of all grades, sorted; the cell of what was not graded is empty."""
    rows = [list(columns)]
    for result in sorted(results, key=lambda result: result.student):
        points = [outcome.points for outcome in result.outcomes.values()]
        cells = ["" if value is None else f"{value:g}" for value in (*points, result.total)]
        rows.append([without_formula(result.student), *cells])
    text = "".join(",".join(map(_quoted, row)) + "\r\n" for row in rows)
    # With the mark by which spreadsheets know UTF-8
    write(path, text.encode("utf-8-sig"))


def _quoted(cell: str) -> str:
    """Return a cell that stays one cell, whatever a spreadsheet expects between two of them."""
    doubled = cell.replace('"', '""')
    return f'"{doubled}"' if any(sign in cell for sign in f'{DELIMITERS}"\r\n') else cell


def without_formula(cell: str) -> str:
    """Return text on one line that a spreadsheet does not take for a formula."""
    text = printable(cell)
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text
