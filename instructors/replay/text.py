"""Turn the bytes of a file into text, whatever editor has written it."""

import codecs
import io
import re
import tokenize

BOMS = (  # that of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


LARGEST_CODE = 250_000  # characters of Python in one file; an answer takes some thousands


class UnusableError(Exception):
    """A file that holds no program; the message is a sentence for the student."""


def decode(content: bytes) -> str:
    """Return the text of a Python file, with line feeds as its only line ends."""
    # A disk that was full leaves null characters, an editor of old the sign for the end of a file
    text = _text(content).lstrip("\ufeff")
    text = text.rstrip("\0\x1a") or text
    if "\0" in text:
        raise UnusableError("This is no text: it holds null characters. Please save it as UTF-8.")
    return plain(text)


def plain(text: str) -> str:
    """Return text with line feeds as its only line ends, each line with the number it had.

    A form feed begins a page on paper. Python passes over it, and over blanks before it.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub(r"(?m)^[ \t\f]*\f", "", text).replace("\f", " ")


def _text(content: bytes) -> str:
    for bom, encoding in BOMS:
        if content.startswith(bom):
            try:
                return content.decode(encoding).removeprefix("\ufeff")
            except UnicodeError:
                raise UnusableError(
                    f"The file says that it is {encoding.upper()}, and it is not. "
                    "Please save it as UTF-8."
                ) from None
    # Windows' editors also write UTF-16 without a mark; Python's own characters have zero bytes
    for encoding, zeros in (("utf-16-le", content[1:200:2]), ("utf-16-be", content[:200:2])):
        if len(zeros) > 4 and zeros.count(0) > 0.9 * len(zeros):
            return content.decode(encoding, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeError:
        pass
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(content).readline)
        return content.decode(encoding)
    except (SyntaxError, UnicodeError, LookupError):
        # In a comment, the worst case is a wrong letter
        return content.decode("cp1252", "replace")


def without_coding(text: str) -> str:
    """Return the text of a module without the remark on its encoding, for it is UTF-8 now."""
    lines = text.split("\n")
    for number in range(min(2, len(lines))):
        if re.match(r"[ \t]*#.*?coding[:=]", lines[number]):
            lines[number] = re.sub(r"coding([:=])", r"was coded\1", lines[number], count=1)
            lines[number] = re.sub(r"coded[:=]", "coded ", lines[number])
    return "\n".join(lines)
