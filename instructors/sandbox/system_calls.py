"""Which calls of the kernel a program may make: those that Python, numpy and PyTorch need.

Whatever else there is, such as what reaches into another process or keeps memory that belongs to
none, this system seems not to have. Container engines choose in the same way.
"""

import contextlib
import errno
import os
import tempfile
from collections.abc import Iterator
from types import ModuleType
from typing import IO

from instructors.messages import SANDBOX

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
AS_IF = (
    *("chmod", "fchmod", "fchmodat", "fchmodat2", "futimesat", "utime", "utimensat", "utimes"),
    *("sched_setaffinity", "sched_setattr", "sched_setparam", "sched_setscheduler"),
    *("ioprio_set", "setpriority"),
)
NAMESPACES = 0x7E02_0000  # CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET
SHARED, ANONYMOUS = 0x01, 0x20  # of mmap(2)
AF_UNIX, SIGCHLD = 1, 17


class NoSandboxError(Exception):
    """Bubblewrap or the filter is missing, or does not work here."""


@contextlib.contextmanager
def calls_filtered() -> Iterator[tuple[list[str], list[int]]]:
    """Give the option that makes bubblewrap filter system calls, and the descriptor it needs."""
    with tempfile.TemporaryFile() as file:
        try:
            _write_filter(file)
        except (ImportError, OSError, RuntimeError) as error:
            raise NoSandboxError(SANDBOX["filter"].format(said=error)) from None
        file.seek(0)
        yield ["--seccomp", str(file.fileno())], [file.fileno()]


def _write_filter(file: IO[bytes]) -> None:
    """Write the filter as bubblewrap takes it; raise an error if there is no libseccomp."""
    import pyseccomp as seccomp

    rules = seccomp.SyscallFilter(seccomp.ERRNO(errno.ENOSYS))
    rows: list[tuple] = [(name, seccomp.ALLOW) for name in ALLOWED]
    rows += [(name, seccomp.ERRNO(0)) for name in AS_IF]
    for name, action, *conditions in [*rows, *_conditional(seccomp)]:
        # Not every processor has every one of them
        if seccomp.resolve_syscall(seccomp.Arch.NATIVE, name) >= 0:
            rules.add_rule(action, name, *conditions)
    rules.export_bpf(file)
    file.flush()


def _conditional(seccomp: ModuleType) -> Iterator[tuple]:
    """Yield the calls that depend on what they are given: what becomes of them, and when."""
    allowed, as_if, refused = seccomp.ALLOW, seccomp.ERRNO(0), seccomp.ERRNO(errno.EPERM)
    # Processes and threads, but no namespaces
    flags = 1 if os.uname().machine == "s390x" else 0
    yield "clone", allowed, seccomp.Arg(flags, seccomp.MASKED_EQ, NAMESPACES, 0)
    # Memory that several processes share would count with none that has not touched it
    both = SHARED | ANONYMOUS
    for kind in (0, SHARED, ANONYMOUS):
        yield "mmap", allowed, seccomp.Arg(3, seccomp.MASKED_EQ, both, kind)
    yield "mmap", refused, seccomp.Arg(3, seccomp.MASKED_EQ, both, both)
    # Limits of no other process
    yield "prlimit64", allowed, seccomp.Arg(0, seccomp.EQ, 0)
    yield "prlimit64", refused, seccomp.Arg(0, seccomp.NE, 0)
    # What children have computed counts only if somebody waits for them, so their end is signalled
    # as it always is; looking is allowed. The kernel reads only a part of the number, so it must be
    # one of these as a whole
    for number in range(1, 65):
        if number != SIGCHLD:
            yield "rt_sigaction", allowed, seccomp.Arg(0, seccomp.EQ, number)
    children = seccomp.Arg(0, seccomp.EQ, SIGCHLD)
    yield "rt_sigaction", allowed, children, seccomp.Arg(1, seccomp.EQ, 0)
    yield "rt_sigaction", as_if, children, seccomp.Arg(1, seccomp.NE, 0)
    # Sockets within the sandbox
    yield "socket", allowed, seccomp.Arg(0, seccomp.EQ, AF_UNIX)
    yield "socket", seccomp.ERRNO(errno.EAFNOSUPPORT), seccomp.Arg(0, seccomp.NE, AF_UNIX)
