"""Run a student's program where it can harm nobody, and get data back."""

from instructors.sandbox.bubblewrap import NoSandboxError
from instructors.sandbox.limits import Limits
from instructors.sandbox.sandboxes import Job, MachineError, Results, Sandboxes

__all__ = ["Job", "Limits", "MachineError", "NoSandboxError", "Results", "Sandboxes"]
