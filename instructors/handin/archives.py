"""Unpack the archives of a student in memory, within limits."""

import bz2
import gzip
import io
import lzma
import re
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from typing import IO

from instructors.handin.contents import LARGEST_FILE, LARGEST_SUBMISSION, MOST_FILES, sizes
from instructors.handin.listing import is_link, member_name
from instructors.handin.unused import Unused, is_clutter, unused
from instructors.printable import printable, shortened

MOST_MEMBERS = 10_000  # of all archives of a student, whether they can be used or not
MOST_NESTED = 3  # archives within archives
NOT_READ = {
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"Rar!\x1a\x07": "RAR",
    b"\x28\xb5\x2f\xfd": "Zstandard",
}
Read = Callable[[int], bytes]  # reads so many bytes
Member = tuple[str, int, Read | None]  # of an archive: a name, a size; nothing reads a link
COMPRESSED: dict[bytes, Callable] = {
    b"\x1f\x8b": gzip.open,
    b"BZh": bz2.open,
    b"\xfd7zXZ\x00": lzma.open,
}
# Zip files inside that stand for one document
NO_ARCHIVES = (".docx", ".xlsx", ".pptx", ".odt", ".ods", ".npz", ".pt", ".pth", ".whl", ".ipynb")


def unpack(files: dict[str, bytes]) -> tuple[dict[str, bytes], list[Unused]]:
    """Replace archives by what is in them, called ``archive.zip: folder/file.py``."""
    unpacked = _Unpacked()
    for name, content in files.items():
        unpacked.take(name, content, 0)
    return unpacked.files, unpacked.unused


def folders_and_name(name: str) -> tuple[str, ...]:
    """Return the folders of a file, and its own name; archives count as folders."""
    return tuple(re.split(r"/|: ", name))


class _Unpacked:
    """What has come out of the archives of a student so far."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.unused: list[Unused] = []
        self._size = self._count = self._members = 0

    def _refuse(self, name: str, kind: str, /, **fields: object) -> None:
        self.unused.append(unused(shortened(printable(name)), kind, **fields))

    def take(self, name: str, content: bytes, depth: int) -> None:
        """Keep a file, or what is in it if it is an archive."""
        if is_clutter(folders_and_name(name)):
            self._refuse(name, "made")
            return
        kind = next((kind for mark, kind in NOT_READ.items() if content.startswith(mark)), "")
        if not content and name.lower().endswith((".7z", ".rar")):
            kind = name[-3:].lstrip(".")
        if kind:
            self._refuse(name, "another archive", kind=kind)
            return
        members = _members(name, content)
        if members is None:
            name = shortened(name)
            while name in self.files:
                name += "'"
            self.files[name] = content
        elif depth == MOST_NESTED:
            self._refuse(name, "nested")
        else:
            self._take_members(name, members, depth)

    def _take_members(self, name: str, members: Iterator[Member], depth: int) -> None:
        while True:
            if self._count >= MOST_FILES or self._members >= MOST_MEMBERS:
                self._refuse(name, "crowded")
                return
            try:
                inner, size, read = next(members)
                self._members += 1
                self._take_member(f"{name}: {inner}", inner, size, read, depth)
            except StopIteration:
                return
            except NotImplementedError:
                self._refuse(name, "method")
            except RuntimeError:
                self._refuse(name, "encrypted")
            except Exception:
                # On broken archives, the libraries raise many kinds of errors
                self._refuse(name, "damaged archive")

    def _take_member(self, name: str, inner: str, size: int, read: Read | None, depth: int) -> None:
        parts = [part for part in inner.split("/") if part not in ("", ".")]
        if inner.startswith("/") or ".." in parts or (len(inner) > 1 and inner[1] == ":"):
            self._refuse(name, "outside")
        elif read is None:
            self._refuse(name, "link")
        elif is_clutter(parts):
            self._refuse(name, "made")
        elif size > LARGEST_FILE:
            self._refuse(name, "large", **sizes(size))
        elif self._size + size > LARGEST_SUBMISSION:
            self._refuse(name, "too many")
        else:
            content = read(LARGEST_FILE + 1)
            self._count += 1
            self._size += len(content)
            if len(content) > LARGEST_FILE:
                self._refuse(name, "large", **sizes(len(content)))
            else:
                self.take(name, content, depth + 1)


def _members(name: str, content: bytes) -> Iterator[Member] | None:
    """Return the members of an archive, or None if it is none."""
    if name.lower().endswith(NO_ARCHIVES):
        return None
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_members(content)
    for mark, opened in COMPRESSED.items():
        if content.startswith(mark):
            return _compressed_members(name, opened(io.BytesIO(content)))
    return _tar_members(content) if content[257:262] == b"ustar" else None


def _zip_members(content: bytes) -> Iterator[Member]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for member in archive.infolist():
            name = member_name(member)
            if name.endswith("/"):
                continue

            def read(size: int, member: zipfile.ZipInfo = member) -> bytes:
                with archive.open(member) as file:
                    return file.read(size)

            yield name, member.file_size, None if is_link(member) else read


def _compressed_members(name: str, file: IO[bytes]) -> Iterator[Member]:
    """Yield the members of what is compressed as a whole, and need not be a tar archive."""
    # Only so much, for it may expand beyond all bounds
    content = file.read(LARGEST_SUBMISSION + 1)
    inner = name.split("/")[-1].rsplit(".", 1)[0] or "file"
    if content[257:262] == b"ustar" and len(content) <= LARGEST_SUBMISSION:
        yield from _tar_members(content)
    else:
        yield inner, len(content), lambda size: content[:size]


def _tar_members(content: bytes) -> Iterator[Member]:
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        for member in archive:
            if member.isdir():
                continue

            def read(size: int, member: tarfile.TarInfo = member) -> bytes:
                return archive.extractfile(member).read(size)  # type: ignore[union-attr]

            yield member.name, member.size, read if member.isreg() else None
