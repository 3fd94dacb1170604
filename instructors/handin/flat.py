"""The layouts of Moodle, Canvas and Blackboard, which put the student into the names of files."""

import re

from instructors.handin.layout import Claim, Layout, claimed, common_start, most_fit


class Flat(Layout):
    """All files lie in one folder, and their names have a form."""

    @classmethod
    def fits(cls, listing):
        """See `Layout`."""
        return most_fit(listing, cls.form, folders=False)


class Moodle(Layout):
    """``Full Name_4712_assignsubmission_file/...``, a folder for each kind of submission.

    moodle/moodle, public/mod/assign/classes/downloader.php: `get_student_prefix`,
    `load_submissionplugin_filelist`. In the name, underscores became blanks. A group without a
    name of its own has no number. Older versions ended the folder's name in an underscore.
    """

    form = re.compile(r"(?P<name>.+?)(?:_(?P<id>\d+))?_assignsubmission_(?P<kind>[a-z]+)_?", re.S)
    expected = "Expected were names such as Full Name_4712_assignsubmission_file."

    @classmethod
    def fits(cls, listing):
        """See `Layout`."""
        return most_fit(listing, cls.form)

    @classmethod
    def claims(cls, listing, _path, _detail):
        """See `Layout`."""
        return claimed(
            listing, cls._claim, f"This is the folder or file of no student. {cls.expected}"
        )

    @classmethod
    def _claim(cls, parts, _folder):
        match = cls.form.fullmatch(parts[0])
        return match and _moodle_claim(match, parts[0], parts[1:])


class MoodleFlat(Flat, Moodle):
    """``Full Name_4712_assignsubmission_file_solution.py``: as Moodle, without folders."""

    form = re.compile(
        r"(?P<name>.+?)(?:_(?P<id>\d+))?_assignsubmission_(?P<kind>[a-z]+)_(?P<file>.+)", re.S
    )
    expected = "Expected were names such as Full Name_4712_assignsubmission_file_solution.py."

    @classmethod
    def _claim(cls, parts, folder):
        match = cls.form.fullmatch(parts[0])
        if not match or folder:
            return None
        return _moodle_claim(match, parts[0].removesuffix(f"_{match['file']}"), (match["file"],))


def _moodle_claim(match, folder, inner):
    number, kind = match["id"], match["kind"]
    remarks = []
    if kind != "file":
        remarks.append("text was typed online" if kind == "onlinetext" else f"also: {kind}")
    if number is None:
        remarks.append("a group without a number")
    # Blind marking puts the word for participant, in the site's language, in place of the name
    if match["name"].lower() in ("participant", "teilnehmer/in", "teilnehmerin", "teilnehmer"):
        remarks.append("anonymous")
    return Claim(
        (match["name"], number),
        match["name"],
        folder.replace(f"_assignsubmission_{kind}", "_assignsubmission_file"),
        inner,
        (("participant", (number,)),) if number else (),
        tuple(remarks),
        typed=kind == "onlinetext",
    )


class Canvas(Flat):
    """``doejane_LATE_4712_98765_solution-1.py``, all in one folder.

    instructure/canvas-lms, lib/content_zipper.rb: `get_filename`, `add_upload_submission`,
    `add_text_or_url`, `sanitize_user_name`. The name is in small letters and has lost all but
    letters, digits and underscores. A second upload of one name is renamed by
    `make_unique_filename` in app/models/attachment.rb, and has the greater attachment id.
    """

    form = re.compile(
        r"(?:(?P<name>.+?)_)??(?P<late>LATE_)?(?P<id>anon_[^\W_]+|\d+)_"
        r"(?:(?P<attachment>\d+)_(?P<file>.+)|(?P<typed>text\.html|link\.html))",
        re.S,
    )
    renamed = re.compile(r"(.+?)(?:-(\d))?((?:\.\w+)*)", re.S)

    @classmethod
    def claims(cls, listing, _path, _detail):
        """See `Layout`."""
        names = {}
        for parts in listing.files:
            match = len(parts) == 1 and cls.form.fullmatch(parts[0])
            if match and match["file"]:
                names.setdefault(match["id"], set()).add(match["file"])

        def claim(parts, folder):
            match = None if folder or len(parts) > 1 else cls.form.fullmatch(parts[0])
            return match and cls._claim(match, names.get(match["id"], ()))

        return claimed(
            listing, claim, "Its name is not of Canvas' form, name_4712_98765_solution.py."
        )

    @classmethod
    def _claim(cls, match, siblings):
        anonymous = match["id"].startswith("anon_")
        kind = "anonymous_id" if anonymous else "user_id"
        identifier = match["id"].removeprefix("anon_")
        remarks = ["late"] if match["late"] else []
        remarks += ["anonymous"] if anonymous else []
        if match["typed"]:
            typed = "text was typed" if match["typed"] == "text.html" else "a web address was given"
            remarks.append(f"{typed} online")
        name = match["name"] or f"anonymous {identifier}"
        file = match["file"] or match["typed"]
        base, number, suffix = cls.renamed.fullmatch(file).groups()
        # part-1, part-2 and part-3 are three files, unless there is a file part as well
        known = f"{base}{suffix}" in siblings or base.lower() == "solution"
        attempt = f"{base}{suffix}" if known and match["file"] else ""
        return Claim(
            (kind, identifier),
            name,
            match[0].removesuffix(f"_{match['attachment']}_{file}"),
            (file,),
            ((kind, (identifier,)),),
            tuple(remarks),
            (int(match["attachment"] or 0), int(number or 0)),
            attempt,
            bool(match["typed"]),
        )


class Blackboard(Flat):
    """``Sheet 3_bitdiddle_attempt_2026-01-30-15-30-10_solution.py``, all in one folder.

    jupyter/nbgrader, nbgrader/plugins/zipcollect.py, and public scripts have the form; the word
    for attempt is in the site's language. A file of the same name without the last part, ``.txt``,
    is Blackboard's own record of the attempt, in which a comment of the student may stand.
    """

    form = re.compile(
        r"(?P<start>.+?)_(?P<word>[^\W\d_]+)_(?P<time>\d{4}(?:-\d\d){5})(?:_(?P<file>.+)|\.txt)",
        re.S,
    )

    @classmethod
    def claims(cls, listing, _path, _detail):
        """See `Layout`."""
        times = {}
        for match in filter(None, (cls.form.fullmatch(parts[0]) for parts in listing.files)):
            times.setdefault(match["start"], set()).add(match["time"])
        # The assignment; with one student alone, this is a guess
        task = common_start(times, "_") if times else ""

        def claim(parts, folder):
            match = None if parts not in listing.files else cls.form.fullmatch(parts[0])
            return match and cls._claim(match, task, len(times[match["start"]]))

        return claimed(
            listing,
            claim,
            "Its name is not of Blackboard's form, "
            "Sheet_name_attempt_2026-01-30-15-30-10_solution.py.",
        )

    @classmethod
    def _claim(cls, match, task, attempts):
        name = match["start"].removeprefix(task)
        return Claim(
            (match["start"],),
            name,
            match["start"],
            (match["file"] or match[0],),
            (("username", (name,)),),
            (f"{attempts} attempts",) if attempts > 1 else (),
            order=(match["time"],),
            attempt_of=match["file"] or "the record",
            typed=not match["file"],
        )
