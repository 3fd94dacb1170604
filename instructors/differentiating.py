"""Where the packages are that differentiate: exercise 1 is solved without them."""

import importlib.util
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from checks.hiding import DIFFERENTIATING

# Below a Python's own folder, or that of the system
PLACES = (
    *("lib*/python*/*-packages", "local/lib*/python*/*-packages", "lib*/pypy*/*-packages"),
    *("share/python*/*-packages", "lib*/python*/*-packages/*.egg", "python*/*-packages"),
    *("envs/*/lib*/python*/*-packages", "pkgs/*/lib*/python*/*-packages", "pkgs/*/site-packages"),
)


def installed(roots: Iterable[str]) -> list[str]:
    """Return where these packages are, in whichever Python they were installed.

    Parameters
    ----------
    roots : iterable of str
        The folders that a program can see.

    Returns
    -------
    list of str
        Folders, and files where a package is a single module.
    """
    specs = (importlib.util.find_spec(name) for name in DIFFERENTIATING)
    found = {Path(path) for spec in specs if spec for path in spec.submodule_search_locations or ()}
    for root in roots:
        for place in PLACES:
            for folder in Path(root).glob(place):
                both = (folder / f"{name}{end}" for name in DIFFERENTIATING for end in ("", ".py"))
                found |= {path for path in both if path.exists()}
    return sorted({str(path.resolve()) for path in found if path.exists()})


def handed_in(names: Iterable[str]) -> list[str]:
    """Return which of these packages are among files, whose names are paths with slashes."""
    paths = [PurePosixPath(name) for name in names]
    modules = {
        path.parent.name if path.stem == "__init__" else path.stem
        for path in paths
        if path.suffix == ".py"
    }
    return sorted(modules.intersection(DIFFERENTIATING))
