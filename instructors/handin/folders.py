"""The layouts that give every student a folder."""

import re
from dataclasses import replace

from instructors.handin import gradescope
from instructors.handin.common import Unused
from instructors.handin.layout import Claim, Layout, claimed, common_start, fitting, most_fit


class Gradescope(Layout):
    """``submission_456/...`` beside ``submission_metadata.yml``, which has the names.

    See `instructors.handin.gradescope`.
    """

    form = re.compile(r"submission_\w+")

    @classmethod
    def fits(cls, listing):
        """See `Layout`."""
        if (gradescope.METADATA,) in listing.files:
            return most_fit(listing, cls.form)
        named, others = fitting(listing, cls.form)
        return bool(named) and not others

    @classmethod
    def claims(cls, listing, _path, _detail):
        """See `Layout`."""
        people, problem = gradescope.read(listing.files.get((gradescope.METADATA,)))

        def claim(parts, folder):
            if not cls.form.fullmatch(parts[0]) or (len(parts) == 1 and not folder):
                return None
            name, identifiers, remarks, members = people.get(parts[0], (parts[0], (), (), ()))
            identifiers = (*identifiers, ("submission", (parts[0].removeprefix("submission_"),)))
            return Claim(
                (parts[0],), name, parts[0], parts[1:], identifiers, remarks, members=members
            )

        listing.files.pop((gradescope.METADATA,), None)
        claims, strays = claimed(listing, claim, "It lies in no folder such as submission_456.")
        return claims, strays + ([Unused(gradescope.METADATA, problem)] if problem else [])


class Nbgrader(Layout):
    """``submitted/<student>/<assignment>/...``, or the inbound folder of the exchange.

    jupyter/nbgrader, nbgrader/exchange/default/submit.py: what arrives is called
    ``<student>+<assignment>+<time>+<random>`` and holds ``timestamp.txt``; collecting copies it to
    ``submitted/<student>/<assignment>``. Neither name may contain a plus.
    """

    submitted = re.compile("submitted")
    # What else is in the folder of a course
    beside = frozenset(
        {"source", "release", "autograded", "feedback", "downloaded", "nbgrader_config.py"}
    )
    inbound = re.compile(r"(?P<id>[^+]+)\+(?P<task>[^+]+)\+(?P<time>[^+]+)(\+[^+]+)?", re.S)

    @classmethod
    def fits(cls, listing):
        """See `Layout`."""
        return bool(cls._root(listing)) or cls._is_inbound(listing)

    @classmethod
    def _is_inbound(cls, listing):
        tops = listing.tops()
        return bool(tops) and all(map(cls.inbound.fullmatch, tops))

    @classmethod
    def _root(cls, listing):
        """Return the form that fits, as a number of folders above those of the students, plus 1."""
        named, others = fitting(listing, cls.submitted)
        if named and others <= cls.beside:
            return 2
        stamped = {p[0] for p in listing.files if len(p) == 3 and p[2] == "timestamp.txt"}
        most = len(stamped) > 0.5 * len(listing.tops())
        return 1 if most and all(len(parts) > 2 for parts in listing.files) else 0

    @classmethod
    def claims(cls, listing, path, detail):
        """See `Layout`."""
        depth = max(cls._root(listing) - 1, 0)
        inbound = not depth and cls._is_inbound(listing)

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


NOTHING = re.compile("(?!)")


class Repositories(Layout):
    """One clone a student, ``<assignment>-<login>/``, as `gh` and GitHub's tools name them."""

    @classmethod
    def fits(cls, listing):
        """See `Layout`."""
        cloned = {parts[0] for parts in listing.clones if len(parts) == 1}
        _, handed_in = fitting(listing, NOTHING)
        return len(cloned) > len(handed_in - cloned)

    @classmethod
    def claims(cls, listing, _path, _detail):
        """See `Layout`."""
        tops = sorted({parts[0] for parts in listing.folders})
        common = common_start(tops, "-") if len(tops) > 1 else ""

        def claim(parts, folder):
            if len(parts) == 1 and not folder:
                return None
            login = parts[0][len(common) :]
            identifiers = (("login", (login,)), ("repository", (parts[0],)))
            return Claim((parts[0],), login, parts[0], parts[1:], identifiers)

        return claimed(listing, claim, "It lies beside the repositories, in none of them.")


