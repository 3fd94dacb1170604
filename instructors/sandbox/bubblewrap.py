"""What bubblewrap lets a student's program see, and where it may write: `command_of`."""

import importlib.util
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from checks.hiding import DIFFERENTIATING
from instructors.messages import SANDBOX
from instructors.sandbox.limits import SEMAPHORES, WRITABLE, Limits
from instructors.sandbox.system_calls import NoSandboxError, calls_filtered

LIBRARIES = ("/usr", "/lib", "/lib32", "/lib64")
SYSTEM = (*LIBRARIES, "/bin", "/sbin", "/etc/ld.so.cache")
# There is a submission on every core already
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "PYTHONDONTWRITEBYTECODE": "1",
    **ONE_THREAD,
}
# Root keeps its capabilities in a sandbox unless told otherwise, and could mount again what it
# sees; in a user namespace of its own, that allows no further ones, it has none
ISOLATED = (
    *("--unshare-all", "--unshare-user", "--disable-userns", "--cap-drop", "ALL"),
    *("--uid", "65534", "--gid", "65534", "--hostname", "sandbox"),
    *("--die-with-parent", "--new-session", "--clearenv"),
)
# Where packages are, below a Python's own folder, or that of the system
PLACES = (
    *("lib*/python*/*-packages", "local/lib*/python*/*-packages", "lib*/pypy*/*-packages"),
    *("share/python*/*-packages", "lib*/python*/*-packages/*.egg", "python*/*-packages"),
    *("envs/*/lib*/python*/*-packages", "pkgs/*/lib*/python*/*-packages", "pkgs/*/site-packages"),
)
# What bubblewrap says where a system lets it make no namespaces, as Ubuntu does since 23.10
FORBIDDEN = re.compile("(?i)permission denied|not permitted|no permissions")


def check() -> None:
    """Raise `NoSandboxError` with the reason, and what to do, if bubblewrap cannot be used."""
    path = found()
    command = ["--ro-bind", "/", "/", "--setenv", "PATH", "/usr/bin:/bin", "true"]
    with calls_filtered() as (options, passed):
        command = [path, *options, *ISOLATED, *command]
        done = subprocess.run(command, capture_output=True, text=True, pass_fds=passed)
    if done.returncode:
        said = done.stderr.strip() or f"it ended with {done.returncode}"
        kind = "forbidden" if FORBIDDEN.search(said) else "broken"
        raise NoSandboxError(SANDBOX[kind].format(path=path, said=said))


def found() -> str:
    """Return the path of bubblewrap, wherever it is installed."""
    path = shutil.which("bwrap")
    if not path:
        raise NoSandboxError(SANDBOX["absent"])
    return str(Path(path).absolute())


def command_of(folder: Path, worker: Path, limits: Limits, torch: bool) -> list[str]:
    """Return the command up to the program that is to run.

    What comes later is shown above what comes before.
    """
    command = [found(), *ISOLATED]
    for name, value in {**ENVIRONMENT, "HOME": "/home/student"}.items():
        command += ["--setenv", name, value]
    # The environment of Python may be in a folder of /tmp
    command += [*_writable(limits), *_system()]
    if not torch:
        command += _without_torch()
    command += _devices()
    for name in ("handed_in", "runner"):
        command += ["--ro-bind", f"{folder}/{name}", f"/{name}"]
    command += ["--ro-bind", str(worker), "/worker.py"]
    # The folders on the way to what is bound would be writable
    return [*command, "--remount-ro", "/", "--chdir", "/home/student", "--"]


def _writable(limits: Limits) -> Iterator[str]:
    """Show empty folders of bounded size."""
    for path, share in WRITABLE.items():
        size = 2 * limits.file_size * share // sum(WRITABLE.values())
        yield from ("--size", str(size), "--tmpfs", path)


def _system() -> Iterator[str]:
    """Show what Python needs."""
    for path in SYSTEM:
        yield from ("--ro-bind-try", path, path)
    for path in sorted({sys.base_prefix, sys.prefix}):
        yield from ("--ro-bind", path, path)


def _without_torch() -> Iterator[str]:
    """Show nothing in place of the packages that differentiate."""
    for path in installed([*LIBRARIES, sys.base_prefix, sys.prefix]):
        if Path(path).is_dir():
            yield from ("--tmpfs", path, "--remount-ro", path)
        else:
            yield from ("--ro-bind", "/dev/null", path)


def _devices() -> Iterator[str]:
    """Show the devices that every program has, and no memory that no limit counts.

    Without /proc nobody sees the paths of this machine, or reaches into another process.
    """
    yield from ("--dev", "/dev", "--size", "65536", "--tmpfs", SEMAPHORES)
    # There are so many terminals for the whole machine
    yield from ("--tmpfs", "/dev/pts", "--remount-ro", "/dev/pts", "--remount-ro", "/dev")


def installed(roots: Sequence[str]) -> list[str]:
    """Return where the packages are that differentiate, in whichever Python below some folders."""
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
