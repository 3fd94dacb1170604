"""Downloads of course systems, and whose their files are."""

import json
from pathlib import Path

from instructors.handin.submissions import collect

# The texts of files by their paths
DOWNLOADS = json.loads(Path(__file__).with_name("layouts.json").read_text(encoding="utf-8"))


def gathered(path):
    """Return whose the files of a download are, or why it is refused."""
    try:
        found = collect(path)
    except ValueError as reason:
        return {"refused": str(reason).replace(str(path), "/download")}
    students = {
        one.student: ", ".join(sorted(file.name for file in one.sources))
        for one in found.submissions
    }
    return {"layout": found.layout} | students
