"""Where the packages are that differentiate: exercise 1 is solved without them."""

import importlib.util
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

from checks.hiding import DIFFERENTIATING

# Below a Python's own folder, or that of the system
PLACES = (
    *("lib*/python*/*-packages", "local/lib*/python*/*-packages", "lib*/pypy*/*-packages"),
    *("share/python*/*-packages", "lib*/python*/*-packages/*.egg", "python*/*-packages"),
    *("envs/*/lib*/python*/*-packages", "pkgs/*/lib*/python*/*-packages", "pkgs/*/site-packages"),
)


def installed(roots: Sequence[str]) -> list[str]:
    """Return where these packages are, in whichever Python below the folders that are shown."""
    specs = (importlib.util.find_spec(name) for name in DIFFERENTIATING)
    found = {Path(path) for spec in specs if spec for path in spec.submodule_search_locations or ()}
    for root in roots:
        for place in PLACES:
            for folder in Path(root).glob(place):
                both = (folder / f"{name}{end}" for name in DIFFERENTIATING for end in ("", ".py"))
                found |= {path for path in both if path.exists()}
    real = {path.resolve() for path in found if path.exists()}
    # A folder may be shown under several names, as where an environment is a link to another one
    return sorted(
        str(shown / path.relative_to(shown.resolve()))
        for shown in map(Path, dict.fromkeys(roots))
        for path in real
        if path.is_relative_to(shown.resolve())
    )


def handed_in(names: Iterable[str]) -> list[str]:
    """Return which of these packages are among files, whose names are paths with slashes."""
    paths = [PurePosixPath(name) for name in names]
    modules = {
        path.parent.name if path.stem == "__init__" else path.stem
        for path in paths
        if path.suffix == ".py"
    }
    return sorted(modules.intersection(DIFFERENTIATING))
