"""What a student is told of an error that has stopped a program."""

import linecache
import traceback

from checks import sentences
from checks.findings import Finding
from checks.reports import Spot
from checks.standing import line_of, owner_of, place_of


def plain_stop(function, error):
    """Return the finding on an error of which nothing more is known than Python says."""
    fields = {"error": type(error).__name__, "message": message(error)}
    own = own_frames(function, error)
    if not own:
        return Finding("stopped-outside", fields)
    return Finding("stopped-other", fields | {"line": str(spot(own[-1]))})


def message(error: BaseException) -> str:
    """Return what Python says, as far as anybody reads it."""
    return str(error)[:300].rstrip(". ")


def own_frames(function, error):
    """Return the frames of an error that are in the file of a function, the outermost first."""
    owner = owner_of(function) or getattr(function, "__func__", None)
    filename = owner.__code__.co_filename if owner else None
    frames = traceback.walk_tb(error.__traceback__)
    return [pair for pair in frames if pair[0].f_code.co_filename == filename]


def spot(entry: tuple) -> Spot:
    """Return where a frame and its line are, in the words of a student."""
    frame, line = entry
    filename, number = frame.f_code.co_filename, line_of(frame.f_code, line)
    return Spot(number, place_of(filename), linecache.getline(filename, number).strip())


def explained(exercise, stopped, spot):
    """Return the finding on an error, in the words of the exercise."""
    left, right = stopped.get("left", {}), stopped.get("right", {})
    kind = stopped["kind"]
    if "detach().numpy()" in stopped["message"]:
        # Python's advice is to detach. A forward pass must not, and a gradient need not.
        kind = "stopped-numpy" if exercise.partial else "stopped-no-gradient"
    fields = {
        "line": str(spot),
        "error": stopped["error"],
        "message": stopped["message"].rstrip(". "),
        "left": left.get("text"),
        "right": right.get("text"),
        "left_shape": left.get("shape"),
        "right_shape": right.get("shape"),
        "kind": left.get("kind"),
        "length": left.get("length"),
        "value": "",
        "name": stopped.get("name", ""),
    }
    if right.get("value") not in (None, "", right.get("text")):
        fields["value"] = sentences.VALUE.format(value=right["value"])
    if kind == "stopped-index" and fields["length"] is None:
        kind = "stopped-other"
    return Finding(kind, fields)
