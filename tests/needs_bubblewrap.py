"""Skip the module that imports this where there is no sandbox, unless SANDBOX=required."""

import os

import pytest

from instructors import sandbox
from instructors.sandbox import bubblewrap

try:
    bubblewrap.check()
except sandbox.NoSandboxError as reason:
    if os.environ.get("SANDBOX") == "required":
        raise
    pytest.skip(str(reason), allow_module_level=True)
