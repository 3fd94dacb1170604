"""Find out who handed in what: `gather` reads the names in a download of a course system.

How the systems name files is described where their names are taken apart; the repository and the
file that was read stand there. Nothing is opened but the zip file of the course system itself.
"""

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from instructors.handin.common import Unused
from instructors.handin.flat import Blackboard, Canvas, Moodle, MoodleFlat
from instructors.handin.folders import Brightspace, Gradescope, Ilias, Nbgrader, Repositories
from instructors.handin.plain import Plain, answers_beside, is_one_student, packed_apart
from instructors.handin.tree import list_path
from instructors.names import printable

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Student:
    """What one student, or one group, has handed in.

    Attributes
    ----------
    name : str
        To show; no two students of a run have the same.
    folder : str
        The name that the course system gave the submission. Moodle wants it back.
    identifiers : dict
        What the course system knows the student by, such as ``user_id`` of Canvas: a tuple of
        texts, because a group of Gradescope has several students.
    files : tuple of File
    remarks : tuple of str
        Such as ``late``.
    unused : tuple of Unused
        What can not be graded, by the file name as handed in.
    typed : tuple of str
        The names of those files that hold what was typed into the course system.
    members : tuple of dict
        If it is a group, and the download says who is in it: what the course system calls each.
    """

    name: str
    folder: str
    identifiers: dict
    files: tuple = ()
    remarks: tuple = ()
    unused: tuple = ()
    typed: tuple = ()
    members: tuple = ()


@dataclass(frozen=True)
class Gathered:
    """All that was found.

    Attributes
    ----------
    layout : str
        The name of the layout, one of `LAYOUTS`.
    students : tuple of Student
        Sorted by name.
    unused : tuple of Unused
        What belongs to nobody.
    """

    layout: str
    students: tuple
    unused: tuple


def gather(path, layout=None):
    """Find the students in a folder, or in the zip file that a course system gives.

    Parameters
    ----------
    path : pathlib.Path or str
    layout : str, optional
        A key of `LAYOUTS`; without it, the layout is recognised. ``nbgrader:NAME`` chooses one of
        several assignments.

    Returns
    -------
    Gathered

    Raises
    ------
    ValueError
        If nothing can be gathered there, with a sentence for the instructor.
    """
    if not str(path).strip():
        raise ValueError("No submissions are named. Expected is SUBMISSIONS=folder, or a zip file.")
    wanted, _, detail = (layout or "").partition(":")
    if wanted and wanted not in LAYOUTS:
        raise ValueError(f"{layout!r} is no layout. There are {', '.join(LAYOUTS)}.")
    path = Path(path)
    _refuse_project(path)
    listing = list_path(path)
    if not listing.files and not listing.folders and not listing.unused:
        raise ValueError(f"{path} is empty. Expected is one folder, file or zip file per student.")
    prefix, found = _recognise(listing, wanted, path.is_file())
    claims, strays = LAYOUTS[found].claims(listing.below(prefix), path, detail)
    strays += [
        Unused("/".join(parts), *said)
        for parts, said in listing.unused.items()
        if parts[: len(prefix)] != prefix
    ]
    if not claims:
        raise ValueError(
            f"Nobody has handed in anything in {path}: no name there has the form of the layout "
            f"{found}. Layouts: {', '.join(LAYOUTS)}."
        )
    students, alike = _students(claims)
    strays += alike
    if found == "plain" and not wanted:
        _refuse_a_class(listing.below(prefix), students, path)
        strays += _doubts(students, path)
    strays = sorted({replace(s, file=printable(s.file)) for s in strays}, key=lambda s: s.file)
    return Gathered(found, students, tuple(strays))


def _doubts(students, path):
    """Say which of the students may be several, or refuse to take a whole course for one."""
    doubts = []
    for student in students:
        folders = packed_apart([file.name for file in student.files])
        if not folders:
            continue
        shown = ", ".join(folders[:3]) + (f" and {len(folders) - 3} more" if folders[3:] else "")
        what = f"{len(folders)} folders hold a solution each: {shown}"
        if len(students) == 1:
            raise ValueError(
                f"{path} would be graded as one student, {student.name}, but {what}. If these are "
                "students, name the folder in which theirs lie: SUBMISSIONS=folder. If one student "
                'has packed them all, add OPTIONS="--layout plain".'
            )
        said = (
            f"Graded as one student, with the best answer to each exercise, but {what}. If these "
            "are students, give each a folder, or a zip file, beside the others."
        )
        doubts.append(Unused(student.folder, said))
    return doubts


def _refuse_project(path):
    try:
        real = path.resolve()
    except (OSError, RuntimeError):
        raise ValueError(f"{path} cannot be followed: it is a link that leads to itself.") from None
    inside = real.is_relative_to(ROOT) and real.relative_to(ROOT).parts
    own = {
        "course",
        "instructors",
        "notebooks",
        "tests",
        "benchmarks",
        "checks",
        "figures",
        ".git",
        ".venv",
    }
    if ROOT.is_relative_to(real) or (inside and inside[0] in own) or _is_project(real):
        raise ValueError(
            f"{path} is the folder of the exercise series itself, or part of it, and not what "
            "students handed in. Expected is SUBMISSIONS=folder, or a zip file."
        )


