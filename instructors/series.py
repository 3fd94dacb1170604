"""The files of the series: what belongs to a folder in which the notebooks work."""

from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MODULES = ("utils.py", "solution.py", "run.py")
PACKAGES = ("checks", "figures")
# Of what is handed out: the name of its folder, and the folders in it, the hidden ones as well
NAME = "backprop-exercises"
FOLDERS = {*PACKAGES, "notebooks", "tests", "benchmarks", "instructors"}
FOLDERS |= {".github", ".devcontainer", ".binder"}
OTHERS = ("net.svg.png", "figures/growth.png", "pyproject.toml")


def code() -> dict[str, bytes]:
    """Return the content of the modules and packages by their paths, which use slashes."""
    paths = [*(ROOT / name for name in MODULES)]
    for package in PACKAGES:
        paths += sorted((ROOT / package).rglob("*.py"))
    return _contents(paths)


def notebooks() -> dict[str, bytes]:
    """Return the content of the notebooks by their paths."""
    return _contents(sorted(ROOT.glob("notebooks/*.ipynb")))


def files() -> dict[str, bytes]:
    """Return the content of all files that the notebooks need, and their own, by their paths."""
    return code() | notebooks() | _contents(ROOT / name for name in OTHERS)


def _contents(paths: Iterable[Path]) -> dict[str, bytes]:
    return {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in paths}
