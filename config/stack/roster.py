"""Who belongs to one start of the stack, written down so that nobody is left behind.

The file outlives its writer. Whoever finds the writer dead (the watchdog at once, else the
next start) ends the processes that stand in it, by number and start, never by name.
"""

import json
import os
import shutil
from dataclasses import asdict
from pathlib import Path

from config.stack.processes import Process, started

GRACE = 10  # seconds that a process has to stop by itself


class Roster:
    def __init__(self, path: Path):
        self.path = path
        self.keeper = os.getpid()
        self.keeper_start = started(self.keeper) or ""
        self.address = ""
        self.folders: list[str] = []  # to be removed at the end: sockets
        self.processes: list[Process] = []

    def write(self) -> None:
        """Replace the file in one step: a reader finds the old or the new, never half."""
        facts = {
            "keeper": self.keeper,
            "keeper_start": self.keeper_start,
            "address": self.address,
            "folders": self.folders,
            "processes": [asdict(process) for process in self.processes],
        }
        fresh = self.path.with_suffix(".new")
        fresh.write_text(json.dumps(facts, indent=1))
        fresh.replace(self.path)

    def add(self, process: Process) -> None:
        self.processes.append(process)
        self.write()

    def drop(self, process: Process) -> None:
        self.processes.remove(process)
        self.write()

    def end_all(self) -> None:
        """End them, the youngest first, and remove their folders."""
        for process in reversed(self.processes):
            process.end(within=GRACE)
        for folder in self.folders:
            shutil.rmtree(folder, ignore_errors=True)
        self.processes, self.folders = [], []


def read_roster(path: Path) -> Roster | None:
    """The roster an earlier start left at `path`; None if there is none."""
    try:
        facts = json.loads(path.read_text())
    except FileNotFoundError:
        return None
    roster = Roster(path)
    roster.keeper, roster.keeper_start = facts["keeper"], facts["keeper_start"]
    roster.address, roster.folders = facts["address"], facts["folders"]
    roster.processes = [Process(**one) for one in facts["processes"]]
    return roster
