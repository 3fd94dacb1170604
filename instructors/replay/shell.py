"""IPython's own shell, for cells that are no plain Python: it knows the magics."""

import re
import subprocess
import sys
import types
from collections.abc import Callable
from contextlib import suppress

from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

# They measure, draw, install, or run what is not there
WITHOUT_EFFECT = (
    *("timeit", "prun", "lprun", "memit", "mprun", "matplotlib", "pylab", "pip", "conda", "mamba"),
    *("micromamba", "uv", "script", "perl", "ruby", "html", "HTML", "javascript", "js", "svg"),
    *("SVG", "latex", "markdown", "debug", "pdb"),
)
# Nothing comes from outside, and waiting for it takes long
NEEDS_NETWORK = re.compile(
    r"\s*(?:sudo\s+)?(?:(?:python3?\s+-m\s+)?(?:pip3?|conda|mamba|uv)|apt|apt-get|wget|curl|git|ssh)\b"
)
COMMAND_SECONDS = 2


class Shell(InteractiveShell):
    """Runs the commands of a cell with nothing to read, and not for long."""

    def system(self, command: str) -> None:
        """Run a command, and print what it writes."""
        print(_written_by(command), end="")

    system_raw = system_piped = system

    def getoutput(self, command: str, split: bool = True, depth: int = 0) -> str | list[str]:
        """Return the lines that a command writes."""
        text = _written_by(command)
        return text.splitlines() if split else text


def _written_by(command: str) -> str:
    if NEEDS_NETWORK.match(command):
        return ""
    with suppress(OSError, subprocess.TimeoutExpired):
        done = subprocess.run(
            command,
            shell=True,
            stdout=subprocess.PIPE,
            timeout=COMMAND_SECONDS,
            stdin=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        return done.stdout.decode("utf-8", "replace")
    return ""


def make() -> Shell:
    """Return a shell; making it takes as long as running a notebook, so it is made once."""
    main = sys.modules["__main__"]
    shell = Shell.instance(config=Config({"HistoryManager": {"enabled": False}}))
    sys.modules["__main__"] = main
    # Empty lines at the top count
    shell.input_transformer_manager.cleanup_transforms.pop(0)
    for name in WITHOUT_EFFECT:
        shell.register_magic_function(lambda *_: None, "line_cell", name)
    for name in ("bash", "sh"):
        shell.register_magic_function(lambda _, cell: shell.system(cell), "cell", name)
    return shell


def enter(shell: Shell, module: types.ModuleType, run_file: Callable) -> None:
    """Let the shell work in a module, and let ``%run`` call a function."""
    shell.user_module, shell.user_ns = module, vars(module)
    shell.register_magic_function(run_file, "line", "run")
