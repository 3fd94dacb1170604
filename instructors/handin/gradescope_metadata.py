"""Read ``submission_metadata.yml``, in which Gradescope's export of submissions has the names.

Its keys are the folders, ``submission_456``. Each has ``:submitters:``, a list of the students with
``:name:``, ``:sid:`` and ``:email:``, and ``:history:``, the attempts before; the folder holds the
files of the last. Gradescope publishes no description. The keys are those that public scripts read,
such as rename scripts with ``record[':submitters'][0][':sid']``.
"""

from typing import Any

import yaml

from instructors.handin.contents import File, UnreadableError
from instructors.messages import STRAYS
from instructors.student_messages import REMARKS

PERSONAL = ("email", "sid", "name")
METADATA = "submission_metadata.yml"
LARGEST = 20_000_000  # bytes; a course of 500 students with their histories has some millions
# All that is there as text and lists, whatever Ruby calls it: the number 007 stays what it is
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def submitters_by_folder(file: File | None) -> tuple[dict[str, dict[str, Any]], str]:
    """Return what is known of a claim by its folder, and a sentence if something is wrong."""
    if file is None:
        return {}, ""
    try:
        if file.size > LARGEST:
            return {}, STRAYS["metadata too large"]
        content = yaml.load(file.read(), LOADER)
        return {str(key): _submitters(record) for key, record in content.items()}, ""
    except (yaml.YAMLError, UnreadableError, AttributeError, TypeError, ValueError, RecursionError):
        return {}, STRAYS["metadata unreadable"]


def _submitters(record: dict[str, Any]) -> dict[str, Any]:
    people = [
        {kind: str(entry[f":{kind}"]) for kind in PERSONAL if entry.get(f":{kind}")}
        for entry in record.get(":submitters") or ()
        if isinstance(entry, dict)
    ]
    known = {kind: [one[kind] for one in people if kind in one] for kind in PERSONAL}
    names = known["name"] or known["email"] or known["sid"]
    history, said = record.get(":history") or (), []
    if history:
        said.append(REMARKS["earlier attempts"].format(count=len(history)))
    if len(people) > 1:
        said.append(REMARKS["group"])
    return {
        "name": ", ".join(names) or "nobody",
        "identifiers": {kind: values[0] for kind, values in known.items() if values},
        "remarks": tuple(said),
        "members": tuple(people) if len(people) > 1 else (),
    }
