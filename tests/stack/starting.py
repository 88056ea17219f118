"""Starting the stack as a process of its own, and looking at what is left of it."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

from config.stack.crew import ROOT
from config.stack.processes import running, wait_for, words_of
from tests.patience import LONG


class Start:
    """One start in `folder` of the plan `tests.stack.plans.<plan>`; what it says can be read."""

    def __init__(self, folder: Path, plan: str, *, environment: dict[str, str]):
        self.folder = folder
        folder.mkdir(exist_ok=True)
        self.log = folder / f"said-{len(list(folder.glob('said-*')))}"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.stack.plans", str(folder), plan],
                cwd=ROOT,
                env={**os.environ, **environment},
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def said(self) -> str:
        return self.log.read_text()

    def says(self, words: str, *, within: float = LONG) -> None:
        """Wait until it says these words."""
        heard = wait_for(
            lambda: words in self.said() or self.process.poll() is not None, within=within
        )
        assert heard and words in self.said(), self.said()

    def roster(self) -> dict:
        return json.loads((self.folder / "roster.json").read_text())

    def number_of(self, name: str) -> int | None:
        """The number of a started process; None while it is not in the roster."""
        numbers = [one["pid"] for one in self.roster()["processes"] if one["name"] == name]
        return numbers[0] if numbers else None

    def ends(self) -> int:
        """Wait for its end; the exit code."""
        return self.process.wait(timeout=LONG)

    def interrupt(self) -> int:
        """Press Ctrl-C; the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.ends()

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


def nobody_is_left(folder: Path) -> bool:
    """Whether, soon, no process of any start in `folder` runs."""
    return wait_for(lambda: not processes_of(folder), within=LONG)


def processes_of(folder: Path) -> list[int]:
    """Every process whose command line or working folder names the folder."""
    return [pid for pid in running() if pid != os.getpid() and str(folder) in _traits(pid)]


def watchdog_of(folder: Path) -> int:
    return next(pid for pid in processes_of(folder) if "config.stack.watchdog" in _traits(pid))


def _traits(pid: int) -> str:
    try:
        # The children of PostgreSQL do not name it, but work in it; macOS does not tell where.
        return words_of(pid) + os.readlink(f"/proc/{pid}/cwd")
    except OSError:
        return words_of(pid)
