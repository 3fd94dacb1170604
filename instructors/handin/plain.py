"""The layout that an instructor makes: a folder, a zip file or a file per student."""

import contextlib
import re
from dataclasses import replace

from instructors.handin.layout import HANDED_IN, Claim, Layout, claimed
from instructors.handin.tree import Listing, UnreadableError
from instructors.replay.text import LARGEST_CODE

# Files of the series: a folder that holds them at the top is one student's, not a course's
OF_ONE_STUDENT = re.compile(r"solution\W*\.py|[123]_\w+\.ipynb", re.I)
SERIES = "backprop-exercises"
FOLDERS_OF_SERIES = {
    "notebooks",
    "checks",
    "figures",
    "tests",
    "course",
    "instructors",
    ".github",
    SERIES,
}
OUTPUT = {"grades.csv", "feedback", "graded", "seed.txt"}


class Plain(Layout):
    """A folder, a zip file or a file per student, called after the student."""

    @classmethod
    def fits(cls, _listing) -> bool:
        """See `Layout`."""
        return True

    @classmethod
    def claims(cls, listing, path, _detail):
        """See `Layout`."""
        if is_one_student(listing):
            name = HANDED_IN.fullmatch(path.name)
            name = name[1] if name else path.resolve().name
            return claimed(listing, lambda parts, _: Claim((name,), name, name, parts), "")
        outputs = {top for top in listing.tops() if _is_output(listing.below((top,)))}

        def claim(parts, folder):
            if parts[0] in outputs:
                return None
            if len(parts) > 1 or folder:
                return Claim((parts[0],), parts[0], parts[0], parts[1:])
            match = HANDED_IN.fullmatch(parts[0])
            if _is_of_series(parts[0]):
                return None
            if not match and (parts not in listing.unused or parts[0].startswith(".")):
                return None
            # A link, or a folder that cannot be read, was meant to be a student's
            name = match[1] if match else parts[0]
            return Claim((name,), name, name, parts)

        claims, strays = claimed(
            listing,
            claim,
            "It belongs to nobody. Expected was a folder, or a file, with the name of a student.",
        )
        written = "This was written by an earlier grading."
        return claims, [
            replace(s, reason=written, matters=False) if s.file.split("/")[0] in outputs else s
            for s in strays
        ]


def _is_output(listing):
    return len(OUTPUT & set(listing.tops())) > 1


def packed_apart(names):
    """Return the folders of one student that hold a solution each, where one would be expected.

    Parameters
    ----------
    names : list of str
        Of the files, with slashes.

    Returns
    -------
    list of str
        At least two, none in another; or none, if one folder holds all the others.
    """
    places = {}
    for *folders, name in (name.split("/") for name in names):
        if _is_of_series(name):
            while folders and (folders[-1] in FOLDERS_OF_SERIES or folders[-1].startswith(SERIES)):
                folders.pop()
            places.setdefault(name.lower(), set()).add(tuple(folders))
    apart = set()
    for found in places.values():
        highest = {p for p in found if not any(p[:n] in found for n in range(len(p)))}
        apart |= highest if len(highest) > 1 else set()
    return sorted("/".join(folders) for folders in apart)


ANSWERS = re.compile(rb"\bdef\s+exercise[123]\b|\bD[WB]\s*=")
MOST_READ = 200  # files


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
            if ANSWERS.search(file.read()):
                found.append(file.name)
    return found


def is_one_student(listing) -> bool:
    """Return whether the files of the series lie here, and those of students nowhere deeper."""
    if not any(len(parts) == 1 and _is_of_series(parts[0]) for parts in listing.files):
        return False
    return not any(_is_of_others(parts) for parts in listing.files)


def _is_of_series(name):
    return bool(OF_ONE_STUDENT.fullmatch(name))


def _is_of_others(parts):
    if len(parts) == 1:
        # A module, or the series as it was handed out, may lie beside a student's own files
        other = HANDED_IN.fullmatch(parts[0]) and not parts[0].lower().endswith(".py")
        return bool(other) and not parts[0].startswith(SERIES) and not _is_of_series(parts[0])
    return parts[0] not in FOLDERS_OF_SERIES and _is_of_series(parts[-1])
