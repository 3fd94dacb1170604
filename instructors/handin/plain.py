"""The layout that an instructor makes: a folder, a zip file or a file per student."""

import contextlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from instructors import series
from instructors.handin.claiming import FILE_HANDED_IN, Claim, Download, Layout, Matches, parts_of
from instructors.handin.contents import UnreadableError
from instructors.handin.listing import Listing, PathParts
from instructors.handin.unused import unused
from instructors.messages import COLLECTING, STRAYS
from instructors.replay.cells import LARGEST_CODE

FOLDERS_OF_SERIES = series.FOLDERS | {series.NAME}
# Files of the series: a folder that holds them at the top is one student's, not a course's
OF_ONE_STUDENT = re.compile(r"solution\W*\.py|\d_\w+\.ipynb", re.I)
OUTPUT = {"grades.csv", "feedback", "graded", "seed.txt"}
ANSWERING = re.compile(rb"\bdef\s+exercise\d\b|\bD[WB]\s*=")
MOST_READ = 200  # files
SHOWN = 3  # names in a sentence


def plain(download: Download, matches: Matches) -> Iterator[Claim]:
    """Take the name at the top for that of a student, unless all is one student's."""
    listing = download.listing
    found = FILE_HANDED_IN.fullmatch(download.path.name)
    of_all = found[1] if found else download.path.resolve().name
    is_one = is_one_student(listing)
    for parts in map(parts_of, matches):
        folder = len(parts) > 1 or parts in listing.folders
        name = parts[0] if folder else _student(parts[0], parts in listing.unused)
        if is_one:
            yield Claim(parts, (of_all,), of_all, of_all, "/".join(parts))
        elif name:
            yield Claim(parts, (name,), name, name, "/".join(parts[folder:]))


def _student(file: str, is_unused: bool) -> str:
    """Return whose a file at the top is; empty if it is nobody's."""
    if _is_of_series(file):
        return ""
    if match := FILE_HANDED_IN.fullmatch(file):
        return match[1]
    # A link, or a folder that cannot be read, was meant to be a student's
    return file if is_unused and not file.startswith(".") else ""


PLAIN = Layout("plain", re.compile("(?P<inner>.+)", re.S), plain)


def set_aside_output(download: Download) -> None:
    """Take out of a listing what an earlier grading has written, and note it."""
    listing = download.listing
    if is_one_student(listing):
        return
    inside: dict[str, set[str]] = {}
    for parts in (*listing.files, *listing.folders):
        inside.setdefault(parts[0], set()).update(parts[1:2])
    outputs = {top for top, names in inside.items() if len(OUTPUT & names) > 1}
    for paths in (listing.files, listing.unused):
        for parts in [parts for parts in paths if parts[0] in outputs]:
            del paths[parts]  # type: ignore[attr-defined]
            download.strays.append(unused("/".join(parts), "earlier grading"))
    listing.folders = {parts for parts in listing.folders if parts[0] not in outputs}


def is_one_student(listing: Listing) -> bool:
    """Return whether the files of the series lie here, and those of students nowhere deeper."""
    if not any(len(parts) == 1 and _is_of_series(parts[0]) for parts in listing.files):
        return False
    return not any(_is_of_others(parts) for parts in listing.files)


def _is_of_series(name: str) -> bool:
    return bool(OF_ONE_STUDENT.fullmatch(name))


def _is_of_others(parts: PathParts) -> bool:
    if len(parts) == 1:
        # A module, or the series as it was handed out, may lie beside a student's own files
        other = FILE_HANDED_IN.fullmatch(parts[0]) and not parts[0].lower().endswith(".py")
        return bool(other) and not parts[0].startswith(series.NAME) and not _is_of_series(parts[0])
    return parts[0] not in FOLDERS_OF_SERIES and _is_of_series(parts[-1])


def around(listing: Listing) -> PathParts:
    """Return the one folder in a zip file that holds the folders of several students."""
    tops = listing.tops()
    if len(tops) == 1 and (tops[0],) in listing.folders:
        inner = listing.below((tops[0],))
        if len(inner.tops()) > 1 and not is_one_student(inner):
            return (tops[0],)
    return ()


def refuse_a_class(download: Download) -> None:
    """Refuse to take a course for one student because of a file that is called like the series'."""
    beside = answers_beside(download.listing) if is_one_student(download.listing) else []
    if beside:
        fields = {"path": download.path, "shown": _some_of(beside)}
        raise ValueError(COLLECTING["one beside others"].format(**fields))


def answers_beside(listing: Listing) -> list[str]:
    """Return the files beside those of the series that answer exercises, as those of others do."""
    beside = [
        file
        for parts, file in listing.files.items()
        if parts[-1].lower().endswith((".py", ".ipynb"))
        and not _is_of_series(parts[-1])
        and (len(parts) == 1 or parts[0] not in FOLDERS_OF_SERIES)
        and file.size <= LARGEST_CODE
    ]
    found = []
    for file in sorted(beside, key=lambda file: file.name)[:MOST_READ]:
        with contextlib.suppress(UnreadableError):
            if ANSWERING.search(file.read()):
                found.append(file.name)
    return found


def check_for_several(download: Download, files: Mapping[str, Iterable[str]]) -> None:
    """Tell which students may be several, or refuse to take a whole course for one."""
    for student, names in files.items():
        folders = packed_apart(names)
        if not folders:
            continue
        what = COLLECTING["folders"].format(count=len(folders), shown=_some_of(folders))
        if len(files) == 1:
            fields = {"path": download.path, "student": student, "what": what}
            raise ValueError(COLLECTING["one of folders"].format(**fields))
        download.doubts.append((student, STRAYS["perhaps several"].format(what=what)))


def packed_apart(names: Iterable[str]) -> list[str]:
    """Return the folders of one student that hold a solution each, where one would be expected."""
    places: dict[str, set[PathParts]] = {}
    for *folders, name in (name.split("/") for name in names):
        if _is_of_series(name):
            while folders and (
                folders[-1] in FOLDERS_OF_SERIES or folders[-1].startswith(series.NAME)
            ):
                folders.pop()
            places.setdefault(name.lower(), set()).add(tuple(folders))
    apart: set[PathParts] = set()
    for found in places.values():
        # One folder may hold all the others
        highest = {p for p in found if not any(p[:n] in found for n in range(len(p)))}
        apart |= highest if len(highest) > 1 else set()
    return sorted("/".join(folders) for folders in apart)


def _some_of(names: Sequence[str]) -> str:
    """Return some names for a sentence."""
    more = COLLECTING["more"].format(count=len(names) - SHOWN) if names[SHOWN:] else ""
    return ", ".join(names[:SHOWN]) + more
