"""What the commands for instructors say where they may not write."""

import errno
import os
from pathlib import Path

import pytest

from instructors import autograder, grade
from instructors.files import write_all
from instructors.handout import pages, site, student

COMMANDS = {
    "student": lambda place: student.main([]),
    "pages": lambda place: pages.main(),
    "site": lambda place: site.main(["https://host/path"]),
    "autograder": lambda place: autograder.main(["build"]),
    "grade": lambda place: grade.main([str(place), "--no-sandbox"]),
}


@pytest.mark.slow
@pytest.mark.parametrize("problem", [errno.EACCES, errno.EROFS, errno.ENOSPC])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_that_cannot_be_written_to_is_named(
    tmp_path, monkeypatch, capsys, command, problem
):
    write_all(tmp_path, {"ana/solution.py": b"def exercise1(W, B, A, Y, T):\n    pass\n"})

    def refuses(path, *arguments, **settings):
        raise OSError(problem, os.strerror(problem), str(path))

    monkeypatch.setattr(Path, "mkdir", refuses)
    with pytest.raises(SystemExit) as ended:
        COMMANDS[command](tmp_path)
    said = str(ended.value.code)
    assert f"cannot be written: {os.strerror(problem)}. Use a copy" in said
    assert ("grades" if command == "grade" else "dist") in said.partition(" cannot")[0]


def test_other_problems_with_files_are_not_taken_for_that(monkeypatch):
    def absent(*arguments, **settings):
        raise FileNotFoundError(errno.ENOENT, "No such file", "x")

    monkeypatch.setattr(Path, "mkdir", absent)
    with pytest.raises(FileNotFoundError):
        pages.main()
