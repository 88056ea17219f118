"""The processes of one start: begun in order, ended in reverse, none left behind."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from config.stack.account import Account
from config.stack.processes import Process, started, wait_for
from config.stack.roster import GRACE, Roster, read_roster

ROOT = Path(__file__).resolve().parents[2]
GATE = Path(__file__).with_name("gate.py")
TAIL = 2000  # characters of a log that are shown when something failed


class Failed(Exception):
    """The stack cannot start or go on; the text is a sentence for whoever started it."""


@dataclass(frozen=True, kw_only=True)
class Command:
    """One process to be started. `environment` is added to ours; `sockets` are handed over."""

    name: str
    words: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    folder: Path = ROOT
    account: Account | None = None
    stop_signal: int = signal.SIGTERM
    sockets: tuple[socket.socket, ...] = ()


class Crew:
    """A context: inside it processes are started, at its end all of them are ended.

    `folder` takes the roster and the logs. The watchdog does the ending where we cannot.
    """

    def __init__(self, folder: Path):
        self.folder = folder
        self.logs = folder / "log"
        self.path = folder / "roster.json"
        self.roster = Roster(self.path)
        self.members: list[Member] = []

    def __enter__(self) -> "Crew":
        self._put_logs_away()
        if left_behind := read_roster(self.path):
            # From now on they are ours to end, also if we do not live to do it.
            self.roster.processes, self.roster.folders = left_behind.processes, left_behind.folders
        self.roster.write()
        keeper = [str(self.roster.keeper), self.roster.keeper_start]
        self.watchdog = subprocess.Popen(
            [sys.executable, "-m", "config.stack.watchdog", str(self.path), *keeper],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            start_new_session=True,
        )
        self.roster.end_all()
        self.roster.write()
        return self

    def __exit__(self, *_) -> None:
        self.roster.end_all()
        self.path.unlink(missing_ok=True)
        for member in self.members:
            member.process.wait()
        self.watchdog.stdin.close()
        self.watchdog.wait()

    def make_sockets_folder(self, account: Account | None) -> Path:
        """A new closed folder with a short path, for `account`; it goes with the crew.

        A socket's path has some 100 bytes, of which macOS's own temporary folder takes most.
        """
        folder = Path(tempfile.mkdtemp(prefix="liangze-", dir="/tmp"))
        self.roster.folders.append(str(folder))
        self.roster.write()
        if account:
            account.own(folder)
        return folder

    def _put_logs_away(self) -> None:
        """Begin new logs; those of the start before are kept beside them."""
        before = self.logs.with_suffix(".before")
        shutil.rmtree(before, ignore_errors=True)
        if self.logs.exists():
            self.logs.rename(before)
        self.logs.mkdir(parents=True)

    def log_of(self, name: str) -> Path:
        return self.logs / f"{name}.log"

    def last_words(self, name: str) -> str:
        """The end of a process's log, for a sentence that says why it failed."""
        log = self.log_of(name)
        return log.read_text(errors="replace")[-TAIL:].strip() if log.exists() else ""

    def start(
        self,
        command: Command,
        *,
        answers: Callable[["Member"], bool] = lambda member: True,
        within: float = 60,
    ) -> "Member":
        """Start a process that goes on, and wait until it `answers`.

        Raises:
            Failed: it ended, or did not answer within so many seconds. It is gone then.
        """
        member = self._spawn(command)
        name = command.name
        if not wait_for(lambda: member.ended() or answers(member), within=within):
            self.end(member)
            raise Failed(f"{name} did not answer in time:\n{self.last_words(name)}")
        if member.ended():
            self.end(member)
            raise Failed(f"{name} ended at once:\n{self.last_words(name)}")
        return member

    def end(self, member: "Member") -> None:
        """End a process and whoever it started, and strike it off."""
        member.entry.end(within=GRACE)
        member.process.wait()
        self.members.remove(member)
        self.roster.drop(member.entry)

    def run(self, command: Command, *, within: float = 600) -> str:
        """Run a command to its end and return what it printed.

        Raises:
            Failed: it ended with an error, or not within so many seconds.
        """
        member = self._spawn(command, output=subprocess.PIPE)
        try:
            printed, _ = member.process.communicate(timeout=within)
        except subprocess.TimeoutExpired:
            raise Failed(f"{command.name} did not end within {within:.0f} seconds.") from None
        finally:
            self.end(member)
        if member.process.returncode != 0:
            words = printed.decode(errors="replace")[-TAIL:] + self.last_words(command.name)
            raise Failed(f"{command.name} failed:\n{words}")
        return printed.decode()

    def _spawn(self, command: Command, *, output: int | None = None) -> "Member":
        """Start a process that stands in the roster before it does anything.

        What it says goes to its log, or to `output`.
        """
        read, write = os.pipe()
        handed_over = [one.fileno() for one in command.sockets]
        account = command.account
        identity = f"{account.uid}:{account.gid}" if account else "-"
        with self.log_of(command.name).open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-S", str(GATE), str(read), identity, *command.words],
                cwd=command.folder,
                env={**os.environ, **command.environment},
                stdin=subprocess.DEVNULL,
                stdout=output or log,
                stderr=log,
                start_new_session=True,
                pass_fds=(read, *handed_over),
            )
        os.close(read)
        entry = Process(
            name=command.name,
            pid=process.pid,
            start=started(process.pid) or "",
            stop_signal=command.stop_signal,
        )
        member = Member(command, process, entry)
        self.members.append(member)
        self.roster.add(entry)
        os.write(write, b".")
        os.close(write)
        return member


@dataclass
class Member:
    """A started process: what it is, our handle of it, and its entry in the roster."""

    command: Command
    process: subprocess.Popen
    entry: Process

    def ended(self) -> bool:
        return self.process.poll() is not None
