"""Unpack the archives of a student in memory, within limits."""

import bz2
import gzip
import io
import lzma
import stat
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from typing import IO

from instructors.handin.listing import (
    LARGEST_FILE,
    LARGEST_SUBMISSION,
    MOST_FILES,
    member_name,
    sizes,
)
from instructors.handin.unused import Unused, is_clutter, unused
from instructors.printable import printable, shortened

MOST_MEMBERS = 10_000  # of all archives of a student, whether they can be used or not
DEEPEST = 3  # archives within archives
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
    state = _Unpacked()
    for name, content in files.items():
        _take(name, content, 0, state)
    return state.files, state.unused


class _Unpacked:
    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.unused: list[Unused] = []
        self.size = self.count = self.members = 0

    def refuse(self, name: str, kind: str, /, **fields: object) -> None:
        self.unused.append(unused(shortened(printable(name)), kind, **fields))


def _take(name: str, content: bytes, depth: int, state: _Unpacked) -> None:
    parts = name.replace(": ", "/").split("/")
    if is_clutter(parts):
        state.refuse(name, "made")
        return
    kind = next((kind for mark, kind in NOT_READ.items() if content.startswith(mark)), "")
    if not kind and not content and name.lower().endswith((".7z", ".rar")):
        kind = name[-3:].lstrip(".")
    if kind:
        state.refuse(name, "another archive", kind=kind)
        return
    members = _members(name, content)
    if members is None:
        name = shortened(name)
        while name in state.files:
            name += "'"
        state.files[name] = content
        return
    if depth == DEEPEST:
        state.refuse(name, "nested")
        return
    iterator = iter(members)
    while True:
        if state.count >= MOST_FILES or state.members >= MOST_MEMBERS:
            state.refuse(name, "crowded")
            return
        try:
            inner, size, read = next(iterator)
            state.members += 1
            _take_member(f"{name}: {inner}", inner, size, read, depth, state)
        except StopIteration:
            return
        except NotImplementedError:
            state.refuse(name, "method")
        except RuntimeError:
            state.refuse(name, "encrypted")
        except Exception:
            # On broken archives, the libraries raise many kinds of errors
            state.refuse(name, "damaged archive")


def _take_member(
    name: str, inner: str, size: int, read: Read | None, depth: int, state: _Unpacked
) -> None:
    parts = [part for part in inner.split("/") if part not in ("", ".")]
    if inner.startswith("/") or ".." in parts or (len(inner) > 1 and inner[1] == ":"):
        state.refuse(name, "outside")
    elif read is None:
        state.refuse(name, "link")
    elif is_clutter(parts):
        state.refuse(name, "made")
    elif size > LARGEST_FILE:
        state.refuse(name, "large", **sizes(size))
    elif state.size + size > LARGEST_SUBMISSION:
        state.refuse(name, "too many")
    else:
        content = read(LARGEST_FILE + 1)
        state.count += 1
        state.size += len(content)
        if len(content) > LARGEST_FILE:
            state.refuse(name, "large", **sizes(len(content)))
        else:
            _take(name, content, depth + 1, state)


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
            if member.is_dir() or member_name(member).endswith("/"):
                continue
            link = stat.S_ISLNK(member.external_attr >> 16)

            def read(size: int, member: zipfile.ZipInfo = member) -> bytes:
                with archive.open(member) as file:
                    return file.read(size)

            yield member_name(member), member.file_size, None if link else read


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
