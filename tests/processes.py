"""Start programs to their end, with all that they print as text."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def program(*command, cwd=ROOT, **options):
    """Run a command, in the folder of the project unless told otherwise; see `subprocess.run`."""
    command = [str(part) for part in command]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, **options)


def python(*arguments, cwd=ROOT, **options):
    """Run this Python alike."""
    return program(sys.executable, *arguments, cwd=cwd, **options)


def environment(without, **settings):
    """Return our environment with other settings, and without those whose names match."""
    kept = {name: value for name, value in os.environ.items() if not re.match(without, name)}
    return kept | settings
