"""Whose a file is: how each course system names what students hand in.

A system is a row of `LAYOUTS`. Its form is matched against whole paths, with slashes between the
folders, and the groups of the form say what the parts are: ``inner`` a path in the folder of a
student, ``file`` a file that has the student in its own name, ``typed`` what was typed into the
system; ``folder`` what the system wants back with the feedback, ``name`` the student, and those in
`KINDS` what the system calls the student. Where that is not all, a function makes the claims.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from instructors.handin import gradescope_metadata
from instructors.handin.gradescope_metadata import METADATA
from instructors.handin.listing import File, Listing, Parts, Unused
from instructors.messages import COLLECTING, STRAYS
from instructors.student_messages import REMARKS

KINDS = {"moodle", "canvas", "brightspace", "student", "repository", "ilias", "submission"}
KINDS |= {"anonymous_id"}
HANDED_IN = re.compile(r"(.+?)(\.py|\.ipynb|\.zip|\.7z|\.rar|\.tgz|\.tar(?:\.\w+)?)", re.I | re.S)
NOTHING = re.compile("(?!)")


@dataclass(frozen=True)
class Claim:
    """Where a path belongs: the student, and what it is called there."""

    parts: Parts  # of the path
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


Matches = list[re.Match[str]]  # of the paths that have the form of a layout


def parts_of(match: re.Match[str]) -> Parts:
    """Return the parts of a path that has a form."""
    return tuple(match.string.split("/"))


def claim(match: re.Match[str], **known: Any) -> Claim:
    """Return what the groups of a form say, but for what else is known."""
    groups = {name: text for name, text in match.groupdict().items() if text}
    identifiers = {kind: text for kind, text in groups.items() if kind in KINDS}
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


def most(listing: Listing, form: re.Pattern[str]) -> bool:
    """Say whether most of what may have been handed in has a form: nobody decides that alone."""
    named, others = fitting(listing, form)
    return len(named) > len(others)


def fitting(listing: Listing, form: re.Pattern[str]) -> tuple[set[str], set[str]]:
    """Return which names at the top have a form, and which others may have been handed in."""
    own = {parts[0] for parts in listing.folders}
    found = ((name, form.fullmatch(name)) for name in listing.tops())
    named = {name for name, match in found if match and is_flat(match) is not (name in own)}
    others = {n for n in set(listing.tops()) - named if n in own or HANDED_IN.fullmatch(n)}
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
    # Returns a claim for each path that is somebody's; it may add to the strays of the download
    claims: Callable[[Download, Matches], Iterable[Claim]] = lambda _, matches: map(claim, matches)
    # Says whether the names in a listing look like those of the system
    fits: Callable[[Listing, re.Pattern[str]], bool] = most
    own: re.Pattern[str] = NOTHING  # the form of the paths that the system itself has put there

    def claimed(self, download: Download) -> list[Claim]:
        """Return the claims, each with what was found; note what is nobody's."""
        listing = download.listing
        found: dict[Parts, File | Unused | None] = dict.fromkeys(sorted(listing.folders))
        found.update({**listing.unused, **listing.files})
        found = dict(sorted(found.items(), key=lambda item: item[0]))
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
        return replace(stray, file=file, matters=stray.matters and not self.own.fullmatch(file))


def is_top(match: re.Match[str], what: File | Unused | None) -> bool:
    """Say whether a file stands where the folder of a student would."""
    return isinstance(what, File) and not match.groupdict().get("inner")


def moodle(_download: Download, matches: Matches) -> Iterator[Claim]:
    """Bring together what a student has typed and handed in: a folder for each kind."""
    for match in matches:
        kind, typed = match["kind"], match["kind"] == "onlinetext"
        said = [] if kind == "file" else [REMARKS["text" if typed else "other"].format(kind=kind)]
        if match["moodle"] is None:
            said.append(REMARKS["nameless group"])
        # Blind marking puts the word for participant, in the site's language, in place of the name
        if match["name"].lower() in ("participant", "teilnehmer/in", "teilnehmerin", "teilnehmer"):
            said.append(REMARKS["anonymous"])
        folder = match["folder"].replace(f"_assignsubmission_{kind}", "_assignsubmission_file")
        yield claim(match, folder=folder, remarks=tuple(said), typed=typed)


