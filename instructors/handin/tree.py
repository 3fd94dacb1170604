"""List the files of a folder or of a zip file, by their names and sizes only."""

import functools
import os
import stat
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path

from instructors.handin.common import (
    LARGEST_FILE,
    LARGEST_SUBMISSION,
    MOST_FILES,
    Unused,
    is_clutter,
)
from instructors.names import printable

MOST_ENTRIES = 200_000  # of a whole course


class UnreadableError(OSError):
    """A file that cannot be read; the message is a sentence."""


@dataclass(frozen=True)
class File:
    """A file that a student handed in.

    Attributes
    ----------
    name : str
        Its path as handed in, without what the course system put in front of it.
    size : int
        Bytes, as the folder or the zip file says.
    path : pathlib.Path
        The file, or the zip file that holds it.
    member : int, optional
        Its place in the zip file.
    """

    name: str
    size: int
    path: Path
    member: int | None = None

    def read(self):
        """Return the bytes.

        Raises
        ------
        UnreadableError
            Whatever the reason; it is the message.
        """
        if self.size > LARGEST_FILE:
            raise UnreadableError(too_large(self.size))
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
            raise UnreadableError(f"The file cannot be read: {error.strerror}.") from None
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError):
            raise UnreadableError("The file is damaged in the zip file that holds it.") from None
        except RuntimeError:
            raise UnreadableError("The file is encrypted. Please hand it in without.") from None
        if len(content) > LARGEST_FILE:
            raise UnreadableError(too_large(len(content)))
        return content


def too_large(size):
    """Return the sentence on a file of too many bytes."""
    return f"The file has {size / 1e6:,.0f} MB; at most {LARGEST_FILE // 1_000_000} MB can be read."


def _read_regular(path):
    # Between listing and reading, a file may have become a FIFO, which would wait for ever
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise UnreadableError("This is not a regular file.")
        return file.read(LARGEST_FILE + 1)


@functools.lru_cache(maxsize=1)
def _opened(path, changed):
    # Of a course's download, every file is read in turn
    return zipfile.ZipFile(path)


@dataclass
class Listing:
    """What is in a folder or a zip file.

    Attributes
    ----------
    files : dict
        The `File` by the parts of its path.
    folders : set
        The parts of the paths of folders, those at the top at least.
    unused : dict
        What cannot be used, by the parts of its path: the sentence, and whether it matters.
    clones : set
        The folders that are clones of a repository.
    """

    files: dict = field(default_factory=dict)
    folders: set = field(default_factory=set)
    unused: dict = field(default_factory=dict)
    clones: set = field(default_factory=set)

    def below(self, top):
        """Return the part of the listing below a folder, with paths from there."""
        depth = len(top)

        def inside(paths):
            return {parts[depth:] for parts in paths if len(parts) > depth and parts[:depth] == top}

        return Listing(
            {parts: self.files[top + parts] for parts in inside(self.files)},
            inside(self.folders),
            {parts: self.unused[top + parts] for parts in inside(self.unused)},
            inside(self.clones),
        )

    def tops(self):
        """Return the names at the top, sorted."""
        return sorted({parts[0] for paths in (self.files, self.folders) for parts in paths})


