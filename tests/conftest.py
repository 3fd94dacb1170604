import sys
from pathlib import Path

import hypothesis

# The test helpers are imported by name, whichever folder pytest starts in
sys.path.insert(0, str(Path(__file__).parent))

# The same examples on every run, however slow the machine
hypothesis.settings.register_profile(
    "reproducible", derandomize=True, database=None, deadline=None, max_examples=60
)
hypothesis.settings.load_profile("reproducible")


def pytest_terminal_summary(terminalreporter):
    """Print what tests have recorded, such as the numbers of mutants."""
    for report in terminalreporter.getreports("passed"):
        for name, value in getattr(report, "user_properties", ()):
            terminalreporter.write_line(f"{name}: {value}")