RENAMED = re.compile(r"(.+?)(?:-(\d))?((?:\.\w+)*)", re.S)


def canvas(_download: Download, matches: Matches) -> Iterator[Claim]:
    """Let the latest upload of a name count: the second one is called ``solution-1.py``."""
    files: dict[str, set[str]] = {}
    for match in matches:
        files.setdefault(match["anonymous_id"] or match["canvas"], set()).add(claim(match).inner)
    for match in matches:
        one = claim(match)
        ((kind, identifier),) = one.identifiers.items()
        base, number, suffix = RENAMED.fullmatch(one.inner).groups()  # type: ignore[union-attr]
        # part-1, part-2 and part-3 are three files, unless there is a file part as well
        known = f"{base}{suffix}" in files[identifier] or base.lower() == "solution"
        said = [*one.remarks, *[REMARKS["anonymous"]] * (kind == "anonymous_id")]
        if one.typed:
            said.append(REMARKS["text" if match["typed"] == "text.html" else "address"])
        yield replace(
            one,
            student=(kind, identifier),
            name=match["name"] or f"anonymous {identifier}",
            remarks=tuple(said),
            order=(int(match["attachment"] or 0), int(number or 0)),
            attempt_of=f"{base}{suffix}" if known and not one.typed else "",
        )


Order = tuple[int | str, ...] | None  # None if it is not known


def attempts(
    matches: Matches, order: Callable[[str], Order] = lambda time: (time,)
) -> dict[str, dict[str, Order]]:
    """Return the order of the attempts in each folder, by the ``time`` that the system gives."""
    found: dict[str, dict[str, Order]] = {}
    for match in matches:
        found.setdefault(match["folder"], {})[match["time"]] = order(match["time"])
    return found


def attempt(match: re.Match[str], orders: dict[str, Order], what: str) -> dict[str, Any]:
    """Return what a claim says of an attempt at something: the latest counts, if it is known."""
    known = None not in orders.values()
    said = [REMARKS["attempts"].format(count=len(orders))] if len(orders) > 1 else []
    said += [REMARKS["unordered"]] if said and not known else []
    order = orders[match["time"]] or ()
    return {"remarks": tuple(said), "order": order, "attempt_of": what if known else ""}


def blackboard(_download: Download, matches: Matches) -> Iterator[Claim]:
    """Tell the assignment from the student, and let the latest attempt count."""
    orders = attempts(matches)
    # With one student alone, this is a guess
    task = common_start(orders, "_")
    for match in matches:
        folder, file = match["folder"], match["file"]
        name = folder.removeprefix(task)
        known = {"student": (folder,), "name": name, "identifiers": {"username": name}}
        known |= attempt(match, orders[folder], file or "the record")
        yield claim(match, inner=file or match[0], **known)


ENGLISH = re.compile(r"([A-Z][a-z]{2})[a-z]* (\d+), (\d{4}) (\d{1,4})(?: ([AP]M))?")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def brightspace(download: Download, matches: Matches) -> Iterator[Claim]:
    """Let the latest attempt count, if the dates can be read."""
    orders = attempts(matches, _date)
    numbers: dict[str, dict[str, None]] = {}
    for match in matches:
        numbers.setdefault(match["name"], {})[match["brightspace"]] = None
    for name, apart in numbers.items():
        if len(apart) > 1:
            why = STRAYS["namesakes"].format(count=len(apart), numbers=", ".join(apart))
            download.strays.append(Unused(name, why))
    for match in matches:
        one = claim(match)
        yield replace(one, **attempt(match, orders[one.folder], one.inner))


