"""Write files whole or not at all, and zip files of which the same content gives the same bytes.

Where a name comes from a student or a course system, `file_name` makes one that every file system
takes.
"""

import contextlib
import errno
import hashlib
import io
import os
import re
import sys
import unicodedata
import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from instructors.messages import UNWRITABLE
from instructors.printable import printable

Date = tuple[int, int, int, int, int, int]  # to the second
FIRST: Date = (1980, 1, 1, 0, 0, 0)  # the first date that a zip file can hold
MOST_NAME_BYTES = 255  # in the file systems of Linux, macOS and Windows
# What ends a folder or a file name somewhere, and control characters
FORBIDDEN = re.compile(r'[\x00-\x1f\x7f-\x9f/\\:*?"<>|]')
# At the beginning: hidden files, options of commands, and what spreadsheets take for a formula
LEADING = re.compile(r"^[\s.~=+@-]+")
DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)  # of Windows


def write(path: Path, content: str | bytes) -> None:
    """Write a file such that nobody ever finds a part of it, or the old one lost."""
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{os.getpid()}.new")
    unfinished.write_bytes(data)
    unfinished.replace(path)


def checksum(data: bytes) -> str:
    """Return what tells whether a file is as it was written."""
    return hashlib.sha256(data).hexdigest()


def write_all(folder: Path, content: Mapping[str, bytes]) -> Path:
    """Write files, by their paths, into a folder, which need not exist; return it."""
    for name, data in content.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


@contextlib.contextmanager
def exit_if_unwritable() -> Iterator[None]:
    """End the program with a sentence where it may not write, as in a folder of somebody else's."""
    try:
        yield
    except OSError as error:
        if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC):
            raise
        sys.exit(UNWRITABLE.format(path=error.filename, reason=error.strerror))


def zipped(
    content: Mapping[str, str | bytes],
    executable: Collection[str] = (),
    compressed: bool = False,
    date: Date = FIRST,
) -> bytes:
    """Return files, by their paths, as a zip file; the same give the same bytes on any machine.

    What is compressed depends on the machine's zlib, so what has to be the same elsewhere is only
    stored.
    """
    buffer = io.BytesIO()
    kind = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
    with zipfile.ZipFile(buffer, "w", kind) as archive:
        for name in sorted(content):
            entry = zipfile.ZipInfo(name, date)
            entry.create_system, entry.compress_type = 3, kind  # as Unix does, on Windows too
            entry.external_attr = (0o755 if name in executable else 0o644) << 16
            archive.writestr(entry, content[name])
    return buffer.getvalue()


def file_name(text: str, suffix: str = "", number: int = 1) -> str:
    """Return a name like a text for a file that every file system takes, without any folder."""
    name = FORBIDDEN.sub("_", printable(FORBIDDEN.sub("_", text)))
    name = LEADING.sub("_", unicodedata.normalize("NFC", name))
    if DEVICES.fullmatch(name):
        name = f"_{name}"
    end = (f" ({number})" if number > 1 else "") + suffix
    room = MOST_NAME_BYTES - len(end.encode())
    # A character of several bytes is cut off whole; Windows drops dots and spaces at the end
    name = name.encode()[:room].decode("utf-8", "ignore").rstrip(". ")
    return (name or "_") + end


def file_names(texts: Iterable[str], suffix: str = "") -> dict[str, str]:
    """Return names for files in one folder that differ where case is ignored, too."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for text in sorted(set(texts)):
        number = 1
        while (name := file_name(text, suffix, number)).casefold() in taken:
            number += 1
        taken.add(name.casefold())
        names[text] = name
    return names
