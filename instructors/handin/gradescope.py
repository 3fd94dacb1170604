"""Read ``submission_metadata.yml``, in which Gradescope's export of submissions has the names.

Its keys are the folders, ``submission_456``. Each has ``:submitters:``, a list of the students with
``:name:``, ``:sid:`` and ``:email:``, and ``:history:``, the attempts before; the folder holds the
files of the last. Gradescope publishes no description. The keys are those that public scripts read,
such as rename scripts with ``record[':submitters'][0][':sid']``.
"""

import yaml

from instructors.handin.tree import UnreadableError

KINDS = ("email", "sid", "name")
METADATA = "submission_metadata.yml"
LARGEST = 20_000_000  # bytes; a course of 500 students with their histories has some millions


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """Reads what is there as text and lists, whatever Ruby calls it."""


def _plain(loader, _suffix, node):
    if isinstance(node, yaml.MappingNode):
        return loader.construct_mapping(node, deep=True)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    return loader.construct_scalar(node)


_Loader.add_multi_constructor("!", _plain)
# Otherwise the number 007 would become 7
for _kind in ("int", "float", "timestamp", "bool"):
    _Loader.add_constructor(f"tag:yaml.org,2002:{_kind}", lambda loader, node: node.value)


def read(file):
    """Read who handed in what.

    Parameters
    ----------
    file : File or None

    Returns
    -------
    people : dict
        By the name of the folder: a name, the identifiers as pairs, remarks, and the same pairs
        for each of a group.
    problem : str
        Why there are no names, or nothing.
    """
    if file is None:
        return {}, ""
    try:
        if file.size > LARGEST:
            return {}, "The file is too large, so the students are called by their numbers."
        content = yaml.load(file.read(), _Loader)
        return {str(key): _people(value) for key, value in content.items()}, ""
    except (yaml.YAMLError, UnreadableError, AttributeError, TypeError, ValueError, RecursionError):
        return {}, "The file cannot be read, so the students are called by their numbers."


def _people(record):
    submitters = [entry for entry in record.get(":submitters") or () if isinstance(entry, dict)]
    identifiers = tuple(
        (kind, tuple(str(entry[f":{kind}"]) for entry in submitters if entry.get(f":{kind}")))
        for kind in KINDS
    )
    names = dict(identifiers)["name"] or dict(identifiers)["email"] or dict(identifiers)["sid"]
    history = record.get(":history") or ()
    remarks = (f"{len(history)} earlier attempts",) if history else ()
    members = ()
    if len(submitters) > 1:
        remarks += ("a group",)
        members = tuple(
            tuple((kind, str(entry[f":{kind}"])) for kind in KINDS if entry.get(f":{kind}"))
            for entry in submitters
        )
    return ", ".join(names) or "nobody", identifiers, remarks, members
