"""What is in a folder or a zip file, by names and sizes: `list_path`."""

import heapq
import itertools
import os
import stat
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from instructors.handin.contents import ANSWER_SUFFIXES, File
from instructors.handin.unused import Unused, environment, is_clutter, unused
from instructors.messages import COLLECTING

MOST_ENTRIES = 200_000  # of a whole course
MOST_IN_FOLDER = 20_000
MOST_SEEN = 1_000_000  # names in a folder
DEEPEST = 60  # folders in one another

PathParts = tuple[str, ...]  # of a path
Numbered = tuple[int, zipfile.ZipInfo]  # its place in a zip file, and what is said of it
Entry = tuple[str, Any, bool]  # a name, what has it, and whether that is a folder


@dataclass
class Listing:
    """What is in a folder or a zip file, by the parts of the paths."""

    files: dict[PathParts, File] = field(default_factory=dict)
    folders: set[PathParts] = field(default_factory=set)  # those at the top at least
    unused: dict[PathParts, Unused] = field(default_factory=dict)
    clones: set[PathParts] = field(default_factory=set)  # the folders of a repository

    def refuse(self, parts: PathParts, kind: str, /, **fields: object) -> None:
        """Note that a path cannot be used."""
        self.unused[parts] = unused("/".join(parts), kind, **fields)

    def below(self, top: PathParts) -> "Listing":
        """Return the part of the listing below a folder, with paths from there."""
        depth = len(top)

        def inside(paths: Iterable[PathParts]) -> set[PathParts]:
            return {parts[depth:] for parts in paths if len(parts) > depth and parts[:depth] == top}

        return Listing(
            {parts: self.files[top + parts] for parts in inside(self.files)},
            inside(self.folders),
            {parts: self.unused[top + parts] for parts in inside(self.unused)},
            inside(self.clones),
        )

    def tops(self) -> list[str]:
        """Return the names at the top, sorted."""
        return sorted({parts[0] for paths in (self.files, self.folders) for parts in paths})


