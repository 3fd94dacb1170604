"""How each course system names what students hand in: the table `LAYOUTS`.

A system is a row. Its form is matched against whole paths, with slashes between the folders, and
the groups of the form say what the parts are: ``inner`` a path in the folder of a student, ``file``
a file that has the student in its own name, ``typed`` what was typed into the system; ``folder``
what the system wants back with the feedback, ``name`` the student, and those in
`claiming.IDENTIFIERS` what the system calls the student. Where that is not all, a function of
`systems` makes the claims.
"""

import re

from instructors.handin import systems
from instructors.handin.claiming import Layout
from instructors.handin.gradescope_metadata import METADATA


def pattern(text: str) -> re.Pattern[str]:
    """Return a pattern, written over several lines, of names that may hold line breaks."""
    return re.compile(text, re.X | re.S)


# nbgrader's own notes on a hand-in
NOTES = r"(?:timestamp|submission_secret)\.txt"
INNER = r"(?:/(?P<inner>.+))?"
MOODLE = r"(?P<name>[^/]+?) (?:_(?P<moodle>\d+))? _assignsubmission_(?P<kind>[a-z]+)"

LAYOUTS = (
    # Full Name_4712_assignsubmission_file/..., a folder for each kind of submission.
    # moodle/moodle, public/mod/assign/classes/downloader.php: `get_student_prefix`,
    # `load_submissionplugin_filelist`. In the name, underscores became blanks. A group without a
    # name of its own has no number. Older versions ended the folder's name in an underscore.
    Layout("moodle", pattern(rf"(?P<folder>{MOODLE}_?){INNER}"), systems.moodle),
    # Full Name_4712_assignsubmission_file_solution.py: as before, without folders
    Layout("moodle-flat", pattern(rf"(?P<folder>{MOODLE})_(?P<file>[^/]+)"), systems.moodle),
    # doejane_LATE_4712_98765_solution-1.py, all in one folder.
    # instructure/canvas-lms, lib/content_zipper.rb: `get_filename`, `add_upload_submission`,
    # `add_text_or_url`, `sanitize_user_name`. The name is in small letters and has lost all but
    # letters, digits and underscores. A second upload of one name is renamed by
    # `make_unique_filename` in app/models/attachment.rb, and has the greater attachment id.
    Layout(
        "canvas",
        pattern(
            r"""(?P<folder> (?:(?P<name>[^/]+?)_)?? (?P<late>LATE_)?
                (?:anon_(?P<anonymous_id>[^\W_]+) | (?P<canvas>\d+)))_
            (?:(?P<attachment>\d+)_(?P<file>[^/]+) | (?P<typed>text\.html | link\.html))"""
        ),
        systems.canvas,
    ),
    # Sheet 3_bitdiddle_attempt_2026-01-30-15-30-10_solution.py, all in one folder.
    # jupyter/nbgrader, nbgrader/plugins/zipcollect.py, and public scripts have the form; the word
    # for attempt is in the site's language. A file of the same name without the last part, .txt,
    # is Blackboard's own record of the attempt, in which a comment of the student may stand.
    Layout(
        "blackboard",
        pattern(
            r"""(?P<folder>(?P<name>[^/]+?))_[^\W\d_]+_(?P<time>\d{4}(?:-\d\d){5})
            (?:_(?P<file>[^/]+) | (?P<typed>\.txt))"""
        ),
        systems.blackboard,
    ),
    # 39780-640690 - Jane Doe - Oct 12, 2025 935 AM/..., or flat, with " - solution.py".
    # D2L publishes no description. The forms are those that public scripts read, such as
    # ^[0-9]+-[0-9]+ - (.+) - .+$ of GradeFast. What the numbers count is not said there, so only
    # hand-ins with the same name and the same numbers are taken for those of one student.
    Layout(
        "brightspace",
        pattern(
            rf"""(?P<folder>(?P<brightspace>\d+-\d+)[ ]-[ ](?P<name>[^/]+?))[ ]-[ ]
            (?P<time>[^-/]*\b\d{{4}}\b[^-/]*?) (?:[ ]-[ ](?P<file>[^/]+) | {INNER})"""
        ),
        systems.brightspace,
        from_system=pattern(r"index\.html"),
    ),
    # submission_456/... beside submission_metadata.yml, which has the names
    Layout(
        "gradescope",
        pattern(rf"(?P<folder>submission_(?P<submission>\w+)){INNER}"),
        systems.gradescope,
        systems.is_gradescope,
        from_system=pattern(re.escape(METADATA)),
    ),
    # submitted/<student>/<assignment>/..., the inbound folder of the exchange, or what is in the
    # folder submitted. jupyter/nbgrader, nbgrader/exchange/default/submit.py: what arrives is
    # called <student>+<assignment>+<time>+<random> and holds timestamp.txt; collecting copies it to
    # submitted/<student>/<assignment>. Neither name may contain a plus.
    *(
        Layout(
            "nbgrader",
            pattern(rf"{start} (?:/(?!{NOTES}$)(?P<inner>.+))?"),
            systems.nbgrader,
            fits,
            from_system=pattern(rf".*{NOTES}"),
        )
        for start, fits in {
            r"submitted/(?P<student>[^/]+)/(?P<task>[^/]+)": systems.is_submitted,
            r"""(?P<folder>(?P<student>[^+/]+)\+(?P<task>[^+/]+)\+(?P<time>[^+/]+)
            (?:\+[^+/]+)?)""": systems.is_inbound,
            r"(?P<student>[^/]+)/(?P<task>[^/]+)": systems.is_collected,
        }.items()
    ),
    # One clone a student, <assignment>-<login>/, as gh and GitHub's tools name them
    Layout(
        "repositories",
        pattern(rf"(?P<folder>(?P<repository>[^/]+)){INNER}"),
        systems.repositories,
        systems.is_cloned,
    ),
    # Sheet 3/Submissions/Doe_Jane_jdoe_4711/...; in teams, Submissions/Team 17/Doe_....
    # ILIAS-eLearning/ILIAS, Modules/Exercise: `ilExerciseManagementCollectFilesJob`
    # (`createTargetDirectory`, `createSubmissionsDirectory`) puts the folder of submissions, named
    # in the site's language, beside tables of Excel and Feedback_files; `ilExSubmission`
    # (`downloadAllAssignmentFiles`, `getDirectoryNameFromUserData`) has the names of students. What
    # a member of a team has handed in is the team's.
    Layout(
        "ilias",
        pattern(
            rf"""(?P<above>(?:(?!Feedback_files/)[^/]+/){{0,4}}?) (?:(?P<team>[^\W\d_]+[ ]\d+)/)?
            (?P<folder>(?P<last>[^\W\d_][^_\d/]*)_(?P<first>[^\W\d_][^_\d/]*)_[^/]+_(?P<ilias>\d+))
            {INNER}"""
        ),
        systems.ilias,
        systems.is_ilias,
        from_system=systems.OF_ILIAS,
    ),
)
