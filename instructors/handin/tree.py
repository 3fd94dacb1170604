"""List the files of a folder or of a zip file, by their names and sizes only."""

import functools
import heapq
import itertools
import os
import stat
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from instructors.handin.common import (
    LARGEST_FILE,
    LARGEST_SUBMISSION,
    MOST_FILES,
    Unused,
    environment,
    is_clutter,
)
from instructors.names import printable

MOST_ENTRIES = 200_000  # of a whole course
MOST_IN_FOLDER = 20_000
MOST_SEEN = 1_000_000  # names in a folder
DEEPEST = 60  # folders in one another
CUT = (
    "There are more files than can be looked at, so not all were. Please hand in what is asked for."
)


Parts = tuple[str, ...]  # of a path
Entry = tuple[str, Any, bool]  # a name, what has it, and whether that is a folder


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


def too_large(size) -> str:
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


def list_folder(path: Path) -> Listing:
    """List a folder without following links."""

    def entries_of(parts: Parts) -> list[Entry]:
        with os.scandir(path.joinpath(*parts)) as found:
            return [
                (entry.name, entry, entry.is_dir(follow_symlinks=False))
                for entry in itertools.islice(found, MOST_SEEN)
            ]

    def add(listing: Listing, parts: Parts, entry: os.DirEntry) -> None:
        try:
            status = entry.stat(follow_symlinks=False)
        except OSError as error:
            listing.unused[parts] = (f"The file cannot be read: {error.strerror}.", True)
            return
        if stat.S_ISLNK(status.st_mode):
            listing.unused[parts] = LINK
        elif not stat.S_ISREG(status.st_mode):
            listing.unused[parts] = ("This is not a regular file.", True)
        else:
            listing.files[parts] = File("/".join(parts), status.st_size, Path(entry.path))

    return _listed(entries_of, add)


def list_zip(path: Path) -> Listing:
    """List a zip file; nothing in it is unpacked."""
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
    inside: dict[Parts, dict[str, tuple[int, zipfile.ZipInfo] | None]] = {(): {}}
    outside = {}
    for number, member in enumerate(members):
        name = member_name(member)
        parts = tuple(part for part in name.split("/") if part not in ("", "."))
        if ".." in parts or (parts and name.startswith("/")):
            outside[parts] = ("Its name leads out of the zip file.", True)
            continue
        if len(parts) > DEEPEST:
            outside[parts[:DEEPEST]] = DEEP
            continue
        for depth in range(1, len(parts)):
            inside.setdefault(parts[: depth - 1], {}).setdefault(parts[depth - 1], None)
        if parts and (member.is_dir() or name.endswith("/")):
            inside.setdefault(parts[:-1], {}).setdefault(parts[-1], None)
        elif parts:
            inside.setdefault(parts[:-1], {})[parts[-1]] = (number, member)

    def entries_of(parts: Parts) -> list[Entry]:
        return [
            (name, found, found is None or (*parts, name) in inside)
            for name, found in inside.get(parts, {}).items()
        ]

    def add(listing: Listing, parts: Parts, entry: tuple[int, zipfile.ZipInfo]) -> None:
        number, member = entry
        if stat.S_ISLNK(member.external_attr >> 16):
            listing.unused[parts] = LINK
        else:
            listing.files[parts] = File("/".join(parts), member.file_size, path, number)

    listing = _listed(entries_of, add)
    listing.unused.update(list(outside.items())[:MOST_IN_FOLDER])
    listing.folders.update(parts[:1] for parts in outside if len(parts) > 1 and parts[0] != "..")
    return listing


DEEP = ("It lies in too many folders. Please hand in what is asked for.", True)
LINK = ("This is a link. Please hand in the file itself.", True)
MADE = ("A folder that a program made; it holds no answers.", False)
LEFT = ("A file that a program made; it holds no answers.", False)


def _listed(
    entries_of: Callable[[Parts], list[Entry]], add: Callable[[Listing, Parts, Any], None]
) -> Listing:
    """List what is in folders in turn, so that nobody's many files keep others from being seen.

    Parameters
    ----------
    entries_of : callable
        Returns what is in a folder: names, entries, and whether these are folders.
    add : callable
        Adds to a listing what is no folder.
    """
    listing, count = Listing(), 0
    # Each folder has the same part of what its parent has, however deep it is
    waiting: list[tuple[float, Parts, float]] = [(0.0, (), 1.0)]
    while waiting:
        turn, folder, part = heapq.heappop(waiting)
        if count >= MOST_ENTRIES:
            listing.unused[folder] = (CUT, True)
            continue
        try:
            entries = sorted(entries_of(folder), key=_likely_first)
        except OSError as error:
            if not folder:
                raise
            listing.unused[folder] = (f"The folder cannot be read: {error.strerror}.", True)
            continue
        if len(entries) > MOST_IN_FOLDER:
            listing.unused[*folder, entries[MOST_IN_FOLDER][0]] = (CUT, True)
            del entries[MOST_IN_FOLDER:]
        made = environment({name for name, _, _ in entries})
        if made and len(made) == len(entries) and folder:
            listing.unused[folder] = MADE
            listing.folders.discard(folder)
            continue
        count += len(entries)
        inner = []
        for name, entry, is_folder in entries:
            parts = (*folder, name)
            if is_folder and name == ".git":
                listing.clones.add(folder)
            if name in made or is_clutter(parts):
                listing.unused[parts] = MADE if is_folder else LEFT
            elif is_folder and len(parts) >= DEEPEST:
                listing.unused[parts] = DEEP
            elif is_folder:
                listing.folders.add(parts)
                inner.append(parts)
            else:
                add(listing, parts, entry)
        for parts in inner:
            own = part / len(inner)
            heapq.heappush(waiting, (turn + len(entries) / own, parts, own))
    return listing


def _likely_first(entry: Entry) -> tuple[bool, str]:
    """Return a key by which what may lead to answers comes before other files."""
    name, _, is_folder = entry
    return not (is_folder or name.lower().endswith(ANSWERS)), name


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


ANSWERS = (".py", ".ipynb", ".zip", ".gz", ".tgz", ".tar")


def _unlikely(file):
    """Return a key that puts the files first that may hold answers."""
    return (not file.name.lower().endswith(ANSWERS), file.name.count("/"), file.size)