def list_path(path):
    """List a folder or a zip file.

    Parameters
    ----------
    path : pathlib.Path

    Returns
    -------
    Listing

    Raises
    ------
    ValueError
        If there is no such thing, or it can not be read.
    """
    try:
        if path.is_dir():
            return list_folder(path)
        if path.is_file():
            return list_zip(path)
    except (OSError, zipfile.BadZipFile, NotImplementedError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ValueError(f"{path} cannot be read: {reason}.") from None
    raise ValueError(
        f"{path} does not exist. Expected is a folder with one folder, file or zip file per "
        "student, or the zip file that the course system gives."
    )


def list_folder(path):
    """List a folder without following links."""
    listing = Listing()
    waiting = [((), path)]
    while waiting:
        parts, folder = waiting.pop()
        try:
            with os.scandir(folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            if not parts:
                raise
            listing.unused[parts] = (f"The folder cannot be read: {error.strerror}.", True)
            continue
        for entry in entries:
            if len(listing.files) + len(listing.unused) > MOST_ENTRIES:
                raise ValueError(f"{path} holds more than {MOST_ENTRIES:,} files.")
            inner = (*parts, entry.name)
            if _list_entry(listing, inner, entry):
                waiting.append((inner, entry.path))
    return listing


def _list_entry(listing, parts, entry):
    """Add an entry of a folder; return whether it is a folder to look into."""
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError as error:
        listing.unused[parts] = (f"The file cannot be read: {error.strerror}.", True)
        return False
    mode = status.st_mode
    if stat.S_ISDIR(mode):
        if parts[-1] == ".git":
            listing.clones.add(parts[:-1])
        if is_clutter(parts) or _is_environment(entry.path):
            listing.unused[parts] = ("A folder that a program made; it holds no answers.", False)
            return False
        listing.folders.add(parts)
        return True
    if stat.S_ISLNK(mode):
        listing.unused[parts] = ("This is a link. Please hand in the file itself.", True)
    elif not stat.S_ISREG(mode):
        listing.unused[parts] = ("This is not a regular file.", True)
    elif is_clutter(parts):
        listing.unused[parts] = ("A file that a program made; it holds no answers.", False)
    else:
        listing.files[parts] = File("/".join(parts), status.st_size, Path(entry.path))
    return False


def _is_environment(folder):
    try:
        return Path(folder, "pyvenv.cfg").is_file()
    except OSError:
        return False


def list_zip(path):
    """List a zip file; nothing in it is unpacked."""
    listing = Listing()
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
    if len(members) > MOST_ENTRIES:
        raise ValueError(f"{path} holds more than {MOST_ENTRIES:,} files.")
    for number, member in enumerate(members):
        name = member_name(member)
        parts = tuple(part for part in name.split("/") if part not in ("", "."))
        if not parts:
            continue
        if ".." in parts or name.startswith("/"):
            listing.unused[parts] = ("Its name leads out of the zip file.", True)
        elif ".git" in parts:
            listing.clones.add(parts[: parts.index(".git")])
            top = parts[: parts.index(".git") + 1]
            listing.unused[top] = ("A folder that a program made; it holds no answers.", False)
        elif is_clutter(parts):
            listing.unused[parts] = ("A file that a program made; it holds no answers.", False)
        elif member.is_dir() or name.endswith("/"):
            listing.folders.add(parts)
        elif stat.S_ISLNK(member.external_attr >> 16):
            listing.unused[parts] = ("This is a link. Please hand in the file itself.", True)
        else:
            listing.files[parts] = File("/".join(parts), member.file_size, path, number)
    for parts in list(listing.files) + list(listing.unused):
        listing.folders.update(parts[:depth] for depth in range(1, len(parts)))
    listing.folders = {p for p in listing.folders if not is_clutter(p) and ".." not in p}
    return listing


def member_name(member):
    """Return the name of a member of a zip file, with slashes, in the right letters."""
    name = member.filename
    # The packer of macOS writes UTF-8 and does not say so
    if not member.flag_bits & 0x800:
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = member.filename
    return name.replace("\\", "/")


def contents(sources):
    """Read the files of a student, as far as they are not too many or too large.

    Parameters
    ----------
    sources : iterable
        Each with a ``name``, a ``size`` in bytes, and a method ``read``, such as a `File`.

    Returns
    -------
    files : dict
        The bytes by the name of the file.
    unused : list of Unused
        The files that could not be read.
    """
    files, unused, size = {}, [], 0
    for file in sorted(sources, key=_unlikely):
        name = printable(file.name)
        full = size + min(file.size, LARGEST_FILE) > LARGEST_SUBMISSION
        if len(files) >= MOST_FILES or full:
            unused.append(Unused(name, "Too many or too large files have been handed in."))
            continue
        try:
            content = file.read()
        except UnreadableError as reason:
            unused.append(Unused(name, str(reason)))
            continue
        size += len(content)
        while name in files:  # once without what cannot be shown
            name = f"another/{name}"
        files[name] = content
    return files, unused


def _unlikely(file):
    """Return a key that puts the files first that may hold answers."""
    answers = file.name.lower().endswith((".py", ".ipynb", ".zip", ".gz", ".tgz", ".tar"))
    return (not answers, file.name.count("/"), file.size)