def _date(text: str) -> Order:
    """Return a date as numbers; None if it is not written as in English."""
    found = ENGLISH.fullmatch(text)
    if not found or found[1] not in MONTHS:
        return None
    time = found[4].zfill(4)
    hour = int(time[:2]) % 12 + 12 * (found[5] == "PM") if found[5] else int(time[:2])
    return int(found[3]), MONTHS.index(found[1]), int(found[2]), hour, int(time[2:])


def gradescope(download: Download, matches: Matches) -> Iterator[Claim]:
    """Take the names from the metadata."""
    people, problem = gradescope_metadata.read(download.listing.files.get((METADATA,)))
    if problem:
        download.strays.append(Unused(METADATA, problem))
    for match in matches:
        known = people.get(match["folder"], gradescope_metadata.Submitters(match["folder"]))
        one = claim(match, name=known.name, remarks=known.remarks, members=known.members)
        yield replace(one, identifiers=known.identifiers | one.identifiers)


def _is_gradescope(listing: Listing, form: re.Pattern[str]) -> bool:
    named, others = fitting(listing, form)
    return len(named) > len(others) if (METADATA,) in listing.files else bool(named) and not others


def nbgrader(download: Download, matches: Matches) -> Iterator[Claim]:
    """Choose one assignment; of several hand-ins in the inbound folder, the latest counts."""
    tasks = sorted({m["task"] for m in matches if parts_of(m) in download.listing.folders})
    if len(tasks) > 1 and download.detail not in tasks:
        fields = {"tasks": ", ".join(tasks), "first": tasks[0]}
        raise ValueError(COLLECTING["assignments"].format(path=download.path, **fields))
    task = download.detail or (tasks[0] if tasks else None)
    for match in matches:
        if match["task"] == task:
            time = match.groupdict().get("time", "")
            yield claim(match, order=(time,), attempt_of="the assignment" if time else "")


# What else is in the folder of a course of nbgrader
BESIDE = {"source", "release", "autograded", "feedback", "downloaded", "nbgrader_config.py"}
# nbgrader's own notes on a hand-in
NOTES = r"(?:timestamp|submission_secret)\.txt"


def _is_submitted(listing: Listing, _form: re.Pattern[str]) -> bool:
    named, others = fitting(listing, re.compile("submitted"))
    return bool(named) and others <= BESIDE


def _is_inbound(listing: Listing, form: re.Pattern[str]) -> bool:
    return bool(listing.tops()) and all(map(form.fullmatch, listing.tops()))


def _is_collected(listing: Listing, _form: re.Pattern[str]) -> bool:
    stamped = {p[0] for p in listing.files if len(p) == 3 and p[2] == "timestamp.txt"}
    deep = all(len(parts) > 2 for parts in listing.files)
    return deep and len(stamped) > 0.5 * len(listing.tops())


def repositories(download: Download, matches: Matches) -> Iterator[Claim]:
    """Tell the assignment from the student."""
    tops = {parts[0] for parts in download.listing.folders}
    common = common_start(tops, "-") if len(tops) > 1 else ""
    for match in matches:
        login = match["repository"][len(common) :]
        identifiers = {"login": login, "repository": match["repository"]}
        if match["repository"] in tops:
            yield claim(match, name=login, identifiers=identifiers)


def _is_cloned(listing: Listing, _form: re.Pattern[str]) -> bool:
    cloned = {parts[0] for parts in listing.clones if len(parts) == 1}
    _, handed_in = fitting(listing, NOTHING)
    return len(cloned) > len(handed_in - cloned)


