"""What an instructor reads, but for the page on a class, ``handback/overview.html.j2``.

What students read of the grading is in `instructors.student_messages`; what is wrong in the file of
settings, the checks say themselves, in `checks.settings`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from instructors.printable import printable

FEW = 3  # names that are told in a terminal
UNWRITABLE = (
    "{path} cannot be written: {reason}. Use a copy of this project in a folder of your own; what "
    'make grade writes goes elsewhere with OPTIONS="--output FOLDER".'
)


@dataclass(frozen=True)
class InstructorNote:
    """Something that an instructor should know: a sentence, and whom it is about, one by one."""

    said: str
    names: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.said}: {', '.join(self.names)}." if self.names else self.said

    def short(self, file: str) -> str:
        """Return it for a terminal, with few names, or the file in which all stand."""
        if len(self.names) <= FEW:
            return printable(str(self))
        return f"{self.said}; the names are in {file}."


def counted(sentence: str, count: int, **fields: object) -> str:
    """Return a sentence on so many of something."""
    return sentence.format(count=count, s="s" * (count != 1), **fields)


def noted(
    sentences: Mapping[str, str], who: Mapping[str, Sequence[str]], **fields: object
) -> list[InstructorNote]:
    """Return a note for each kind that names somebody.

    Both mappings have the kinds as keys; the sentences have a ``{count}`` of the names in them.
    """
    return [
        InstructorNote(counted(sentences[kind], len(names), **fields), tuple(names))
        for kind, names in who.items()
        if names
    ]


# The command lines: what a command does, and what each of its options is
HELP = {
    "grade": "Grade a folder of submissions.",
    "submissions": "what a course system gives, a folder or a zip file as it came",
    "--layout": "how it is laid out, if that is not recognised",
    "--output": "default: grades",
    "--seed": "secret that chooses the unseen networks; kept in seed.txt",
    "--columns": "default: {columns}",
    "--scheduler": "address of a Dask scheduler; default: this machine",
    "--gradebook": "table of the course system, in which to fill in the totals",
    "--points": "CSV with student, exercise, points and reason, which wins over what is computed; "
    "kept in the output folder as {points}, and read from there the next time",
    "--grade-column": "name of the column to fill in, if that is not clear",
    "--strict": "exit status 3 if something that was handed in could not be used",
    "--no-sandbox": "grade without bubblewrap",
    "student": "Build the version for students.",
    "--answers": 'keep the answers to "On your own"',
    "site": "Build the website for students.",
    "url": "where the website will be",
    "--repository": "owner/name on GitHub",
    "autograder": "The autograder for Gradescope.",
    "build": "write dist/gradescope-autograder.zip",
    "run": "grade the submission in a folder",
}
# What was written
WRITTEN = {
    "file": "wrote {file}",
    "zip": "wrote {file}, {size:.0f} kB",
    "site": "wrote {folder}: put what is in it at {address}",
    "branch": "wrote {folder}: the links to Colab, Binder and Codespaces need it as the branch "
    "{branch} of {repository}",
    "no links": "left out the links to Binder and Codespaces, which open repositories: "
    "REPOSITORY=...",
}
# Grading
GRADE = {
    "nothing named": "Say what to grade: make grade SUBMISSIONS=folder",
    "columns": "expected {count} different names with commas between them, for {wanted}; got "
    "{given!r}",
    "no address": "expected tcp://127.0.0.1:port or tls://host:port; got {address!r}",
    "open scheduler": "{address} would take programs from anyone who reaches it. Use an SSH "
    "tunnel to a scheduler that listens on 127.0.0.1, or tls://; instructors/README.md says how",
    "output inside": "{output} lies in {given}, and would be taken for a submission. Choose "
    "another place with --output.",
    "column alone": "--grade-column is a column of the table that --gradebook names. Give both.",
    "in its place": "{file} would be replaced. Choose another place with --output.",
    "own name": "{file} is the name of a file that is written. Rename the table.",
    "no sandbox": "No sandbox: a student's program can read and change all that you can, and reach "
    "the network. Only its time, memory and files are limited.",
    "no bubblewrap": "Not grading: {reason} Programs that you trust are graded with --no-sandbox.",
    "nothing works": "Not grading: not even a program that does nothing can be graded here. "
    "{reason}",
    "found": "{count} submission{s} in the layout {layout}",
    "no scheduler": "No scheduler answers at {address}: {problem}",
    "interrupted": "\nInterrupted. What was graded is kept: the same command goes on.",
    "graded": "{graded} of {count} student{s} graded: {files}",
    "filled": "{count} grade{s} filled in: {file}",
    "not filled": "No grades were filled in. {file}: {problem}",
    "earlier": " {file} is that of an earlier run.",
    "ungraded": "{count} student{s} not graded, which is not their fault. {reason} The same "
    "command tries again",
    "marked": "{count} student{s} with something to look at, which they do not see",
    "unusable": "{count} student{s} with something that could not be used, as they are told",
    "nothing": "{count} student{s} without a program that can be run, as they are told",
    "skipped": "{count} student{s} whose feedback Moodle will skip, since their numbers are not "
    "known",
    "changed": "{count} feedback file{s} changed by hand, and kept, in feedback.zip as well",
    "beside": ", with what is new in {path}",
    "strays": "{count} file{s} of nobody",
    "doubts": "{count} student{s} who may be another one, or several",
}
# Who handed in what
COLLECTING = {
    "no layout": "{given!r} is no layout. There are {layouts}.",
    "absent": "{path} does not exist. Expected is a folder with one folder, file or zip file per "
    "student, or the zip file that the course system gives.",
    "unreadable": "{path} cannot be read: {reason}.",
    "empty": "{path} is empty. Expected is one folder, file or zip file per student.",
    "loop": "{path} cannot be followed: it is a link that leads to itself.",
    "project": "{path} is the folder of the exercise series itself, or part of it, and not what "
    "students handed in. Expected is SUBMISSIONS=folder, or a zip file.",
    "nobody": "Nobody has handed in anything in {path}: no name there has the form of the layout "
    "{layout}. Layouts: {layouts}.",
    "assignments": "{path} holds several assignments: {tasks}. Choose one with "
    '"--layout nbgrader:{first}".',
    "folders": "{count} folders hold a solution each: {shown}",
    "one of folders": "{path} would be graded as one student, {student}, but {what}. If these are "
    "students, name the folder in which theirs lie: SUBMISSIONS=folder. If one student has packed "
    'them all, add OPTIONS="--layout plain".',
    "one beside others": "{path} would be graded as one student, because a file of the series lies "
    "at the top, but there are answers in {shown} as well. If these are students, rename that "
    "file, or put what each has handed in into a folder. If one student has handed in all, add "
    'OPTIONS="--layout plain".',
    "more": " and {count} more",
    "a submission": "there is no folder {folder}",
}
# Why something is nobody's, or whose it was taken to be
STRAYS = {
    "plain": "It belongs to nobody. Expected was a folder, or a file, with the name of a student.",
    "moodle": "This is the folder or file of no student. Expected were names such as Full "
    "Name_4712_assignsubmission_file.",
    "moodle-flat": "This is the folder or file of no student. Expected were names such as Full "
    "Name_4712_assignsubmission_file_solution.py.",
    "canvas": "Its name is not of Canvas' form, name_4712_98765_solution.py.",
    "blackboard": "Its name is not of Blackboard's form, "
    "Sheet_name_attempt_2026-01-30-15-30-10_solution.py.",
    "brightspace": "Its name is not of Brightspace's form, 39780-640690 - Jane Doe - date.",
    "gradescope": "It lies in no folder such as submission_456.",
    "nbgrader": "It lies in no folder of the assignment.",
    "repositories": "It lies beside the repositories, in none of them.",
    "ilias": "It lies in no folder such as Doe_Jane_jdoe_4711.",
    "namesakes": "Graded as {count} students, because the numbers differ: {numbers}. If it is one, "
    "take the grade of the latest attempt.",
    "alike": "The name is {folder}, which looks like that of another student. It is graded as "
    "{name}.",
    "perhaps several": "Graded as one student, with the best answer to each exercise, but {what}. "
    "If these are students, give each a folder, or a zip file, beside the others.",
    "metadata too large": "The file is too large, so the students are called by their numbers.",
    "metadata unreadable": "The file cannot be read, so the students are called by their numbers.",
}
# The sandbox
SANDBOX = {
    "not started": "the sandbox did not start: {said}",
    "busy": "the machine was too busy to run it",
    "no memory": "the machine had no memory left",
    "absent": "bubblewrap (the program bwrap) is not installed. Install it (Debian, Ubuntu: "
    "apt install bubblewrap).",
    "forbidden": "bubblewrap is installed ({path}), but this system does not let it make "
    "namespaces: {said}. Ubuntu forbids that by AppArmor; instructors/README.md says how to allow "
    "it to bubblewrap alone.",
    "broken": "bubblewrap ({path}) does not work here: {said}.",
    "filter": "no filter of system calls can be made: {said}. Install libseccomp (Debian, Ubuntu: "
    "apt install libseccomp2).",
}
# The table of the course system
GRADEBOOK = {
    "team": "team: {name}",
    "missing": "{count} student{s} handed in nothing",
    "no row": "{count} student{s} without a row in the table",
    "replaced": "{count} grade{s} of the table replaced by others",
    "from to": "{student} (from {before!r} to {grade})",
    "kept": "{count} cell{s} of the table with a word for no grade, left as found",
    "locked": "{count} grade{s} not filled in, because Moodle would skip them: it says in the "
    "worksheet that they cannot be changed. They are locked, or overridden, in its gradebook",
    "ungraded": "{count} student{s} not graded, and not filled in",
    "zero": "Some versions of Moodle skip a grade of 0 when a worksheet is imported. Please look "
    "in Moodle after the import at {count} student{s}",
    "strangers": "{count} hand-in{s} whose number stands beside another name in the worksheet. Is "
    "it that of this assignment? The grades were filled in by the number",
    "maximum": "The maximum in the table is {maximum:g}, that of the exercises {points:g}.",
    "no maximum": "The worksheet has no maximum, and Moodle would skip every grade: in the "
    "settings of the assignment, under Grade, set Type to Point, and download it again.",
    "above": "{count} grades, such as {total:g} of {student}, are above {maximum:g}, the maximum "
    "in Moodle's worksheet. Moodle would skip them without a word. Set the maximum of the "
    "assignment in Moodle, and download the worksheet again.",
    "scale": "The assignment is graded by the scale {words}, and Moodle would skip every number. "
    "In the settings of the assignment, under Grade, set Type to Point, and Maximum grade to the "
    "points of the exercises; then download the worksheet again.",
    "several rows": "{student}: could be any of the rows {rows}; none was filled in.",
    "one row": "{student}: row {row} fits another student, too.",
    "no assignments": "Canvas' table has no assignment that could be filled in. Its column is "
    "named like 'Exercise sheet 3 (4711)'.",
    "which": "Which {kind} is to be filled in? Choose one with --grade-column: {names}.",
    "which named": "{count} {kind}s are named {column!r}, where one is needed. Choose one with "
    "--grade-column: {names}.",
}
# How an exercise can have ended, from the best to the worst for the student
ENDINGS = {
    "right": "all right",
    "wrong": "something is wrong",
    "crashed": "stopped by an error",
    "limit": "ended at a limit",  # of time, memory, processes or output
    "missing": "not written",
    "unusable": "no usable program",
    "failed": "not graded",  # because the grading itself failed
}
# Why an answer is to be looked at
TO_LOOK_AT = {
    "unsure": "Ended by a signal that the program, or something else, has sent; it is not kept.",
    "not judged": "What came back could not be judged ({error}), and counts as no answer. "
    "Please look at it.",
    "patched": "The program has changed what calls it, so there are no points. Please look at it.",
    "no graph": "The operations that led to the error could not be looked at.",
    "large": "Right on small networks, and on a large one it does not come to an end, or is wrong. "
    "Perhaps it takes differences in place of a backward pass: please read it.",
    "newer": "Not valid Python {this}, and no newer Python is installed here that could be asked "
    "whether it is its: please read it.",
    "package": "Handed in with {packages}, which can differentiate: please read the program.",
}
# The overview, beside its template
OVERVIEW = {
    "title": "Overview of the grading",
    "total": "All exercises",
    "chart": "{name}, number of students by points. {bars}.",
    "by hand": "{exercise}: from {computed:g} to {points:g}",
    "by hand alone": "{exercise}: from nothing to {points:g}",
}
# The file of points that were set by hand
POINTS_BY_HAND = {
    "unreadable": "{file} cannot be read. {error}",
    "another": "{own} holds other points than {file}. Put all of them into one of the two, and "
    "remove the other, or leave out --points.",
    "header": "{file} begins with the columns {found}. Its first line must name these, in any "
    "order: {wanted}.",
    "refused": "{file} was not used, and nothing was graded:",
    "line": "line {line}: {problem}",
    "cells": "{count} cells, where the first line has {wanted}. Put what has a comma in it between "
    'quotation marks, "so, as here".',
    "nobody": "there is no student.",
    "exercise": "there is no exercise {found!r}. The exercises are {known}.",
    "points": "{found!r} are no points. Expected is a number from 0 to {most:g}.",
    "reason": "there is no reason, which the student is to read.",
    "twice": "says again what line {first} says, of the same student and exercise. Keep one.",
    "unknown": "nobody called {student} has handed anything in. Others are called {names}: use the "
    "name in grades.csv, or the number or the address that the course system gives.",
    "ambiguous": "{student} could be any of {names}. Use the name in grades.csv.",
}
# Any table
TABLE = {
    "unreadable": "The table cannot be read: {problem}.",
    "quotes": "The quotation marks in row {row} of the table make no sense.",
    "no table": "This is no table: its first line does not name several columns.",
    "cells": "Row {row} has {count} cells, the first row has {wanted}.",
    "encoding": "The table is not the {encoding} that its first bytes announce.",
}
# The version for students
STUDENT = {
    "answers": 'The answers to "On your own" call the functions of the usual edition, not those of '
    "the edition {edition} in course.toml. Leave out one of the two.",
    "other cells": "{path} has cells that {name} does not have: {cells}",
    "no import": "{notebook} has no cell that imports {parts}",
}
# The website
SITE = {
    "no address": "{url!r} is not the address of a website. Where will the folder dist/site be? "
    "Name it as in: make site URL=https://host/path",
    "no folder": "{url!r} is more than the address of a folder: leave out its end.",
    "a repository": "{url!r} is a repository, and does not show websites. Those of GitHub Pages "
    "are at addresses such as https://{owner}.github.io/{name}",
    "no repository": "{repository!r} is not a repository on GitHub. Name it as in: "
    "REPOSITORY=owner/name",
}
# The autograder, to the instructor alone
AUTOGRADER = {
    "unprotected": "bubblewrap does not start here: {reason}\n"
    "The program is run without it. What protects others is that Gradescope starts a container of "
    "its own for every submission. The limits of time, memory and output hold. A program that sets "
    "out to can read this autograder, and forge its own points.",
    "not graded": "Not graded, for a reason that is not the student's.",
}
