"""The validation on every Python of this machine: which it finds, and what it says."""

import shutil
import sys
from pathlib import Path

import pytest
import pythons
from processes import python

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are scripts of sh")


def stand_in(path, version, does="exit 0"):
    """Write a Python that tells its version and does what it is told for everything else."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'#!/bin/sh\nif [ "$1" = -c ]; then echo {version}; exit; fi\n{does}\n')
    path.chmod(0o755)
    return str(path)


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A machine without any Python yet, but for what a test puts on its PATH or under pyenv."""
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    monkeypatch.setattr(pythons, "ENVIRONMENTS", tmp_path / "environments")
    monkeypatch.setattr(pythons, "MINORS", range(60, 64))
    return tmp_path


@POSIX
def test_it_finds_what_is_on_the_path_and_under_pyenv(machine):
    on_path = stand_in(machine / "bin" / "python3.60", "3.60.1")
    # As pyenv does for a version that is not chosen
    stand_in(machine / "bin" / "python3.61", "")
    in_pyenv = stand_in(machine / "pyenv" / "versions" / "3.61.2" / "bin" / "python3.61", "3.61.2")
    stand_in(machine / "bin" / "python3.62", "3.11.0")
    assert pythons.found() == {60: on_path, 61: Path(in_pyenv)}


# Making an environment copies the Python; what it is told to do after that depends on the test
COPIES = 'if [ "$2" = venv ]; then mkdir -p $4/bin; cp "$0" $4/bin/python; exit; fi\n'


def says(capsys):
    with pytest.raises(SystemExit) as ended:
        pythons.main()
    return int(ended.value.code), capsys.readouterr().out.splitlines()


@POSIX
def test_without_venv_or_network_a_python_is_skipped_with_a_word(machine, capsys):
    stand_in(machine / "bin" / "python3.60", "3.60.1", "echo no module named venv; exit 1")
    no_network = 'if [ "$2" = pip ]; then echo no network; exit 1; fi'
    stand_in(machine / "bin" / "python3.61", "3.61.1", COPIES + no_network)
    code, lines = says(capsys)
    assert code == 0
    assert "Python 3.60: not validated, no module named venv" in lines
    assert "Python 3.61: not validated, no network" in lines
    assert "not on this machine: Python 3.62, 3.63" in lines


RIGHT = """if [ "$2" = here ]; then
  echo x >> "$0.ran"; echo '{"validated": ["a", "b"], "texts": "%s"}'
fi"""


@POSIX
def test_what_has_not_changed_is_not_repeated(machine, capsys, monkeypatch):
    stand_in(machine / "bin" / "python3.60", "3.60.1", COPIES + RIGHT % 1)
    stand_in(machine / "bin" / "python3.61", "3.61.5", COPIES + RIGHT % 1)
    for _ in range(2):
        code, lines = says(capsys)
        assert (code, lines[-1]) == (0, "validated on Python 3.60.1, 3.61.5: a, b")
    ran = machine / "environments" / "3.60" / "bin" / "python.ran"
    assert ran.read_text() == "x\n"
    monkeypatch.setattr(pythons, "SOURCES", ("solution.py",))
    says(capsys)
    assert ran.read_text() == "x\nx\n"


def test_who_runs_this_needs_no_environment(machine):
    minor = sys.version_info.minor
    assert pythons.environment(minor, "whatever was found") == Path(sys.executable)
    assert not list((machine / "environments").glob("*"))


@POSIX
def test_what_is_wrong_on_one_of_them_is_told(machine, capsys):
    stand_in(machine / "bin" / "python3.60", "3.60.1", COPIES + RIGHT % 1)
    stand_in(
        machine / "bin" / "python3.61", "3.61.5", COPIES + "echo the figure is another; exit 1"
    )
    stand_in(
        machine / "bin" / "python3.62",
        "3.62.5",
        COPIES + 'if [ "$2" = pip ]; then exit; fi; echo the figure is another; exit 1',
    )
    code, lines = says(capsys)
    assert code == 1
    assert "Python 3.61: not validated, the figure is another" in lines
    assert "Python 3.62: the figure is another" in lines
    assert "validated on Python 3.60.1: a, b" in lines


@POSIX
def test_texts_that_differ_are_wrong(machine, capsys):
    for minor in (60, 61):
        stand_in(machine / "bin" / f"python3.{minor}", f"3.{minor}.0", COPIES + RIGHT % minor)
    code, lines = says(capsys)
    assert (code, lines[-1]) == (1, "the pictures that are text differ from Python to Python")


@pytest.mark.slow
def test_a_figure_that_differs_is_named(tmp_path):
    """In a copy in which the picture of the network is that of something else."""
    from instructors import series
    from instructors.files import write_all

    write_all(tmp_path, series.code())
    for name in ("drawn_figures.py", "example_networks.py", "pythons.py"):
        write_all(tmp_path, {f"tests/{name}": (pythons.ROOT / "tests" / name).read_bytes()})
    baselines = tmp_path / "tests" / "baselines"
    shutil.copytree(pythons.ROOT / "tests" / "baselines", baselines)
    shutil.copy(baselines / "activity.png", baselines / "network.png")
    done = python("tests/pythons.py", "here", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.strip() == "the figure network is not that of tests/baselines"
