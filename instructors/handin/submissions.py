"""Find the submissions in what a course system gives: `collect`.

Nothing is unpacked or executed here, but the zip file of the course system itself.
"""

import html
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from instructors.handin import plain
from instructors.handin.claiming import Claim, Download, Layout
from instructors.handin.contents import File, contents
from instructors.handin.layouts import LAYOUTS
from instructors.handin.listing import Listing, PathParts, list_path
from instructors.handin.unused import Unused, told, unused
from instructors.messages import COLLECTING, STRAYS
from instructors.printable import printable
from instructors.series import FOLDERS, ROOT
from instructors.student_messages import REMARKS

LAYOUT_NAMES = tuple(dict.fromkeys(layout.name for layout in (plain.PLAIN, *LAYOUTS)))
MOST_AROUND = 4  # folders in one another, around all submissions
# What no comment holds that is not meant as an answer
CODE = re.compile(
    r"\bdef\s+\w+\s*\(|\bimport\s+(?:numpy|torch|utils|solution)\b|\b(?:np|numpy|torch)\.\w+\s*\("
    r"|\bD[WBZA]\w*(?:\[\w+\])?\s*=|\.(?:dot|backward)\s*\("
)


@dataclass(frozen=True)
class Submission:
    """What one student, or one group, has handed in."""

    student: str  # the name, unique among all submissions
    sources: tuple[File, ...] = ()
    unused: tuple[Unused, ...] = ()  # the files that cannot be graded, and why
    folder: str = ""  # or the file, as the course system has called it; Moodle wants it back
    identifiers: dict[str, str] = field(default_factory=dict)  # see `instructors.results.Result`
    remarks: tuple[str, ...] = ()  # such as "late"
    typed: tuple[str, ...] = ()  # the files that hold what was typed into the course system
    members: tuple[dict[str, str], ...] = ()  # see `instructors.results.Result`

    def read(self) -> tuple[dict[str, bytes], tuple[tuple[str, str], ...]]:
        """Return the files without a comment typed beside them, and what is not graded, and why."""
        files, unreadable = contents(self.sources)
        if set(files) - set(self.typed):
            for name in self.typed:
                if not _holds_code(files.get(name, b"")):
                    files.pop(name, None)
        return files, told((*self.unused, *unreadable))


def _holds_code(content: bytes) -> bool:
    text = re.sub(r"<[^>]*>", " ", content.decode("utf-8", "replace"))
    return bool(CODE.search(html.unescape(text)))


def collect_one(folder: Path) -> Submission:
    """Return the submission in a folder that holds the files of a single student."""
    if not folder.is_dir():
        raise FileNotFoundError(COLLECTING["a submission"].format(folder=folder))
    return Submission("submission", tuple(list_path(folder).files.values()))


class Collected(NamedTuple):
    """All that was found."""

    layout: str  # the name of it
    submissions: list[Submission]
    strays: list[Unused]  # what is nobody's
    doubts: list[tuple[str, str]]  # students who may be another one, or several, and why


def collect(path: Path | str, layout: str | None = None) -> Collected:
    """Find all submissions in a folder, or in the zip file of a course system.

    The layout is one of `LAYOUT_NAMES`, such as ``nbgrader``, or ``nbgrader:NAME`` for one of
    several assignments; without it, it is recognised. If there is nothing to grade, raises
    `ValueError` with a message for the instructor.
    """
    wanted, _, detail = (layout or "").partition(":")
    if wanted and wanted not in LAYOUT_NAMES:
        raise ValueError(
            COLLECTING["no layout"].format(given=layout, layouts=", ".join(LAYOUT_NAMES))
        )
    path = Path(path)
    _refuse_project(path)
    listing = list_path(path)
    if not listing.files and not listing.folders and not listing.unused:
        raise ValueError(COLLECTING["empty"].format(path=path))
    around, found = _recognise(listing, wanted, path.is_file())
    download = Download(listing.below(around), path, detail)
    download.strays += [
        replace(entry, file="/".join(parts))
        for parts, entry in listing.unused.items()
        if parts[: len(around)] != around
    ]
    if found is plain.PLAIN:
        plain.set_aside_output(download)
    claims = found.claimed(download)
    if not claims:
        fields = {"layout": found.name, "layouts": ", ".join(LAYOUT_NAMES)}
        raise ValueError(COLLECTING["nobody"].format(path=path, **fields))
    submissions = _told_apart(_submissions(claims), download)
    if found is plain.PLAIN and not wanted:
        plain.refuse_a_class(download)
        files = {s.student: [file.name for file in s.sources] for s in submissions}
        plain.check_for_several(download, files)
    strays = {replace(entry, file=printable(entry.file)) for entry in download.strays}
    sorted_strays = sorted(strays, key=lambda entry: (entry.file, entry.reason))
    doubts = sorted((printable(student), why) for student, why in download.doubts)
    return Collected(found.name, submissions, sorted_strays, doubts)


