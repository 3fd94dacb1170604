"""What bubblewrap lets a student's program see, and which system calls it lets through.

The system calls are those that Python, numpy and PyTorch need. Whatever else there is, such as what
reaches into another process or keeps memory that belongs to none, this system seems not to have.
Container engines choose in the same way.
"""

import contextlib
import errno
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

from checks.hiding import DIFFERENTIATING
from instructors.messages import SANDBOX
from instructors.sandbox.limits import SEMAPHORES, WRITABLE, Limits

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
# System calls
ALLOWED = (
    # Files
    *("access", "chdir", "close", "close_range", "copy_file_range", "creat", "dup", "dup2"),
    *("dup3", "faccessat", "faccessat2", "fadvise64", "fallocate", "fchdir", "fcntl"),
    *("fdatasync", "fgetxattr", "flistxattr", "flock", "fstat", "fstatfs", "fsync", "ftruncate"),
    *("getcwd", "getdents", "getdents64", "getxattr", "ioctl", "lgetxattr", "link", "linkat"),
    *("listxattr", "llistxattr", "lseek", "lstat", "mkdir", "mkdirat", "mknod", "mknodat"),
    *("newfstatat", "open", "openat", "openat2", "pread64", "preadv", "preadv2", "pwrite64"),
    *("pwritev", "pwritev2", "read", "readahead", "readlink", "readlinkat", "readv", "rename"),
    *("renameat", "renameat2", "rmdir", "sendfile", "stat", "statfs", "statx", "symlink"),
    *("symlinkat", "truncate", "umask", "unlink", "unlinkat", "write", "writev"),
    # Memory; mmap is below
    *("brk", "madvise", "membarrier", "mincore", "mprotect", "mremap", "msync", "munmap"),
    # Processes and threads; clone is below
    *("arch_prctl", "execve", "execveat", "exit", "exit_group", "fork", "futex", "get_robust_list"),
    *("getpgid", "getpgrp", "getpid", "getppid", "getsid", "gettid", "kill", "prctl", "rseq"),
    *("set_robust_list", "set_tid_address", "setpgid", "tgkill", "tkill", "vfork"),
    *("wait4", "waitid"),
    # What they are told of themselves and of the machine
    *("capget", "getcpu", "getegid", "geteuid", "getgid", "getgroups", "getpriority"),
    *("getrandom", "getresgid", "getresuid", "getrlimit", "getrusage", "getuid"),
    *("sched_get_priority_max", "sched_get_priority_min", "sched_getaffinity", "sched_getattr"),
    *("sched_getparam", "sched_getscheduler", "setrlimit", "sysinfo", "times", "uname"),
    # Signals, waiting and time; rt_sigaction is below
    *("alarm", "clock_getres", "clock_gettime", "clock_nanosleep", "epoll_create"),
    *("epoll_create1", "epoll_ctl", "epoll_pwait", "epoll_pwait2", "epoll_wait", "eventfd"),
    *("eventfd2", "getitimer", "gettimeofday", "nanosleep", "pause", "poll", "ppoll", "pselect6"),
    *("restart_syscall", "rt_sigpending", "rt_sigprocmask", "rt_sigreturn", "rt_sigsuspend"),
    *("rt_sigtimedwait", "sched_yield", "select", "setitimer", "sigaltstack", "signalfd"),
    *("signalfd4", "time", "timer_create", "timer_delete", "timer_getoverrun", "timer_gettime"),
    *("timer_settime", "timerfd_create", "timerfd_gettime", "timerfd_settime"),
    # Pipes, and sockets within the sandbox; socket is below
    *("accept", "accept4", "bind", "connect", "getpeername", "getsockname", "getsockopt"),
    *("listen", "pipe", "pipe2", "recvfrom", "recvmsg", "sendmsg", "sendto", "setsockopt"),
    *("shutdown", "socketpair"),
)
# What is done as if. A process that gives way to all others would wait for its turn as long as it
# likes; and to root, whose processes the kernel knows in every sandbox, belong the devices
AS_IF: tuple[str, ...] = (
    "chmod",
    "fchmod",
    "fchmodat",
    "fchmodat2",
    "futimesat",
    "utime",
    "utimensat",
    "utimes",
)
AS_IF += ("sched_setaffinity", "sched_setattr", "sched_setparam", "sched_setscheduler")
AS_IF += ("ioprio_set", "setpriority")
NAMESPACES = 0x7E02_0000  # CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET
SHARED, ANONYMOUS = 0x01, 0x20  # of mmap(2)
AF_UNIX, SIGCHLD = 1, 17


class NoSandboxError(Exception):
    """Bubblewrap is missing or does not work here."""


def check() -> None:
    """Raise `NoSandboxError` with the reason, and what to do, if bubblewrap cannot be used."""
    path = found()
    command = ["--ro-bind", "/", "/", "--setenv", "PATH", "/usr/bin:/bin", "true"]
    with calls_filtered(True) as (options, passed):
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