def ilias(_download: Download, matches: Matches) -> Iterator[Claim]:
    """Give each of a team what any of them has handed in."""
    teams: dict[tuple[str, ...], dict[tuple[str, ...], Claim]] = {}
    found = []
    for match in matches:
        team, own = match["team"] or "", match["folder"]
        # In a team, files of the same name come from several members
        inner = "/".join(filter(None, (own if team else "", match["inner"])))
        student = (match["above"], team, own)
        known = {"student": student, "name": f"{match['first']} {match['last']}", "inner": inner}
        found.append(claim(match, remarks=(team,) if team else (), **known))
        if team:
            teams.setdefault(student[:2], {})[student] = found[-1]
    for match, one in zip(matches, found, strict=True):
        yield one
        for member in teams.get(one.student[:2], {}).values():
            if member.student != one.student and match["inner"]:
                yield replace(member, parts=one.parts, inner=one.inner)


def _is_ilias(listing: Listing, form: re.Pattern[str]) -> bool:
    paths = {parts: form.fullmatch("/".join(parts)) for parts in {*listing.files, *listing.folders}}
    matches = [match for match in paths.values() if match]
    numbers = {match["folder"]: match["ilias"] for match in matches}
    beside = ("/".join(parts) for parts in listing.files if not paths[parts])
    return (
        len({match["above"] for match in matches}) == 1
        and len(set(numbers.values())) == len(numbers)
        and all(map(OF_ILIAS.fullmatch, beside))
    )


OF_ILIAS = re.compile(r"(?:.*/)?Feedback_files/.*|.*\.xlsx?", re.S)


def common_start(names: Iterable[str], mark: str) -> str:
    """Return what all names begin with, up to a mark such as a dash; empty if there is none."""
    low, high = min(names, default=""), max(names, default="")
    size = next((i for i, (a, b) in enumerate(zip(low, high, strict=False)) if a != b), len(low))
    return low[: low.rfind(mark, 0, size) + 1]


def form(text: str) -> re.Pattern[str]:
    """Return a pattern, written over several lines, of names that may hold line breaks."""
    return re.compile(text, re.X | re.S)


INNER = r"(?:/(?P<inner>.+))?"
MOODLE = r"(?P<name>[^/]+?) (?:_(?P<moodle>\d+))? _assignsubmission_(?P<kind>[a-z]+)"

