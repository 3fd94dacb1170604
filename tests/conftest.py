import gc
import os
import sys
from pathlib import Path

import hypothesis
import pytest

# The test helpers are imported by name, whichever folder pytest starts in
sys.path.insert(0, str(Path(__file__).parent))

# The same examples on every run, however slow the machine
hypothesis.settings.register_profile(
    "reproducible", derandomize=True, database=None, deadline=None, max_examples=60
)
hypothesis.settings.load_profile("reproducible")


def pytest_xdist_auto_num_workers():
    """One process more than cores, because some tests wait for a limit to pass."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return cores + 1


def pytest_collection_modifyitems(items):
    """Keep in one process what shares a fixture of its module, and the cells of a notebook.

    A fixture of the session is made by every process that needs it, so it does not bind tests.
    """
    for item in items:
        fixtures = getattr(item, "_fixtureinfo", None)
        shared = fixtures is None or any(
            definition.scope == "module"
            for definitions in fixtures.name2fixturedefs.values()
            for definition in definitions
        )
        if shared:
            item.add_marker(pytest.mark.xdist_group(item.path.name))


def pytest_collection_finish():
    """Let the garbage collector look at none of the modules again; it took a tenth of the time."""
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter):
    """Print what tests have recorded, such as the numbers of mutants."""
    for report in terminalreporter.getreports("passed"):
        for name, value in getattr(report, "user_properties", ()):
            terminalreporter.write_line(f"{name}: {value}")
