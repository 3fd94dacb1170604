"""Unpack the archives of a student in memory, within limits."""

import bz2
import gzip
import io
import lzma
import stat
import tarfile
import zipfile

from instructors.handin.common import (
    LARGEST_FILE,
    LARGEST_SUBMISSION,
    MOST_FILES,
    Unused,
    is_clutter,
)
from instructors.handin.tree import member_name, too_large
from instructors.names import printable, shortened

MOST_MEMBERS = 10_000  # of all archives of a student, whether they can be used or not
DEEPEST = 3  # archives within archives
NOT_READ = {
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"Rar!\x1a\x07": "RAR",
    b"\x28\xb5\x2f\xfd": "Zstandard",
}
COMPRESSED = {b"\x1f\x8b": gzip.open, b"BZh": bz2.open, b"\xfd7zXZ\x00": lzma.open}
# Zip files inside that stand for one document
NO_ARCHIVES = (".docx", ".xlsx", ".pptx", ".odt", ".ods", ".npz", ".pt", ".pth", ".whl", ".ipynb")


def unpack(files):
    """Replace archives by what is in them.

    Parameters
    ----------
    files : dict
        Bytes by name.

    Returns
    -------
    files : dict
        Bytes by name; a file of an archive is called ``archive.zip: folder/file.py``.
    unused : list of Unused
    """
    state = _State()
    for name, content in files.items():
        _take(name, content, 0, state)
    return state.files, state.unused


class _State:
    def __init__(self) -> None:
        self.files, self.unused, self.size, self.count, self.members = {}, [], 0, 0, 0

    def refuse(self, name, reason, matters=True) -> None:
        self.unused.append(Unused(shortened(printable(name)), reason, matters))


def _take(name, content, depth, state) -> None:
    parts = name.replace(": ", "/").split("/")
    if is_clutter(parts):
        state.refuse(name, "A file that a program made; it holds no answers.", matters=False)
        return
    kind = next((kind for mark, kind in NOT_READ.items() if content.startswith(mark)), "")
    if not kind and not content and name.lower().endswith((".7z", ".rar")):
        kind = name[-3:].lstrip(".")
    if kind:
        state.refuse(
            name,
            f"This is a {kind} archive, which cannot be unpacked here. "
            "Please hand in a zip file, or the files themselves.",
        )
        return
    members = _members(name, content)
    if members is None:
        name = shortened(name)
        while name in state.files:
            name += "'"
        state.files[name] = content
        return
    if depth == DEEPEST:
        state.refuse(name, "Here is an archive in an archive in an archive. Please unpack it.")
        return
    iterator = iter(members)
    while True:
        if state.count >= MOST_FILES or state.members >= MOST_MEMBERS:
            state.refuse(name, "It holds more files than can be looked at, so not all were.")
            return
        problem = _problem(lambda: _take_next(iterator, name, depth, state))
        if problem:
            state.refuse(name, problem)
        elif problem is None:
            return


def _problem(step):
    """Take a step; return why it failed, nothing if it did not, or None at the end."""
    try:
        step()
    except StopIteration:
        return None
    except NotImplementedError:
        return "The archive is packed by a method unknown here. Please pack it again with zip."
    except RuntimeError:
        return "The archive is encrypted. Please hand it in without a password."
    except Exception:
        # On broken archives, the libraries raise many kinds of errors
        return "The archive is damaged. Please pack it again, and open it as a test."
    return ""


def _take_next(iterator, name, depth, state) -> None:
    inner, size, read = next(iterator)
    state.members += 1
    _take_member(f"{name}: {inner}", inner, size, read, depth, state)


def _take_member(name, inner, size, read, depth, state) -> None:
    parts = [part for part in inner.split("/") if part not in ("", ".")]
    if inner.startswith("/") or ".." in parts or (len(inner) > 1 and inner[1] == ":"):
        state.refuse(name, "Its name leads out of the archive.")
    elif read is None:
        state.refuse(name, "This is a link. Please hand in the file itself.")
    elif is_clutter(parts):
        state.refuse(name, "A file that a program made; it holds no answers.", matters=False)
    elif size > LARGEST_FILE:
        state.refuse(name, too_large(size))
    elif state.size + size > LARGEST_SUBMISSION:
        state.refuse(name, "Too many or too large files have been handed in.")
    else:
        content = read(LARGEST_FILE + 1)
        state.count += 1
        state.size += len(content)
        if len(content) > LARGEST_FILE:
            state.refuse(name, too_large(len(content)))
        else:
            _take(name, content, depth + 1, state)


def _members(name, content):
    """Return the members of an archive as an iterator, or None if it is none.

    Each is a name, a size, and a function to read so many bytes; None for a link.
    """
    if name.lower().endswith(NO_ARCHIVES):
        return None
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_members(content)
    for mark, opened in COMPRESSED.items():
        if content.startswith(mark):
            return _compressed_members(name, opened(io.BytesIO(content)))
    return _tar_members(content) if content[257:262] == b"ustar" else None


def _zip_members(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for member in archive.infolist():
            if member.is_dir() or member_name(member).endswith("/"):
                continue
            link = stat.S_ISLNK(member.external_attr >> 16)

            def read(size, member=member):
                with archive.open(member) as file:
                    return file.read(size)

            yield member_name(member), member.file_size, None if link else read


def _compressed_members(name, file):
    """Yield the members of what is compressed as a whole, and need not be a tar archive."""
    # Only so much, for it may expand beyond all bounds
    content = file.read(LARGEST_SUBMISSION + 1)
    inner = name.split("/")[-1].rsplit(".", 1)[0] or "file"
    if content[257:262] == b"ustar" and len(content) <= LARGEST_SUBMISSION:
        yield from _tar_members(content)
    else:
        yield inner, len(content), lambda size: content[:size]


def _tar_members(content):
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        for member in archive:
            if member.isdir():
                continue

            def read(size, member=member):
                return archive.extractfile(member).read(size)

            yield member.name, member.size, read if member.isreg() else None
