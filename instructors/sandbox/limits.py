"""What one job may use: `Limits`."""

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
