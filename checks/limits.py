"""What a program that is tried may use: time and memory."""

import contextlib
import math
import signal
import threading
import time
from _thread import interrupt_main
from pathlib import Path

MORE_MEMORY = 256 << 20  # bytes, beyond what the modules take
TICK = 0.005  # seconds
AGAIN = 0.05  # seconds until the next interruption, if one is caught
LONGEST_WAIT = 2.0  # seconds that may pass meanwhile
SLEEP = time.sleep  # which the program gets a stand-in for


def limit(seconds, memory) -> None:
    """Bound what this process may use, as far as the system can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    with contextlib.suppress(OSError, ValueError):  # what is in use already, on Linux
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        memory = min(memory, pages * resource.getpagesize() + MORE_MEMORY)
    for name, value in (
        ("RLIMIT_AS", memory),
        ("RLIMIT_CPU", math.ceil(time.process_time() + seconds) + 1),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(getattr(resource, name), (value, value))


class Clock:
    """Interrupts what takes too long; the interruption may come a little late.

    What counts is the time that is computed, which is the same on a busy machine, and a long time
    that passes, for a program that waits for something. The system keeps the time where it can: a
    loop through numpy may leave a thread without its turn for seconds.
    """

    def __init__(self) -> None:
        self.timers = {}
        if hasattr(signal, "setitimer"):
            self.timers = {signal.ITIMER_PROF: signal.SIGPROF, signal.ITIMER_REAL: signal.SIGALRM}
            for number in self.timers.values():
                signal.signal(number, signal.default_int_handler)
        else:  # Windows
            self.end = self.latest = math.inf
            threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        while True:
            SLEEP(TICK)
            if time.process_time() > self.end or time.monotonic() > self.latest:
                self._set(AGAIN, LONGEST_WAIT)
                interrupt_main()

    def _set(self, seconds, wait) -> None:
        for timer, left in zip(self.timers, (seconds, wait), strict=False):
            signal.setitimer(timer, left, AGAIN)
        self.end = time.process_time() + (seconds or math.inf)
        self.latest = time.monotonic() + (wait or math.inf)

    @contextlib.contextmanager
    def limit(self, seconds):
        """Raise KeyboardInterrupt in the block after some seconds."""
        self._set(seconds, LONGEST_WAIT)
        try:
            yield
        finally:
            self._set(0, 0)
