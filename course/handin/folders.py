"""The layouts that give every student a folder."""

import re
from dataclasses import replace

from course.handin import gradescope
from course.handin.claims import Claim, Layout, claimed, share
from course.handin.common import Unused


class Gradescope(Layout):
    """``submission_456/...`` beside ``submission_metadata.yml``, which has the names.

    See `course.handin.gradescope`.
    """

    form = re.compile(r"submission_\w+")

    @classmethod
    def fits(cls, listing):
        """See `Layout`."""
        tops = sorted({parts[0] for parts in listing.folders})
        known = (gradescope.METADATA,) in listing.files
        return bool(tops) and share(tops, cls.form) >= (0.5 if known else 1)

    @classmethod
    def claims(cls, listing, _path, _detail):
        """See `Layout`."""
        people, problem = gradescope.read(listing.files.get((gradescope.METADATA,)))

        def claim(parts, folder):
            if not cls.form.fullmatch(parts[0]) or (len(parts) == 1 and not folder):
                return None
            name, identifiers, remarks = people.get(parts[0], (parts[0], (), ()))
            identifiers = (*identifiers, ("submission", (parts[0].removeprefix("submission_"),)))
            return Claim((parts[0],), name, parts[0], parts[1:], identifiers, remarks)

        listing.files.pop((gradescope.METADATA,), None)
        claims, strays = claimed(listing, claim, "It lies in no folder such as submission_456.")
        return claims, strays + ([Unused(gradescope.METADATA, problem)] if problem else [])


class Nbgrader(Layout):
    """``submitted/<student>/<assignment>/...``, or the inbound folder of the exchange.

    jupyter/nbgrader, nbgrader/exchange/default/submit.py: what arrives is called
    ``<student>+<assignment>+<time>+<random>`` and holds ``timestamp.txt``; collecting copies it to
    ``submitted/<student>/<assignment>``. Neither name may contain a plus.
    """

    inbound = re.compile(r"(?P<id>[^+]+)\+(?P<task>[^+]+)\+(?P<time>[^+]+)(\+[^+]+)?", re.S)

    @classmethod
    def fits(cls, listing):
        """See `Layout`."""
        return bool(cls._root(listing)) or share(listing.tops(), cls.inbound) == 1

    @staticmethod
    def _root(listing):
        """Return the form that fits, as a number of folders above those of the students, plus 1."""
        if ("submitted",) in listing.folders:
            return 2
        stamped = any(len(p) == 3 and p[2] == "timestamp.txt" for p in listing.files)
        return 1 if stamped and all(len(parts) > 2 for parts in listing.files) else 0

    @classmethod
    def claims(cls, listing, path, detail):
        """See `Layout`."""
        depth = max(cls._root(listing) - 1, 0)
        inbound = not depth and share(listing.tops(), cls.inbound) == 1

        def split(parts):
            if inbound:
                match = cls.inbound.fullmatch(parts[0])
                return match["id"], match["task"], match["time"], parts[1:]
            if len(parts) <= depth + 1 or (depth and parts[0] != "submitted"):
                return None
            return parts[depth], parts[depth + 1], "", parts[depth + 2 :]

        tasks = {found[1] for found in map(split, listing.folders) if found}
        if len(tasks) > 1 and detail not in tasks:
            raise ValueError(
                f"{path} holds several assignments: {', '.join(sorted(tasks))}. "
                f'Choose one with "--layout nbgrader:{min(tasks)}".'
            )
        task = detail or next(iter(tasks), None)

        def claim(parts, _folder):
            found = split(parts)
            if not found or found[1] != task or found[3] == ("timestamp.txt",):
                return None
            if found[3] == ("submission_secret.txt",):
                return None
            return Claim(
                (found[0],),
                found[0],
                parts[0] if inbound else found[0],
                found[3],
                (("student", (found[0],)),),
                order=(found[2],),
                attempt_of="the assignment" if inbound else "",
            )

        claims, strays = claimed(listing, claim, "It lies in no folder of the assignment.")
        notes = ("timestamp.txt", "submission_secret.txt")
        return claims, [
            replace(s, matters=s.matters and not s.file.endswith(notes)) for s in strays
        ]


class Repositories(Layout):
    """One clone a student, ``<assignment>-<login>/``, as `gh` and GitHub's tools name them."""

    @classmethod
    def fits(cls, listing):
        """See `Layout`."""
        tops = {parts[0] for parts in listing.folders}
        cloned = {parts[0] for parts in listing.clones if len(parts) == 1}
        return bool(cloned) and len(cloned) >= 0.5 * len(tops)

    @classmethod
    def claims(cls, listing, _path, _detail):
        """See `Layout`."""
        tops = sorted({parts[0] for parts in listing.folders})
        common = _common_start(tops)

        def claim(parts, folder):
            if len(parts) == 1 and not folder:
                return None
            login = parts[0][len(common) :]
            identifiers = (("login", (login,)), ("repository", (parts[0],)))
            return Claim((parts[0],), login, parts[0], parts[1:], identifiers)

        return claimed(listing, claim, "It lies beside the repositories, in none of them.")


def _common_start(names):
    """Return what all names begin with, up to a dash; nothing if that would leave no name."""
    if len(names) < 2:
        return ""
    low, high = min(names), max(names)
    size = next((i for i, (a, b) in enumerate(zip(low, high, strict=False)) if a != b), len(low))
    return low[: low.rfind("-", 0, size) + 1]
