"""Programs that are written for a newer Python than the one that grades them: others are asked."""

import inspect
import json
import re
import shutil
import subprocess
import sys
import warnings
from collections.abc import Iterable, Sequence
from contextlib import suppress

from instructors.handin.programs import is_notebook, is_script
from instructors.replay.cells import UnusableError, decode, of_notebook

NEWER = tuple(
    v for v in ("3.12", "3.13", "3.14") if tuple(map(int, v.split("."))) > sys.version_info
)
ANSWER_SECONDS = 20  # in which a Python must have answered
# What only IPython understands, as a statement or as a value
NO_PYTHON = re.compile(
    r"^([ \t]*)(?:[%!?].*|[\w.%*]+\?{1,2}[ \t]*)$|^([\w.,\[\] \t]*=[ \t]*)[%!].*$", re.M
)


def _is_python(text: str) -> bool:
    try:
        with warnings.catch_warnings(action="ignore"):
            compile(text, "program", "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError):
        return False
    return True


# What another Python runs, to say the same of many texts
READS = f"""
import json, sys, warnings

{inspect.getsource(_is_python)}
print(json.dumps([_is_python(text) for text in json.load(sys.stdin)]))
"""


def needed(files: Iterable[tuple[str, bytes]]) -> str | None:
    """Return the newer Python that files need to be read at all, such as ``3.12``, or nothing.

    None if some cannot be read here, and there is no newer Python to be asked.
    """
    texts = [text for file in files if (text := _python_in(*file)) and not _is_python(text)]
    if not texts or not NEWER:
        return ""
    found = None
    for version in NEWER:
        left = _unread(shutil.which(f"python{version}"), texts)
        if left is not None:
            found = version if len(left) < len(texts) else found or ""
            texts = left
    return found


def _unread(python: str | None, texts: Sequence[str]) -> list[str] | None:
    """Return the texts that a Python cannot read, or None if there is none that answers."""
    with suppress(OSError, subprocess.SubprocessError, ValueError):
        if python:
            asked = json.dumps(texts)
            answer = subprocess.run(
                [python, "-I", "-c", READS],
                input=asked,
                capture_output=True,
                text=True,
                timeout=ANSWER_SECONDS,
                check=True,
            )
            pairs = zip(texts, json.loads(answer.stdout), strict=True)
            return [text for text, is_read in pairs if not is_read]
    return None


def _python_in(name: str, content: bytes) -> str:
    """Return the Python in a file; of a notebook, without what only IPython understands."""
    with suppress(UnusableError, RecursionError):
        if is_notebook(name, content):
            cells, _ = of_notebook(name, content)
            return NO_PYTHON.sub(r"\1\2None", "\n".join(cell.text for cell in cells))
        return decode(content) if is_script(name, content) else ""
    return ""
