"""A table with a sentence below it, as text and as HTML."""

import html
from dataclasses import dataclass


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

    headings: tuple
    rows: tuple
    text: str = ""

    def __repr__(self):
        """Return the table as plain text."""
        lines = [self.headings, *self.rows]
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        printed = [
            "  ".join(
                f"{entry:{width}}" for entry, width in zip(line, widths, strict=True)
            ).rstrip()
            for line in lines
        ]
        return "\n".join([*printed, "", self.text] if self.text else printed)

    def _repr_html_(self):
        head = "".join(f"<th>{html.escape(heading)}</th>" for heading in self.headings)
        body = "".join(
            f"<tr><td><code>{html.escape(name)}</code></td>"
            + "".join(f"<td>{html.escape(entry)}</td>" for entry in entries)
            + "</tr>"
            for name, *entries in self.rows
        )
        table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        return f"{table}<p>{html.escape(self.text)}</p>" if self.text else table
