"""Ending cleanly: who is told to stop finishes the message at hand and takes no other."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, current_thread, main_thread


def never() -> bool:
    """Nobody says stop."""
    return False


@contextmanager
def told_to_stop() -> Iterator[Callable[[], bool]]:
    """Within, SIGTERM ends nothing in the middle; what this yields says whether it came.

    Whoever listened before hears it too. Outside the main thread nobody can listen.
    """
    if current_thread() is not main_thread():
        yield never
        return
    asked_to_stop, before = Event(), signal.getsignal(signal.SIGTERM)

    def hear(number, frame):
        asked_to_stop.set()
        if callable(before):
            before(number, frame)

    signal.signal(signal.SIGTERM, hear)
    try:
        yield asked_to_stop.is_set
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL if before is None else before)
