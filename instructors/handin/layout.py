"""Whose a file is: what every layout says of every path."""

import re
from dataclasses import dataclass

from instructors.handin.common import Unused
from instructors.handin.tree import Listing

HANDED_IN = re.compile(r"(.+?)(\.py|\.ipynb|\.zip|\.7z|\.rar|\.tgz|\.tar(?:\.\w+)?)", re.I | re.S)


@dataclass(frozen=True)
class Claim:
    """Where a path belongs: the student, and what the path is called there.

    A layout makes one claim per path. Those of equal ``student`` belong together.
    """

    student: tuple
    name: str
    folder: str
    inner: tuple
    identifiers: tuple = ()
    remarks: tuple = ()
    order: tuple = ()  # of two attempts, the one with the greater order counts
    attempt_of: str = ""
    typed: bool = False  # into the course system, such as a comment beside the files
    members: tuple = ()  # of a team: what the course system calls each of them, as pairs


class Layout:
    """How a course system names what it gives; a subclass for each system."""

    @classmethod
    def fits(cls, listing):
        """Return whether the names in a `Listing` look like this layout."""
        raise NotImplementedError

    @classmethod
    def claims(cls, listing, path, detail):
        """Tell whose every path is.

        Parameters
        ----------
        listing : Listing
        path : pathlib.Path
            Where the submissions lie.
        detail : str
            What was given after the name of the layout.

        Returns
        -------
        claims, strays
            As of `claimed`.
        """
        raise NotImplementedError


def claimed(listing, claim_of, reason):
    """Ask for the claim of every path.

    Parameters
    ----------
    listing : Listing
    claim_of : callable
        Takes the parts of a path and whether it is a folder; returns a `Claim` or None.
    reason : str
        Why a path without a claim belongs to nobody.

    Returns
    -------
    claims : list of tuple
        Each a claim and what was found: a `File`, the arguments of `Unused`, or None (a folder).
    strays : list of Unused
    """
    claims, strays = [], []
    found = {**dict.fromkeys(listing.folders), **listing.unused, **listing.files}
    for parts, what in sorted(found.items(), key=lambda item: item[0]):
        claim = claim_of(parts, what is None or parts in listing.folders)
        if claim:
            claims.append((claim, what))
        elif isinstance(what, tuple):
            strays.append(Unused("/".join(parts), *what))
        elif what is not None:
            strays.append(Unused("/".join(parts), reason))
    return claims, strays


def fitting(listing: Listing, form: re.Pattern, folders: bool = True) -> tuple[set, set]:
    """Return which names at the top have a form, and which others may have been handed in.

    Parameters
    ----------
    listing : Listing
    form : re.Pattern
    folders : bool
        Whether it is the form of a folder, or else of a file.
    """
    own = {parts[0] for parts in listing.folders}
    named = {name for name in listing.tops() if form.fullmatch(name) and (name in own) is folders}
    others = {n for n in set(listing.tops()) - named if n in own or HANDED_IN.fullmatch(n)}
    return named, others


def most_fit(listing: Listing, form: re.Pattern, folders: bool = True) -> bool:
    """Say whether most of what may have been handed in has a form: nobody decides that alone."""
    named, others = fitting(listing, form, folders)
    return len(named) > len(others)


def common_start(names, mark):
    """Return what all names begin with, up to a mark such as a dash; empty if there is none."""
    low, high = min(names), max(names)
    size = next((i for i, (a, b) in enumerate(zip(low, high, strict=False)) if a != b), len(low))
    return low[: low.rfind(mark, 0, size) + 1]