def _refuse_project(path: Path) -> None:
    try:
        real = path.resolve()
    except (OSError, RuntimeError):
        raise ValueError(COLLECTING["loop"].format(path=path)) from None
    inside = real.relative_to(ROOT).parts[:1] if real.is_relative_to(ROOT) else ()
    parts = ("instructors/grade.py", "solution.py", "notebooks")
    another = all((real / name).exists() for name in parts)
    if ROOT.is_relative_to(real) or {".git", ".venv", *FOLDERS} & {*inside} or another:
        raise ValueError(COLLECTING["project"].format(path=path))


def _recognise(listing: Listing, wanted: str, is_zip: bool) -> tuple[PathParts, Layout]:
    """Return the folder in which the submissions lie, and their layout."""
    rows = [layout for layout in LAYOUTS if wanted in ("", layout.name)]
    around: PathParts = ()
    for _ in range(MOST_AROUND):
        inner = listing.below(around) if around else listing
        for layout in rows:
            if layout.fits(inner, layout.form):
                return around, layout
        tops = inner.tops()
        if len(tops) != 1 or (*around, tops[0]) not in listing.folders:
            break
        around = (*around, tops[0])
    if wanted and rows:
        return (), rows[-1]
    return plain.around(listing) if is_zip else (), plain.PLAIN


def _submissions(claims: Iterable[Claim]) -> list[Submission]:
    groups: dict[tuple[str, ...], list[Claim]] = {}
    for claim in claims:
        groups.setdefault(claim.student, []).append(claim)
    return [_submission(group) for group in groups.values()]


def _submission(group: list[Claim]) -> Submission:
    """Return what the claims of one student say."""
    latest: dict[str, tuple] = {}
    for claim in group:
        if claim.attempt_of and claim.order > latest.get(claim.attempt_of, ()):
            latest[claim.attempt_of] = claim.order
    files: list[File] = []
    left, typed = [], []
    remarks = [remark for claim in group for remark in claim.remarks]
    for claim in group:
        name = printable(claim.inner)
        if isinstance(claim.found, Unused):
            left.append(replace(claim.found, file=name or printable(claim.folder)))
        elif claim.found and claim.order < latest.get(claim.attempt_of, ()):
            left.append(unused(name, "earlier attempt"))
            if not claim.typed:
                remarks.append(REMARKS["earlier"].format(file=name))
        elif claim.found:
            files.append(replace(claim.found, name=name))
            if claim.typed:
                typed.append(name)
    first = group[0]
    return Submission(
        printable(first.name).strip() or "?",
        tuple(sorted(files, key=lambda file: file.name)),
        tuple(sorted(left, key=lambda entry: entry.file)),
        first.folder,
        {kind: one for claim in reversed(group) for kind, one in claim.identifiers.items()},
        tuple(dict.fromkeys(remarks)),
        tuple(typed),
        first.members,
    )


def _told_apart(found: list[Submission], download: Download) -> list[Submission]:
    """Return submissions of which no two have the same name, and tell whose names look alike."""
    # Who is called as the folder is comes first, and keeps the name
    found = sorted(found, key=lambda s: (s.student, s.student != s.folder, s.folder))
    names = Counter(submission.student for submission in found)
    taken: set[str] = set()
    named = []
    for submission in found:
        name = submission.student
        known = next(iter(submission.identifiers.values()), "")
        if names[name] > 1 and known:
            name = f"{name} ({printable(known)})"
        number = 1
        while name in taken or (number > 1 and name in names):
            number += 1
            name = f"{submission.student} ({number})"
        if number > 1:
            said = STRAYS["alike"].format(folder=ascii(submission.folder), name=name)
            download.doubts.append((name, said))
        taken.add(name)
        named.append(replace(submission, student=name))
    return sorted(named, key=lambda s: (s.student, s.folder))