LAYOUTS = (
    # Full Name_4712_assignsubmission_file/..., a folder for each kind of submission.
    # moodle/moodle, public/mod/assign/classes/downloader.php: `get_student_prefix`,
    # `load_submissionplugin_filelist`. In the name, underscores became blanks. A group without a
    # name of its own has no number. Older versions ended the folder's name in an underscore.
    Layout("moodle", form(rf"(?P<folder>{MOODLE}_?){INNER}"), moodle),
    # Full Name_4712_assignsubmission_file_solution.py: as before, without folders
    Layout("moodle-flat", form(rf"(?P<folder>{MOODLE})_(?P<file>[^/]+)"), moodle),
    # doejane_LATE_4712_98765_solution-1.py, all in one folder.
    # instructure/canvas-lms, lib/content_zipper.rb: `get_filename`, `add_upload_submission`,
    # `add_text_or_url`, `sanitize_user_name`. The name is in small letters and has lost all but
    # letters, digits and underscores. A second upload of one name is renamed by
    # `make_unique_filename` in app/models/attachment.rb, and has the greater attachment id.
    Layout(
        "canvas",
        form(
            r"""(?P<folder> (?:(?P<name>[^/]+?)_)?? (?P<late>LATE_)?
                (?:anon_(?P<anonymous_id>[^\W_]+) | (?P<canvas>\d+)))_
            (?:(?P<attachment>\d+)_(?P<file>[^/]+) | (?P<typed>text\.html | link\.html))"""
        ),
        canvas,
    ),
    # Sheet 3_bitdiddle_attempt_2026-01-30-15-30-10_solution.py, all in one folder.
    # jupyter/nbgrader, nbgrader/plugins/zipcollect.py, and public scripts have the form; the word
    # for attempt is in the site's language. A file of the same name without the last part, .txt,
    # is Blackboard's own record of the attempt, in which a comment of the student may stand.
    Layout(
        "blackboard",
        form(
            r"""(?P<folder>(?P<name>[^/]+?))_[^\W\d_]+_(?P<time>\d{4}(?:-\d\d){5})
            (?:_(?P<file>[^/]+) | (?P<typed>\.txt))"""
        ),
        blackboard,
    ),
    # 39780-640690 - Jane Doe - Oct 12, 2025 935 AM/..., or flat, with " - solution.py".
    # D2L publishes no description. The forms are those that public scripts read, such as
    # ^[0-9]+-[0-9]+ - (.+) - .+$ of GradeFast. What the numbers count is not said there, so only
    # hand-ins with the same name and the same numbers are taken for those of one student.
    Layout(
        "brightspace",
        form(
            rf"""(?P<folder>(?P<brightspace>\d+-\d+)[ ]-[ ](?P<name>[^/]+?))[ ]-[ ]
            (?P<time>[^-/]*\b\d{{4}}\b[^-/]*?) (?:[ ]-[ ](?P<file>[^/]+) | {INNER})"""
        ),
        brightspace,
        own=form(r"index\.html"),
    ),
    # submission_456/... beside submission_metadata.yml, which has the names
    Layout(
        "gradescope",
        form(rf"(?P<folder>submission_(?P<submission>\w+)){INNER}"),
        gradescope,
        _is_gradescope,
        own=form(re.escape(METADATA)),
    ),
    # submitted/<student>/<assignment>/..., the inbound folder of the exchange, or what is in the
    # folder submitted. jupyter/nbgrader, nbgrader/exchange/default/submit.py: what arrives is
    # called <student>+<assignment>+<time>+<random> and holds timestamp.txt; collecting copies it to
    # submitted/<student>/<assignment>. Neither name may contain a plus.
    *(
        Layout(
            "nbgrader",
            form(rf"{start} (?:/(?!{NOTES}$)(?P<inner>.+))?"),
            nbgrader,
            fits,
            own=form(rf".*{NOTES}"),
        )
        for start, fits in {
            r"submitted/(?P<student>[^/]+)/(?P<task>[^/]+)": _is_submitted,
            r"""(?P<folder>(?P<student>[^+/]+)\+(?P<task>[^+/]+)\+(?P<time>[^+/]+)
            (?:\+[^+/]+)?)""": _is_inbound,
            r"(?P<student>[^/]+)/(?P<task>[^/]+)": _is_collected,
        }.items()
    ),
    # One clone a student, <assignment>-<login>/, as gh and GitHub's tools name them
    Layout(
        "repositories", form(rf"(?P<folder>(?P<repository>[^/]+)){INNER}"), repositories, _is_cloned
    ),
    # Sheet 3/Submissions/Doe_Jane_jdoe_4711/...; in teams, Submissions/Team 17/Doe_....
    # ILIAS-eLearning/ILIAS, Modules/Exercise: `ilExerciseManagementCollectFilesJob`
    # (`createTargetDirectory`, `createSubmissionsDirectory`) puts the folder of submissions, named
    # in the site's language, beside tables of Excel and Feedback_files; `ilExSubmission`
    # (`downloadAllAssignmentFiles`, `getDirectoryNameFromUserData`) has the names of students. What
    # a member of a team has handed in is the team's.
    Layout(
        "ilias",
        form(
            rf"""(?P<above>(?:(?!Feedback_files/)[^/]+/){{0,4}}?) (?:(?P<team>[^\W\d_]+[ ]\d+)/)?
            (?P<folder>(?P<last>[^\W\d_][^_\d/]*)_(?P<first>[^\W\d_][^_\d/]*)_[^/]+_(?P<ilias>\d+))
            {INNER}"""
        ),
        ilias,
        _is_ilias,
        own=OF_ILIAS,
    ),
)
