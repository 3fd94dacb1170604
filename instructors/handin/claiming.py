"""Whose a path is: a `Layout` says how a course system names files, and what it makes of a name.

A `Claim` says that a path belongs to a student, and what it is called there. The layouts are rows
of `instructors.handin.layouts`.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from instructors.handin.contents import File
from instructors.handin.listing import Listing, PathParts
from instructors.handin.unused import Unused
from instructors.messages import STRAYS
from instructors.student_messages import REMARKS

IDENTIFIERS = {
    *("moodle", "canvas", "anonymous_id", "brightspace", "student", "repository"),
    *("ilias", "submission"),
}
FILE_HANDED_IN = re.compile(
    r"(.+?)(\.py|\.ipynb|\.zip|\.7z|\.rar|\.tgz|\.tar(?:\.\w+)?)", re.I | re.S
)
MATCHES_NOTHING = re.compile("(?!)")


@dataclass(frozen=True)
class Claim:
    """Where a path belongs: the student, and what it is called there."""

    parts: PathParts  # of the path
    student: tuple[str, ...]  # claims with the same belong together
    name: str
    folder: str
    inner: str
    identifiers: dict[str, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    order: tuple[int | str, ...] = ()  # of two attempts, the one with the greater order counts
    attempt_of: str = ""
    typed: bool = False  # into the course system, such as a comment beside the files
    members: tuple[dict[str, str], ...] = ()  # of a team: what the system calls each of them
    found: File | Unused | None = None  # None for a folder


@dataclass
class Download:
    """What a layout looks at."""

    listing: Listing
    path: Path
    detail: str = ""  # what was given after the name of the layout
    strays: list[Unused] = field(default_factory=list)
    doubts: list[tuple[str, str]] = field(default_factory=list)  # students, and what is unsure


Matches = list[re.Match[str]]  # of the paths that have the form of a layout


def parts_of(match: re.Match[str]) -> PathParts:
    """Return the parts of a path that has a form."""
    return tuple(match.string.split("/"))


def claim(match: re.Match[str], **known: Any) -> Claim:
    """Return the claim that the named groups of a match make; ``known`` overrides fields of it."""
    groups = {name: text for name, text in match.groupdict().items() if text}
    identifiers = {kind: text for kind, text in groups.items() if kind in IDENTIFIERS}
    name = groups.get("name") or next(iter(identifiers.values()))
    said: dict[str, Any] = {
        "student": (name, *identifiers.values()),
        "name": name,
        "folder": groups.get("folder", name),
        "inner": groups.get("file") or groups.get("inner") or groups.get("typed", ""),
        "identifiers": identifiers,
        "remarks": (REMARKS["late"],) if "late" in groups else (),
        "typed": "typed" in groups,
    }
    return Claim(parts_of(match), **said | known)


def most_names_fit(listing: Listing, form: re.Pattern[str]) -> bool:
    """Say whether most names at the top have a form, so that no single one decides."""
    named, others = names_of_form(listing, form)
    return len(named) > len(others)


def names_of_form(listing: Listing, form: re.Pattern[str]) -> tuple[set[str], set[str]]:
    """Return which names at the top have a form, and which others may have been handed in."""
    own = {parts[0] for parts in listing.folders}
    found = ((name, form.fullmatch(name)) for name in listing.tops())
    named = {name for name, match in found if match and is_flat(match) is not (name in own)}
    others = {n for n in set(listing.tops()) - named if n in own or FILE_HANDED_IN.fullmatch(n)}
    return named, others


def is_flat(match: re.Match[str]) -> bool:
    """Say whether a form is that of a file with the student in its own name."""
    groups = match.groupdict()
    return bool(groups.get("file") or groups.get("typed"))


@dataclass(frozen=True)
class Layout:
    """How a course system names what it gives."""

    name: str  # what ``--layout`` calls it; a system with several forms has a row for each
    form: re.Pattern[str]  # of a path
    # Returns a claim for each path that is somebody's; it may add to the doubts of the download
    claims: Callable[[Download, Matches], Iterable[Claim]] = lambda _, matches: map(claim, matches)
    # Says whether the names in a listing look like those of the system
    fits: Callable[[Listing, re.Pattern[str]], bool] = most_names_fit
    # The form of the paths that the system itself has put there
    from_system: re.Pattern[str] = MATCHES_NOTHING

    def claimed(self, download: Download) -> list[Claim]:
        """Return the claims, each with what was found; note what is nobody's."""
        listing = download.listing
        entries = {**dict.fromkeys(listing.folders), **listing.unused, **listing.files}
        found: dict[PathParts, File | Unused | None]
        found = {parts: entries[parts] for parts in sorted(entries)}
        matches = []
        for parts, what in found.items():
            match = self.form.fullmatch("/".join(parts))
            is_folder = what is None or parts in listing.folders
            # A file is no student's folder, and a folder none of the files with a student's name
            if match and not (is_folder if is_flat(match) else is_top(match, what)):
                matches.append(match)
        claims = [replace(one, found=found[one.parts]) for one in self.claims(download, matches)]
        claimed = {one.parts for one in claims}
        for parts, what in found.items():
            if what is not None and parts not in claimed:
                download.strays.append(self._stray("/".join(parts), what))
        return claims

    def _stray(self, file: str, what: File | Unused) -> Unused:
        stray = what if isinstance(what, Unused) else Unused(file, STRAYS[self.name])
        matters = stray.matters and not self.from_system.fullmatch(file)
        return replace(stray, file=file, matters=matters)


def is_top(match: re.Match[str], what: File | Unused | None) -> bool:
    """Say whether a file stands where the folder of a student would."""
    return isinstance(what, File) and not match.groupdict().get("inner")