def command_of(folder: Path, inside: Path, limits: Limits, torch: bool) -> list[str]:
    """Return the command up to the program that is to run."""
    command = [found(), *ISOLATED]
    for name, value in {**ENVIRONMENT, "HOME": "/home/student"}.items():
        command += ["--setenv", name, value]
    # Before the rest, because the environment may be in a folder of /tmp
    for path, share in WRITABLE.items():
        size = 2 * limits.file_size * share // sum(WRITABLE.values())
        command += ["--size", str(size), "--tmpfs", path]
    for path in SYSTEM:
        command += ["--ro-bind-try", path, path]
    for path in sorted({sys.base_prefix, sys.prefix}):
        command += ["--ro-bind", path, path]
    if not torch:
        for path in installed([*LIBRARIES, sys.base_prefix, sys.prefix]):
            whole = ["--tmpfs", path, "--remount-ro", path]
            command += whole if Path(path).is_dir() else ["--ro-bind", "/dev/null", path]
    # Without /proc nobody sees the paths of this machine, or reaches into another process. What is
    # in /dev/shm would be memory that no limit counts.
    command += ["--dev", "/dev", "--size", "65536", "--tmpfs", SEMAPHORES]
    # There are so many terminals for the whole machine
    command += ["--tmpfs", "/dev/pts", "--remount-ro", "/dev/pts", "--remount-ro", "/dev"]
    for name, target in (("submission", "handed_in"), ("judge", "judge")):
        command += ["--ro-bind", f"{folder}/{name}", f"/{target}"]
    command += ["--ro-bind", str(inside), "/inside.py"]
    # The folders on the way to what is bound would be writable
    return [*command, "--remount-ro", "/", "--chdir", "/home/student", "--"]


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


@contextlib.contextmanager
def calls_filtered(sandbox: bool) -> Iterator[tuple[list[str], tuple[int, ...]]]:
    """Give the option that makes bubblewrap filter system calls, and the descriptor it needs."""
    with tempfile.TemporaryFile() as file:
        if not sandbox:
            yield [], ()
            return
        try:
            _write_filter(file)
        except (ImportError, OSError, RuntimeError) as error:
            raise NoSandboxError(SANDBOX["filter"].format(said=error)) from None
        file.seek(0)
        yield ["--seccomp", str(file.fileno())], (file.fileno(),)


def _write_filter(file: IO[bytes]) -> None:
    """Write the filter as bubblewrap takes it; raise an error if there is no libseccomp."""
    import pyseccomp as seccomp

    rules = seccomp.SyscallFilter(seccomp.ERRNO(errno.ENOSYS))

    def add(action: int, name: str, *conditions: object) -> None:
        # Not every processor has every one of them
        if seccomp.resolve_syscall(seccomp.Arch.NATIVE, name) >= 0:
            rules.add_rule(action, name, *conditions)

    refused, done = seccomp.ERRNO(errno.EPERM), seccomp.ERRNO(0)
    for name in ALLOWED:
        add(seccomp.ALLOW, name)
    for name in AS_IF:
        add(done, name)
    flags = 1 if os.uname().machine == "s390x" else 0
    add(seccomp.ALLOW, "clone", seccomp.Arg(flags, seccomp.MASKED_EQ, NAMESPACES, 0))
    # Memory that several processes share would count with none that has not touched it
    both = SHARED | ANONYMOUS
    for kind in (0, SHARED, ANONYMOUS):
        add(seccomp.ALLOW, "mmap", seccomp.Arg(3, seccomp.MASKED_EQ, both, kind))
    add(refused, "mmap", seccomp.Arg(3, seccomp.MASKED_EQ, both, both))
    # Of no other process
    add(seccomp.ALLOW, "prlimit64", seccomp.Arg(0, seccomp.EQ, 0))
    add(refused, "prlimit64", seccomp.Arg(0, seccomp.NE, 0))
    # What children have computed counts only if somebody waits for them. Looking is allowed
    # The kernel reads only a part of the number, so it must be one of these as a whole
    for number in range(1, 65):
        if number != SIGCHLD:
            add(seccomp.ALLOW, "rt_sigaction", seccomp.Arg(0, seccomp.EQ, number))
    children = seccomp.Arg(0, seccomp.EQ, SIGCHLD)
    add(seccomp.ALLOW, "rt_sigaction", children, seccomp.Arg(1, seccomp.EQ, 0))
    add(done, "rt_sigaction", children, seccomp.Arg(1, seccomp.NE, 0))
    add(seccomp.ALLOW, "socket", seccomp.Arg(0, seccomp.EQ, AF_UNIX))
    add(seccomp.ERRNO(errno.EAFNOSUPPORT), "socket", seccomp.Arg(0, seccomp.NE, AF_UNIX))
    rules.export_bpf(file)
    file.flush()