def list_path(path: Path) -> Listing:
    """List a folder or a zip file, or raise `ValueError` with a sentence for the instructor."""
    try:
        if path.is_dir():
            return list_folder(path)
        if path.is_file():
            return list_zip(path)
    except (OSError, zipfile.BadZipFile, NotImplementedError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ValueError(COLLECTING["unreadable"].format(path=path, reason=reason)) from None
    raise ValueError(COLLECTING["absent"].format(path=path))


def list_folder(path: Path) -> Listing:
    """List a folder without following links."""

    def entries_of(parts: PathParts) -> list[Entry]:
        with os.scandir(path.joinpath(*parts)) as found:
            return [
                (entry.name, entry, entry.is_dir(follow_symlinks=False))
                for entry in itertools.islice(found, MOST_SEEN)
            ]

    def add(listing: Listing, parts: PathParts, entry: os.DirEntry) -> None:
        try:
            status = entry.stat(follow_symlinks=False)
        except OSError as error:
            listing.refuse(parts, "unreadable", problem=error.strerror)
            return
        if stat.S_ISLNK(status.st_mode):
            listing.refuse(parts, "link")
        elif not stat.S_ISREG(status.st_mode):
            listing.refuse(parts, "irregular")
        else:
            listing.files[parts] = File("/".join(parts), status.st_size, Path(entry.path))

    return _listed(entries_of, add)


def _folders_of(
    members: Iterable[zipfile.ZipInfo],
) -> tuple[dict[PathParts, dict[str, Numbered | None]], dict[PathParts, str]]:
    """Return what is in each folder of a zip file, and what cannot be used, and why."""
    inside: dict[PathParts, dict[str, Numbered | None]] = {}
    refused = {}
    for number, member in enumerate(members):
        name = member_name(member)
        parts = tuple(part for part in name.split("/") if part not in ("", "."))
        if ".." in parts or (parts and name.startswith("/")):
            refused[parts] = "outside"
            continue
        if len(parts) > DEEPEST:
            refused[parts[:DEEPEST]] = "deep"
            continue
        folders = parts if name.endswith("/") else parts[:-1]
        for depth, folder in enumerate(folders):
            inside.setdefault(parts[:depth], {}).setdefault(folder, None)
        if folders != parts:
            inside.setdefault(folders, {})[parts[-1]] = (number, member)
    return inside, refused


def list_zip(path: Path) -> Listing:
    """List a zip file; nothing in it is unpacked."""
    with zipfile.ZipFile(path) as archive:
        inside, refused = _folders_of(archive.infolist())

    def entries_of(parts: PathParts) -> list[Entry]:
        return [
            (name, found, found is None or (*parts, name) in inside)
            for name, found in inside.get(parts, {}).items()
        ]

    def add(listing: Listing, parts: PathParts, entry: Numbered) -> None:
        number, member = entry
        if is_link(member):
            listing.refuse(parts, "link")
        else:
            listing.files[parts] = File("/".join(parts), member.file_size, path, number)

    listing = _listed(entries_of, add)
    for parts, kind in itertools.islice(refused.items(), MOST_IN_FOLDER):
        listing.refuse(parts, kind)
    listing.folders.update(parts[:1] for parts in refused if len(parts) > 1 and parts[0] != "..")
    return listing


def _listed(
    entries_of: Callable[[PathParts], list[Entry]], add: Callable[[Listing, PathParts, Any], None]
) -> Listing:
    """List what is in folders in turn, so that nobody's many files keep others from being seen."""
    listing, count = Listing(), 0
    # Each folder has the same part of what its parent has, however deep it is
    waiting: list[tuple[float, PathParts, float]] = [(0.0, (), 1.0)]
    while waiting:
        turn, folder, part = heapq.heappop(waiting)
        if count >= MOST_ENTRIES:
            listing.refuse(folder, "cut")
            continue
        try:
            entries = sorted(entries_of(folder), key=_folders_and_answers_first)
        except OSError as error:
            if not folder:
                raise
            listing.refuse(folder, "unreadable folder", problem=error.strerror)
            continue
        if len(entries) > MOST_IN_FOLDER:
            listing.refuse((*folder, entries[MOST_IN_FOLDER][0]), "cut")
            del entries[MOST_IN_FOLDER:]
        made = environment({name for name, _, _ in entries})
        if made and len(made) == len(entries) and folder:
            listing.refuse(folder, "made folder")
            listing.folders.discard(folder)
            continue
        count += len(entries)
        inner = []
        for name, entry, is_folder in entries:
            parts = (*folder, name)
            if is_folder and name == ".git":
                listing.clones.add(folder)
            if name in made or is_clutter(parts):
                listing.refuse(parts, "made folder" if is_folder else "made")
            elif is_folder and len(parts) >= DEEPEST:
                listing.refuse(parts, "deep")
            elif is_folder:
                listing.folders.add(parts)
                inner.append(parts)
            else:
                add(listing, parts, entry)
        for parts in inner:
            own = part / len(inner)
            heapq.heappush(waiting, (turn + len(entries) / own, parts, own))
    return listing


def _folders_and_answers_first(entry: Entry) -> tuple[bool, str]:
    """Return a key by which what may lead to answers comes before other files."""
    name, _, is_folder = entry
    return not (is_folder or name.lower().endswith(ANSWER_SUFFIXES)), name


def member_name(member: zipfile.ZipInfo) -> str:
    """Return the name of a member of a zip file, with slashes, in the right letters."""
    name = member.filename
    # The packer of macOS writes UTF-8 and does not say so
    if not member.flag_bits & 0x800:
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = member.filename
    return name.replace("\\", "/")


def is_link(member: zipfile.ZipInfo) -> bool:
    """Say whether a member of a zip file is a link, as Unix packs it."""
    return stat.S_ISLNK(member.external_attr >> 16)
