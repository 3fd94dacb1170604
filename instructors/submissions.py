"""Find the submissions in what a course system gives, and read the files of each.

Nothing is unpacked or executed here, but the zip file of the course system itself.
"""

import html
import re
from dataclasses import dataclass, field
from pathlib import Path

from instructors.handin import layouts
from instructors.handin.tree import contents, list_path

# What `instructors.gradebook` and `instructors.feedback` call what the systems call a student
IDENTIFIERS = {"participant": "moodle", "user_id": "canvas"}
# What no comment holds that is not meant as an answer
CODE = re.compile(
    r"\bdef\s+\w+\s*\(|\bimport\s+(?:numpy|torch|utils|solution)\b|\b(?:np|numpy|torch)\.\w+\s*\("
    r"|\bD[WBZA]\w*(?:\[\w+\])?\s*=|\.(?:dot|backward)\s*\("
)


@dataclass(frozen=True)
class Submission:
    """What one student has handed in.

    Attributes
    ----------
    student : str
        The name, unique among all submissions.
    sources : tuple
        The files, each with its ``name``, its ``size`` and a method ``read``.
    unused : tuple of (str, str)
        The files that cannot be graded, and why.
    folder : str
        The name of the folder or the file as the course system gave it.
    identifiers : dict
        See `instructors.results.Result`.
    remarks : tuple of str
        Such as ``late``.
    typed : tuple of str
        The names of the files that hold what was typed into the course system.
    members : tuple of dict
        See `instructors.results.Result`.
    """

    student: str
    sources: tuple = ()
    unused: tuple = ()
    folder: str = ""
    identifiers: dict = field(default_factory=dict)
    remarks: tuple = ()
    typed: tuple = ()
    members: tuple = ()

    def read(self):
        """Read the files, but for a comment that was typed beside them.

        Returns
        -------
        files : dict
            The bytes by the names of the files.
        unused : tuple of (str, str)
            The files that cannot be read or graded, and why.
        """
        files, unused = contents(self.sources)
        if set(files) - set(self.typed):
            for name in self.typed:
                if not _holds_code(files.get(name, b"")):
                    files.pop(name, None)
        return files, (*self.unused, *_pairs(unused))


def _holds_code(content):
    text = re.sub(r"<[^>]*>", " ", content.decode("utf-8", "replace"))
    return bool(CODE.search(html.unescape(text)))


@dataclass(frozen=True)
class Content:
    """A file whose bytes are known already."""

    name: str
    content: bytes

    @property
    def size(self):
        """The number of bytes."""
        return len(self.content)

    def read(self):
        """Return the bytes."""
        return self.content


def submission_of(student, files):
    """Return the submission of files whose bytes are known, by their names."""
    return Submission(student, tuple(Content(name, data) for name, data in files.items()))


def collect(path, layout=None):
    """Find all submissions in a folder, or in the zip file of a course system.

    Parameters
    ----------
    path : pathlib.Path
    layout : str, optional
        See `instructors.handin.layouts.gather`.

    Returns
    -------
    layout : str
        The name of the layout that was found.
    submissions : list of Submission
        Sorted by the names of the students.
    strays : list of (str, str)
        The files that belong to nobody, and why.

    Raises
    ------
    ValueError
        If there is nothing to grade; the message is for the instructor.
    """
    gathered = layouts.gather(path, layout)
    submissions = [
        Submission(
            student.name,
            student.files,
            _pairs(student.unused),
            student.folder,
            {
                IDENTIFIERS.get(kind, kind): values[0]
                for kind, values in student.identifiers.items()
                if values
            },
            student.remarks,
            student.typed,
            student.members,
        )
        for student in gathered.students
    ]
    return gathered.layout, submissions, list(_pairs(gathered.unused))


def collect_one(folder):
    """Return the submission in a folder that holds the files of a single student.

    Parameters
    ----------
    folder : pathlib.Path

    Raises
    ------
    FileNotFoundError
        If there is no such folder.
    """
    if not Path(folder).is_dir():
        raise FileNotFoundError(f"there is no folder {folder}")
    listing = list_path(Path(folder))
    sources = tuple(file for file in listing.files.values())
    return Submission("submission", sources)


def _pairs(unused):
    """Return files that may have been meant as answers, and why they are not graded."""
    return tuple((entry.file, entry.reason) for entry in unused if entry.matters)
