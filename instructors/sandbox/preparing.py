"""The folder that a sandbox shows: what was handed in, and what runs it: `prepare`.

The checks can compute a gradient, by differences, so they would do the student's work. In their
place stands a package that does nothing, and what runs a program can compute no gradient either.
"""

import contextlib
import marshal
from importlib.machinery import SourceFileLoader
from importlib.util import MAGIC_NUMBER, cache_from_source
from pathlib import Path
from types import CodeType
from typing import Any

from instructors.series import ROOT

# What a student's program may import
PUBLIC = ("utils.py",)
# What runs it, and reads what it computes
OF_CHECKS = (
    *("checks/calling.py", "checks/findings.py", "checks/harmless.py", "checks/reading.py"),
    *("checks/sentences.py", "checks/instrumenting.py", "checks/tracing.py", "checks/what_met.py"),
)
OF_REPLAY = (
    *("instructors/__init__.py", "instructors/student_messages.py"),
    *sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("instructors/replay/*.py")),
)
# What a file of bytecode begins with that belongs to the source beside it, whatever that is
UNCHECKED = MAGIC_NUMBER + (1).to_bytes(4, "little") + bytes(8)


def prepare(folder: Path, files: dict[str, bytes]) -> None:
    """Write what the worker needs into ``runner``, and what was handed in."""
    contents = {f"handed_in/{name}": (ROOT / name).read_bytes() for name in PUBLIC}
    for name in (*OF_CHECKS, *OF_REPLAY):
        contents[f"runner/{name}"] = (ROOT / name).read_bytes()
        # Otherwise both sandboxes compile it, for every student
        code = SourceFileLoader(name, str(ROOT / name)).get_code(name)
        contents[f"runner/{cache_from_source(name)}"] = UNCHECKED + marshal.dumps(_placeless(code))
    contents |= {f"handed_in/{name}": content for name, content in files.items()}
    for name, content in contents.items():
        path = folder / name
        with contextlib.suppress(OSError):  # a file where another one has a folder
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def _placeless(code: Any) -> Any:
    """Return code that tells nothing of where it lies on this machine."""
    if not isinstance(code, CodeType):
        return code
    return code.replace(co_filename="runner", co_consts=tuple(map(_placeless, code.co_consts)))


def count_laid_out(folder: Path) -> int:
    """Return how many files and folders stand in a sandbox for those that were handed in."""
    handed_in = folder / "handed_in"
    # `instructors.replay.answering.lay_out` also makes a link to each of those at the top
    return sum(1 for _ in handed_in.rglob("*")) + sum(1 for _ in handed_in.iterdir())