class Brightspace(Layout):
    """``39780-640690 - Jane Doe - Oct 12, 2025 935 AM/...``, or flat, with `` - solution.py``.

    D2L publishes no description. The forms are those that public scripts read, such as
    ``^[0-9]+-[0-9]+ - (.+) - .+$`` of GradeFast. What the numbers count is not said there, so only
    hand-ins with the same name and the same numbers are taken for those of one student.
    """

    form = re.compile(
        r"(?P<numbers>\d+-\d+) - (?P<name>.+?) - (?P<date>[^-]*\b\d{4}\b[^-]*?)"
        r"(?: - (?P<file>.+))?",
        re.S,
    )
    english = re.compile(r"([A-Z][a-z]{2})[a-z]* (\d+), (\d{4}) (\d{1,4})(?: ([AP]M))?")
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

    @classmethod
    def fits(cls, listing):
        """See `Layout`."""
        return most_fit(listing, cls.form) or most_fit(listing, cls.form, folders=False)

    @classmethod
    def claims(cls, listing, _path, _detail):
        """See `Layout`."""
        attempts = {}
        for match in filter(None, map(cls.form.fullmatch, listing.tops())):
            attempts.setdefault((match["name"], match["numbers"]), {})[match["date"]] = None
        for dates in attempts.values():
            dates.update((date, cls._order(date)) for date in dates)

        def claim(parts, folder):
            match = cls.form.fullmatch(parts[0])
            if not match or (folder and match["file"]):
                return None
            return cls._claim(match, parts, attempts[match["name"], match["numbers"]])

        claims, strays = claimed(
            listing, claim, "Its name is not of Brightspace's form, 39780-640690 - Jane Doe - date."
        )
        strays = [replace(s, matters=s.matters and s.file != "index.html") for s in strays]
        return claims, strays + cls._namesakes(attempts)

    @classmethod
    def _claim(cls, match, parts, attempts):
        inner = (match["file"],) if match["file"] else parts[1:]
        known = None not in attempts.values()
        remarks = [f"{len(attempts)} attempts"] if len(attempts) > 1 else []
        if remarks and not known:
            remarks.append("which attempt is the latest is not known: the best answer counts")
        return Claim(
            (match["name"], match["numbers"]),
            match["name"],
            f"{match['numbers']} - {match['name']}",
            inner,
            (("brightspace", (match["numbers"],)),),
            tuple(remarks),
            attempts[match["date"]] or (),
            "/".join(inner) if known else "",
        )

    @classmethod
    def _order(cls, date):
        """Return a date as numbers; None if it is not written as in English."""
        found = cls.english.fullmatch(date)
        if not found or found[1] not in cls.months:
            return None
        time = found[4].zfill(4)
        hour = int(time[:2]) % 12 + 12 * (found[5] == "PM") if found[5] else int(time[:2])
        return int(found[3]), cls.months.index(found[1]), int(found[2]), hour, int(time[2:])

    @staticmethod
    def _namesakes(attempts):
        numbers = {}
        for name, number in attempts:
            numbers.setdefault(name, []).append(number)
        return [
            Unused(
                name,
                f"Graded as {len(found)} students, because the numbers differ: "
                f"{', '.join(found)}. If it is one, take the grade of the latest attempt.",
            )
            for name, found in numbers.items()
            if len(found) > 1
        ]


class Ilias(Layout):
    """``Sheet 3/Submissions/Doe_Jane_jdoe_4711/...``; in teams, ``Submissions/Team 17/Doe_...``.

    ILIAS-eLearning/ILIAS, Modules/Exercise: `ilExerciseManagementCollectFilesJob`
    (`createTargetDirectory`, `createSubmissionsDirectory`) puts the folder of submissions, named
    in the site's language, beside tables of Excel and ``Feedback_files``; `ilExSubmission`
    (`downloadAllAssignmentFiles`, `getDirectoryNameFromUserData`) has the names of students. What
    a member of a team has handed in is the team's.
    """

    form = re.compile(r"(?P<last>[^\W\d_][^_\d]*)_(?P<first>[^\W\d_][^_\d]*)_.+_(?P<id>\d+)", re.S)
    team = re.compile(r"[^\W\d_]+ \d+")
    deepest = 4  # folders above that of a student

    @classmethod
    def fits(cls, listing):
        """See `Layout`."""
        found = {}
        for parts in {*listing.files, *listing.folders}:
            above = cls._above(parts)
            if above is not None:
                root = above[:-1] if cls._is_team(above) else above
                found.setdefault(root, set()).add(parts[len(above)])
        names = set().union(*found.values())
        if len(found) != 1 or len({cls.form.fullmatch(name)["id"] for name in names}) < len(names):
            return False
        beside = (parts for parts in listing.files if cls._above(parts) is None)
        return all(cls._is_own(parts) for parts in beside)

    @classmethod
    def claims(cls, listing, _path, _detail):
        """See `Layout`."""
        claims, strays = claimed(
            listing, cls._claim, "It lies in no folder such as Doe_Jane_jdoe_4711."
        )
        teams = {}
        for claim, _ in claims:
            if claim.student[:-1]:
                teams.setdefault(claim.student[:-1], {})[claim.student] = claim
        for claim, found in list(claims):
            for member in teams.get(claim.student[:-1], {}).values():
                if member.student != claim.student and found is not None:
                    claims.append((replace(member, inner=claim.inner), found))
        strays = [
            replace(s, matters=s.matters and not cls._is_own(tuple(s.file.split("/"))))
            for s in strays
        ]
        return claims, strays

    @classmethod
    def _claim(cls, parts, folder):
        above = cls._above(parts)
        if above is None or (len(parts) == len(above) + 1 and not folder):
            return None
        own = parts[len(above)]
        match = cls.form.fullmatch(own)
        team = above[-1:] if cls._is_team(above) else ()
        return Claim(
            (*team, own),
            f"{match['first']} {match['last']}",
            own,
            # In a team, files of the same name come from several members
            parts[len(above) + bool(not team) :],
            (("ilias", (match["id"],)),),
            team,
        )

    @classmethod
    def _above(cls, parts):
        """Return the folders above that of a student; None if the path belongs to none."""
        for depth, part in enumerate(parts[: cls.deepest + 1]):
            if part == "Feedback_files":
                return None
            if cls.form.fullmatch(part):
                return parts[:depth]
        return None

    @classmethod
    def _is_team(cls, above):
        return bool(above) and bool(cls.team.fullmatch(above[-1]))

    @staticmethod
    def _is_own(parts):
        """Say whether ILIAS itself has put a file there."""
        return "Feedback_files" in parts or parts[-1].endswith((".xlsx", ".xls"))
