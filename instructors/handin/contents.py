"""Read the files of a student: `contents` as many as there may be, `File` one of them."""

import functools
import os
import stat
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from instructors.handin.unused import Unused, unused
from instructors.printable import printable
from instructors.student_messages import UNUSED

LARGEST_FILE = 25_000_000  # bytes; notebooks with pictures have one or two million
LARGEST_SUBMISSION = 60_000_000  # bytes of all files of one student, unpacked
MOST_FILES = 2000  # of one student, unpacked
ANSWER_SUFFIXES = (".py", ".ipynb", ".zip", ".gz", ".tgz", ".tar")


class UnreadableError(OSError):
    """A file that cannot be read; the message is a sentence."""


@dataclass(frozen=True)
class File:
    """A file that a student handed in."""

    name: str  # its path as handed in, without what the course system put in front of it
    size: int  # bytes, as the folder or the zip file says
    path: Path  # of the file, or of the zip file that holds it
    member: int | None = None  # its place in the zip file

    def read(self) -> bytes:
        """Return the bytes, or raise `UnreadableError`, whatever the reason; it is the message."""
        if self.size > LARGEST_FILE:
            raise UnreadableError(UNUSED["large"].format(**sizes(self.size)))
        try:
            if self.member is None:
                content = _read_regular(self.path)
            else:
                archive = _opened(self.path, self.path.stat().st_mtime_ns)
                with archive.open(archive.infolist()[self.member]) as file:
                    content = file.read(LARGEST_FILE + 1)
        except UnreadableError:
            raise
        except OSError as error:
            raise UnreadableError(UNUSED["unreadable"].format(problem=error.strerror)) from None
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError):
            raise UnreadableError(UNUSED["damaged"]) from None
        except RuntimeError:
            raise UnreadableError(UNUSED["encrypted file"]) from None
        if len(content) > LARGEST_FILE:
            raise UnreadableError(UNUSED["large"].format(**sizes(len(content))))
        return content


def sizes(size: int) -> dict[str, float]:
    """Return what the sentence on a file of too many bytes has to say of it, in megabytes."""
    return {"size": size / 1e6, "most": LARGEST_FILE // 1_000_000}


def _read_regular(path: Path) -> bytes:
    # Between listing and reading, a file may have become a FIFO, which would wait for ever
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise UnreadableError(UNUSED["irregular"])
        return file.read(LARGEST_FILE + 1)


@functools.lru_cache(maxsize=1)
def _opened(path: Path, changed: int) -> zipfile.ZipFile:
    # Of a course's download, every file is read in turn
    return zipfile.ZipFile(path)


def contents(sources: Iterable[File]) -> tuple[dict[str, bytes], list[Unused]]:
    """Read the files of a student, as far as they are not too many or too large."""
    files: dict[str, bytes] = {}
    left: list[Unused] = []
    size = 0
    for file in sorted(sources, key=_answers_first):
        name = printable(file.name)
        full = size + min(file.size, LARGEST_FILE) > LARGEST_SUBMISSION
        if len(files) >= MOST_FILES or full:
            left.append(unused(name, "too many"))
            continue
        try:
            content = file.read()
        except UnreadableError as reason:
            left.append(Unused(name, str(reason)))
            continue
        size += len(content)
        while name in files:  # once without what cannot be shown
            name = f"another/{name}"
        files[name] = content
    return files, left


def _answers_first(file: File) -> tuple[bool, int, int]:
    """Return a key that puts the files first that may hold answers."""
    return (not file.name.lower().endswith(ANSWER_SUFFIXES), file.name.count("/"), file.size)
