"""Texts that come from students and course systems, made fit for files, terminals and pages."""

import re
import unicodedata

MOST_SHOWN_CHARACTERS = 300
MOST_TEXT_CHARACTERS = 2000  # of what a program says of itself
UNSEEN = ("Cc", "Cf", "Zl", "Zp")  # categories of Unicode


def printable(text: str) -> str:
    """Return text that can be encoded and stands on one line.

    It may be a name from a file system, in which bytes that are no UTF-8 are lone surrogates.
    """
    # Names of files from older systems are in Latin-1
    text = re.sub("[\udc80-\udcff]", lambda lone: chr(ord(lone[0]) - 0xDC00), text)
    text = re.sub("[\ud800-\udfff]", "\ufffd", text)
    # Controls could move the cursor of a terminal, and marks of direction swap what is shown
    return "".join(" " if unicodedata.category(c) in UNSEEN else c for c in text).strip()


def in_markdown(text: str) -> str:
    """Return text that Markdown shows as it is, on one line and of bounded length."""
    return re.sub(r"([\\`*\[\]<>&~])", r"\\\1", shortened(printable(text)))


def shortened(text: str) -> str:
    """Return what a text begins and what it ends with, if it is long."""
    left, right = text[: MOST_SHOWN_CHARACTERS // 2], text[-(MOST_SHOWN_CHARACTERS // 2) :]
    return text if len(text) <= MOST_SHOWN_CHARACTERS else f"{left}\N{HORIZONTAL ELLIPSIS}{right}"


def with_ellipsis(text: str, most: int) -> str:
    """Return printable text of so many characters, with an ellipsis in place of more."""
    text = printable(text)
    return text if len(text) <= most else text[:most] + "…"


def encodable(text: str) -> str:
    """Return text that any file can hold: a lone surrogate becomes a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")


def clean(text: object, most: int = MOST_TEXT_CHARACTERS) -> str:
    """Return text that any file can hold and any terminal can show, of bounded length."""
    return "".join(
        c if c.isprintable() or c in "\n\t" else "\N{REPLACEMENT CHARACTER}"
        for c in encodable(str(text)[-most:])
    )


def inline(text: object) -> str:
    """Return text for the middle of a line of Markdown."""
    return " ".join(clean(text, 300).split()).translate(str.maketrans("`<>&", "'()+"))


def block(text: object) -> str:
    """Return text as a block of code in Markdown, whatever it contains."""
    return "\n".join(f"    {line}" for line in clean(text).splitlines())
