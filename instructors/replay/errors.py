"""What there is to say of an error of the student's program, with their file, cell and line."""

import builtins
import re
import traceback

LARGEST = 2000  # characters of a traceback
FILES = "files"  # the folder in which the files lie as they were handed in
CELL = re.compile(r", code cell (\d{1,6})$")  # in the path of a cell; see `cells.Cell`


def told(error: BaseException, folder: str) -> dict:
    """Return the type, the line, the cell if there is one, and the text of an error.

    ``compiled`` is false if the program never began to run.
    """
    name, own = type(error).__name__, _own_frames(error, folder)
    text = "".join(traceback.format_list(own) + traceback.format_exception_only(error))
    file = own[-1].filename if own else getattr(error, "filename", None)
    cell = CELL.search(str(file))
    return {
        # What runs may raise a SyntaxError as well
        "compiled": bool(own) or not isinstance(error, SyntaxError),
        # A name of the student's own could say anything
        "type": name if getattr(builtins, name, None) is type(error) else "an error of its own",
        "line": own[-1].lineno if own else getattr(error, "lineno", None),
        "cell": int(cell[1]) if cell else None,
        "text": text.replace(f"{folder}/{FILES}/", "").replace(f"{folder}/", "")[-LARGEST:],
    }


def _own_frames(error: BaseException, folder: str) -> list[traceback.FrameSummary]:
    """Return what of a traceback is the student's, without what runs the cells."""
    frames = traceback.extract_tb(error.__traceback__)
    return [entry for entry in frames if entry.filename.startswith(f"{folder}/")]
