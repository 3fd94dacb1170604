"""Write files whole or not at all, and zip files of which the same content gives the same bytes."""

import contextlib
import errno
import io
import os
import sys
import zipfile
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from instructors.messages import UNWRITABLE

Date = tuple[int, int, int, int, int, int]  # to the second
FIRST: Date = (1980, 1, 1, 0, 0, 0)  # the first date that a zip file can hold


def write(path: Path, content: str | bytes) -> None:
    """Write a file such that nobody ever finds a part of it, or the old one lost.

    The folder is made if there is none. Text is written in UTF-8 as it is, whatever the line ends
    of the system are.
    """
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{os.getpid()}.new")
    unfinished.write_bytes(data)
    unfinished.replace(path)


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
