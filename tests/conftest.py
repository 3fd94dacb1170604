import gc
import importlib.util
import os
import sys
import tempfile
import textwrap
from pathlib import Path

import hypothesis
import pytest

import run

# Every core runs a test already, so what a test starts gets one thread
for name in run.THREADS:
    os.environ.setdefault(name, "1")

# What IPython keeps of its users is not for what tests type
IPYTHON = tempfile.TemporaryDirectory(prefix="ipython-")
os.environ["IPYTHONDIR"] = IPYTHON.name

# Whatever is imported stays; looking for garbage in it takes a quarter of the time
gc.disable()

# Modules whose tests share nothing that takes long to make. All others stay in one process, and so
# does a notebook, because its cells share a kernel.
SPREAD = {
    *("test_exercises.py", "test_lines.py", "test_mutants.py"),
    *("test_project.py", "test_repairs.py", "test_run.py", "test_sandbox.py", "test_student.py"),
    "test_lines_by_values.py",
}
assert all(Path(__file__).with_name(name).exists() for name in SPREAD)
# Tests of one server, which stands before the notebook: `test_restart_and_run_all[lab-extension]`
BY_SERVER = "test_jupyter.py"
assert Path(__file__).with_name("browser").joinpath(BY_SERVER).exists()

# The same examples on every run, however slow the machine
hypothesis.settings.register_profile(
    "reproducible", derandomize=True, database=None, deadline=None, max_examples=60
)
hypothesis.settings.load_profile("reproducible")


@pytest.fixture
def nobody_looks_for_lines(monkeypatch):
    """Looking for the line of a mistake takes time; `test_lines` tests it."""
    from checks.lines import by_values, first_wrong_value, repairs

    monkeypatch.setattr(repairs, "search_in_process", lambda *_, **__: repairs.Tried([]))
    monkeypatch.setattr(by_values.LineFinder, "lines", lambda *_: [])
    monkeypatch.setattr(first_wrong_value.FirstWrongValue, "lines", lambda *_: [])


@pytest.fixture(
    params=[False, pytest.param(True, marks=pytest.mark.slow)], ids=["values", "repairs"]
)
def with_and_without_repairs(request, monkeypatch):
    """Repairs take most of the time. Where no process can be started, there are none."""
    from checks.lines import search_process

    if not request.param:
        monkeypatch.setattr(search_process, "ask", lambda request: None)


@pytest.fixture(scope="module")
def bench():
    """What grades one hand-in after the other with one worker; see `replaying`."""
    from replaying import Bench

    with Bench() as bench:
        yield bench


@pytest.fixture
def shell():
    """A shell as in a notebook, in which nothing was run yet; it goes after the test."""
    from IPython.core.interactiveshell import InteractiveShell

    yield InteractiveShell.instance(colors="nocolor")
    InteractiveShell.clear_instance()


@pytest.fixture
def load(tmp_path, monkeypatch):
    """Write a program into ``solution.py`` and return one of its functions."""
    # Two programs of one size in one second would be one to the cache of Python
    monkeypatch.setattr(sys, "dont_write_bytecode", True)

    def loaded(source, name="exercise1"):
        path = tmp_path / "solution.py"
        path.write_text(textwrap.dedent(source), encoding="utf-8")
        spec = importlib.util.spec_from_file_location("solution_of_a_student", path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return getattr(module, name)

    return loaded


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers():
    """One process more than cores, because some tests wait for others, or for a limit."""
    return run.cores() + 1


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Let ``--dist loadscope`` spread the tests of the modules that take longest."""
    from xdist.scheduler import LoadScopeScheduling

    class Scheduling(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            module = nodeid.partition("::")[0]
            name = Path(module).name
            if name == BY_SERVER:
                return nodeid.rpartition("-")[0] or nodeid
            return nodeid if name in SPREAD else module

    # As they come: else the modules of few tests would be last, among which are the longest
    config.option.loadscopereorder = False
    return Scheduling(config, log) if config.getvalue("dist") == "loadscope" else None


def pytest_collection_modifyitems(items):
    """Let the module that takes a process longest be the first, and not the one all wait for."""
    items[:] = [item for item in items if not _is_slow_without_repairs(item)]
    items.sort(key=lambda item: item.path.name != "test_real_mistakes.py")


def _is_slow_without_repairs(item):
    """Whether a test is slow anyway, which runs with repairs, and would run without them, too."""
    chosen = getattr(item, "callspec", None) and item.callspec.params
    without = chosen and chosen.get("with_and_without_repairs") is False
    return without and item.get_closest_marker("slow")


def pytest_collection_finish():
    """Let the garbage collector look at none of the modules, and at all the rest."""
    gc.freeze()
    gc.enable()


def pytest_unconfigure():
    """Let the process end without a last look for garbage."""
    gc.freeze()


def pytest_terminal_summary(terminalreporter):
    """Print what tests have recorded, such as the numbers of mutants."""
    for report in terminalreporter.getreports("passed"):
        for name, value in getattr(report, "user_properties", ()):
            terminalreporter.write_line(f"{name}: {value}")
