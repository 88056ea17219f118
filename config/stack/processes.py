"""Which process is meant: a number is used again, a number with its start is not.

Linux tells both in /proc; elsewhere (macOS) `ps` does.
"""

import os
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc/self/stat")
BOOT = Path("/proc/sys/kernel/random/boot_id")
PAUSE = 0.05  # seconds between two looks at something that is awaited


def running() -> list[int]:
    """The numbers of all processes of this machine."""
    if PROC.exists():
        return [int(name) for name in os.listdir("/proc") if name.isdecimal()]
    listed = subprocess.run(["ps", "-axo", "pid="], capture_output=True, text=True, check=True)
    return [int(number) for number in listed.stdout.split()]


def started(pid: int) -> str | None:
    """A word for the instant at which process `pid` started; None when it is gone.

    A zombie counts as gone: it does nothing any more and only waits to be collected.
    """
    if not PROC.exists():
        words = ["ps", "-o", "stat=", "-o", "lstart=", "-p", str(pid)]
        listed = subprocess.run(words, capture_output=True, text=True)
        state, _, start = listed.stdout.strip().partition(" ")
        return None if not state or state.startswith("Z") else start.strip()
    try:
        # The name in brackets may hold blanks; the state is the first field after it.
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    boot = BOOT.read_text().strip() if BOOT.exists() else ""
    return None if fields[0] == "Z" else f"{boot}:{fields[19]}"


def words_of(pid: int) -> str:
    """The command line of process `pid`; empty when it is gone or a zombie."""
    if not PROC.exists():
        words = ["ps", "-ww", "-o", "command=", "-p", str(pid)]
        return subprocess.run(words, capture_output=True, text=True).stdout.strip()
    try:
        return Path(f"/proc/{pid}/cmdline").read_text(errors="replace").replace("\0", " ").strip()
    except (FileNotFoundError, ProcessLookupError):
        return ""


@dataclass(frozen=True, kw_only=True)
class Process:
    """One process that leads a session of its own, and how it is asked to stop."""

    name: str
    pid: int
    start: str
    stop_signal: int = signal.SIGTERM

    def alive(self) -> bool:
        return started(self.pid) == self.start

    def session(self) -> list[int]:
        """Those still running in the session it led, itself included.

        A session keeps its number while anyone is in it, so a stranger who now bears the
        leader's number means that the session is empty.
        """
        if started(self.pid) not in {None, self.start}:
            return []
        return [pid for pid in running() if _session_of(pid) == self.pid and started(pid)]

    def ask_to_stop(self) -> None:
        if self.alive():
            _signal(self.pid, self.stop_signal)

    def end(self, *, within: float) -> None:
        """Ask it to stop; whatever of its session is left after `within` seconds is killed."""
        self.ask_to_stop()
        wait_for(lambda: not self.alive(), within=within)
        # Its own children need a moment to notice, but no more.
        if wait_for(lambda: not self.session(), within=1):
            return
        for pid in self.session():
            _signal(pid, signal.SIGKILL)
        wait_for(lambda: not self.session(), within=5)


def wait_for(condition, *, within: float) -> bool:
    """Look until `condition()` holds; False if it does not within so many seconds."""
    deadline = time.monotonic() + within
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(PAUSE)
    return True


def _session_of(pid: int) -> int | None:
    try:
        return os.getsid(pid)
    except (ProcessLookupError, PermissionError):
        return None


def _signal(pid: int, number: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, number)
