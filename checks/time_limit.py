"""A limit for the time that a function may compute, in this process: `at_most`."""

import contextlib
import signal
import threading
from collections.abc import Iterator


class TooLongError(BaseException):
    """A function has computed for too long. No program catches that by mistake."""


@contextlib.contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise `TooLongError` in the block after some seconds of computing, where that is possible."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    ended = []

    def stop(*_: object) -> None:
        ended.append(True)
        raise TooLongError

    number = getattr(signal, "SIGPROF", signal.SIGINT)
    before = signal.signal(number, stop)
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds, 0.1)  # again, if a program catches it
        timer = None
    else:  # Windows
        timer = threading.Timer(seconds, signal.raise_signal, [number])
        timer.daemon = True
        timer.start()
    try:
        yield
    except Exception:
        # Python makes a `SystemError` of it in some places, and a program may make anything of it
        if ended:
            raise TooLongError from None
        raise
    finally:
        if timer is None:
            signal.setitimer(signal.ITIMER_PROF, 0)
        else:
            timer.cancel()
        signal.signal(number, before)
