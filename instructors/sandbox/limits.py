"""What one job may use: `Limits`, and of these what the kernel sees to: `of_kernel`."""

from dataclasses import dataclass

# Where a program may write in its sandbox, each with its share of what it may write in all
WRITABLE = {"/scratch": 1, "/tmp": 2, "/home/student": 1, "/submission": 1}
SEMAPHORES = "/dev/shm"  # a small one, for semaphores


@dataclass(frozen=True)
class Limits:
    """What one job of one student may use."""

    seconds: float = 20  # of computing, all processes together; and of waiting
    # Bytes beside what libraries take: of one process as address space, of all as resident memory
    memory: int = 4 << 30
    processes: int = 64  # and threads, at a time
    file_size: int = 16 << 20  # bytes of any file; twice as many can be written in all
    files: int = 10_000  # at a time, beside those that were handed in


def of_kernel(limits: Limits, sandbox: bool, mapped: int) -> dict[str, tuple[int, int]]:
    """Return what the kernel limits, of one process, beside so many bytes that libraries map.

    They map more than they use, and each build of PyTorch another multiple of it.
    """
    kernel = {
        "AS": mapped + limits.memory,
        # What reads what was handed in has a lower one, which would hold here as well
        "DATA": mapped + limits.memory,
        "FSIZE": limits.file_size,
        "NOFILE": 64,
        "CORE": 0,
    }
    if sandbox:
        # Without a user namespace, this limit counts all that the user runs
        kernel["NPROC"] = limits.processes
    return {name: (value, value) for name, value in kernel.items()}
