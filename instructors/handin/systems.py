"""What is to be known of a course system beside the form of its names, and how it is recognised."""

import os.path
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from instructors.handin import gradescope_metadata
from instructors.handin.claiming import (
    MATCHES_NOTHING,
    Claim,
    Download,
    Matches,
    claim,
    names_of_form,
    parts_of,
)
from instructors.handin.gradescope_metadata import METADATA
from instructors.handin.listing import Listing
from instructors.handin.unused import Unused
from instructors.messages import COLLECTING, STRAYS
from instructors.student_messages import REMARKS


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
            download.doubts.append((name, why))
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
    people, problem = gradescope_metadata.submitters_by_folder(
        download.listing.files.get((METADATA,))
    )
    if problem:
        download.strays.append(Unused(METADATA, problem))
    for match in matches:
        known = people.get(match["folder"], {"name": match["folder"]})
        own = claim(match).identifiers
        yield claim(match, **known | {"identifiers": known.get("identifiers", {}) | own})


def is_gradescope(listing: Listing, form: re.Pattern[str]) -> bool:
    """Say whether there are submissions; without the metadata, nothing else may be there."""
    named, others = names_of_form(listing, form)
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
OF_NBGRADER = {"source", "release", "autograded", "feedback", "downloaded", "nbgrader_config.py"}


def is_submitted(listing: Listing, _form: re.Pattern[str]) -> bool:
    """Say whether the folder of a course is named, and nothing that nbgrader does not make."""
    named, others = names_of_form(listing, re.compile("submitted"))
    return bool(named) and others <= OF_NBGRADER


def is_inbound(listing: Listing, form: re.Pattern[str]) -> bool:
    """Say whether all names have the form: those of a team may hold a plus, too."""
    return bool(listing.tops()) and all(map(form.fullmatch, listing.tops()))


def is_collected(listing: Listing, _form: re.Pattern[str]) -> bool:
    """Say whether most of the students have a note of nbgrader in the folder of an assignment."""
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


def is_cloned(listing: Listing, _form: re.Pattern[str]) -> bool:
    """Say whether most folders are those of repositories."""
    cloned = {parts[0] for parts in listing.clones if len(parts) == 1}
    _, handed_in = names_of_form(listing, MATCHES_NOTHING)
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


def is_ilias(listing: Listing, form: re.Pattern[str]) -> bool:
    """Say whether all is in one folder, no number is twice, and nothing else lies beside."""
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
    start = os.path.commonprefix(list(names))  # noqa: RUF071 - letter by letter is what is wanted
    return start[: start.rfind(mark) + 1]