def _is_project(path):
    return all(
        (path / name).exists() for name in ("instructors/grade.py", "solution.py", "notebooks")
    )


def _recognise(listing, wanted, is_zip):
    """Return the folder in which the submissions lie, and the name of their layout."""
    prefix = ()
    for _ in range(4):
        inner = listing.below(prefix) if prefix else listing
        if not wanted or LAYOUTS[wanted].fits(inner):
            for name, layout in LAYOUTS.items():
                if name != "plain" and layout.fits(inner) and wanted in ("", name):
                    return prefix, name
        tops = inner.tops()
        if len(tops) != 1 or (*prefix, tops[0]) not in listing.folders:
            break
        prefix = (*prefix, tops[0])
    if wanted and wanted != "plain":
        return (), wanted
    return _plain_prefix(listing, is_zip), "plain"


def _plain_prefix(listing, is_zip):
    """Return the one folder in a zip file that holds the folders of several students."""
    tops = listing.tops()
    if is_zip and len(tops) == 1 and (tops[0],) in listing.folders:
        inner = listing.below((tops[0],))
        if len(inner.tops()) > 1 and not is_one_student(inner):
            return (tops[0],)
    return ()


def _students(claims):
    """Turn claims into students with names of their own, and say whose names look alike."""
    groups = {}
    for claim, found in claims:
        groups.setdefault(claim.student, []).append((claim, found))
    # Who is called as the folder is comes first, and keeps the name
    students = sorted(
        (_student(group) for group in groups.values()),
        key=lambda s: (s.name, s.name != s.folder, s.folder),
    )
    names = Counter(student.name for student in students)
    taken, named, alike = set(), [], []
    for student in students:
        name = student.name
        known = next((ids[0] for ids in student.identifiers.values() if ids), "")
        if names[name] > 1 and known:
            name = f"{name} ({printable(known)})"
        number = 1
        while name in taken or (number > 1 and name in names):
            number += 1
            name = f"{student.name} ({number})"
        if number > 1:
            alike.append(Unused(name, ALIKE.format(folder=ascii(student.folder), name=name)))
        taken.add(name)
        named.append(replace(student, name=name))
    return tuple(sorted(named, key=lambda s: (s.name, s.folder))), alike


ALIKE = "The name is {folder}, which looks like that of another student. It is graded as {name}."


def _refuse_a_class(listing, students, path):
    """Refuse to take a course for one student because of a file that is called like the series'."""
    beside = answers_beside(listing) if len(students) == 1 and is_one_student(listing) else []
    if beside:
        shown = ", ".join(beside[:3]) + (f" and {len(beside) - 3} more" if beside[3:] else "")
        raise ValueError(
            f"{path} would be graded as one student, because a file of the series lies at the "
            f"top, but there are answers in {shown} as well. If these are students, rename that "
            "file, or put what each has handed in into a folder. If one student has handed in "
            'all, add OPTIONS="--layout plain".'
        )


def _student(group):
    first = group[0][0]
    files, unused, typed, latest = [], [], [], {}
    for claim, _ in group:
        if claim.attempt_of and claim.order > latest.get(claim.attempt_of, ()):
            latest[claim.attempt_of] = claim.order
    remarks = list(dict.fromkeys(remark for claim, _ in group for remark in claim.remarks))
    for claim, found in group:
        name = printable("/".join(claim.inner))
        if isinstance(found, tuple):
            unused.append(Unused(name or printable(claim.folder), *found))
        elif found and claim.order < latest.get(claim.attempt_of, ()):
            unused.append(Unused(name, "A later attempt was handed in; that one is graded.", False))
            if not claim.typed:
                remarks.append(f"an earlier attempt: {name}")
        elif found:
            files.append(replace(found, name=name))
            if claim.typed:
                typed.append(name)
    identifiers = {}
    for claim, _ in group:
        for kind, values in claim.identifiers:
            identifiers.setdefault(kind, tuple(values))
    return Student(
        printable(first.name).strip() or "?",
        first.folder,
        identifiers,
        tuple(sorted(files, key=lambda file: file.name)),
        tuple(dict.fromkeys(remarks)),
        tuple(sorted(unused, key=lambda u: u.file)),
        tuple(typed),
        tuple(map(dict, first.members)),
    )


LAYOUTS = {
    "plain": Plain,
    "moodle": Moodle,
    "moodle-flat": MoodleFlat,
    "canvas": Canvas,
    "blackboard": Blackboard,
    "brightspace": Brightspace,
    "gradescope": Gradescope,
    "nbgrader": Nbgrader,
    "repositories": Repositories,
    "ilias": Ilias,
}
