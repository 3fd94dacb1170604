"""Start programs to their end, with all that they print as text."""

import subprocess
import sys

import run


def program(*command, cwd=run.ROOT, **options):
    """Run a command, in the folder of the project unless told otherwise; see `subprocess.run`."""
    command = [str(part) for part in command]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, **options)


def python(*arguments, cwd=run.ROOT, **options):
    """Run this Python alike."""
    return program(sys.executable, *arguments, cwd=cwd, **options)
