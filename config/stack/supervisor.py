"""One start of the stack in one folder: begin, tend, end, and say where it already runs."""

import fcntl
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep
from typing import NoReturn

from config.stack.crew import Crew, Failed, Member
from config.stack.parts import Part, say
from config.stack.roster import read_roster

LOOK_EVERY = 0.25  # seconds
REVIVALS, PER_SECONDS = 5, 60  # a part that ends more often than this ends everything


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What is started, where it then answers, and what is said when all of it does."""

    address: str
    parts: list[Part]
    welcome: Callable[[Crew], str]


@dataclass
class Tended:
    part: Part
    member: Member
    revivals: list[float] = field(default_factory=list)


class Stopped(BaseException):
    """Someone asked us to stop: no error, and not to be caught as one."""


def supervise(folder: Path, make_plan: Callable[[Crew], Plan]) -> int:
    """Run a plan in `folder` until it is asked to stop; the exit code.

    Only one at a time runs in a folder: another start says where and returns 0.
    """
    # PostgreSQL's account may have to pass, but nobody need look round.
    folder.mkdir(mode=0o711, parents=True, exist_ok=True)
    with (folder / "lock").open("a") as lock:
        try:
            # The system lets go of the lock when we die, however that happens.
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(_where_it_runs(folder))
            return 0
        try:
            with _stop_signals(), Crew(folder) as crew:
                _run(crew, make_plan(crew))
        except Stopped:
            say("Liangze has stopped.")
            return 0
        except (Failed, OSError) as reason:
            say(str(reason))
            return 1


def _run(crew: Crew, plan: Plan) -> NoReturn:
    crew.roster.address = plan.address
    crew.roster.write()
    tended = []
    for part in plan.parts:
        if member := part.start(crew):
            tended.append(Tended(part, member))
    say(plan.welcome(crew))
    while True:
        for one in tended:
            if one.member.ended():
                one.revivals = [at for at in one.revivals if at > monotonic() - PER_SECONDS]
                _revive(crew, one)
        sleep(LOOK_EVERY)


def _revive(crew: Crew, one: Tended) -> None:
    """Start a part again that has ended by itself.

    Raises:
        Failed: it has ended too often; its last words are in the sentence.
    """
    name = one.member.command.name
    crew.end(one.member)  # whoever of its children is left
    failure = ""
    while len(one.revivals) < REVIVALS:
        say(f"{name} has ended; it is started again.")
        one.revivals.append(monotonic())
        try:
            one.member = one.part.start(crew)
            return
        except Failed as reason:
            failure = str(reason)
            sleep(LOOK_EVERY)
    raise Failed(f"{name} ends again and again. {failure or crew.last_words(name)}")


def _where_it_runs(folder: Path) -> str:
    roster = read_roster(folder / "roster.json")
    if roster is None or not roster.address:
        return "Liangze is just starting or stopping in another window."
    keeper = f"process {roster.keeper}; Ctrl-C there stops it"
    return f"Liangze already runs at {roster.address} ({keeper})."


@contextmanager
def _stop_signals() -> Iterator[None]:
    """Inside, being asked to stop raises Stopped, once."""

    def stop(number, _frame):
        for one in numbers:
            signal.signal(one, signal.SIG_IGN)
        raise Stopped

    numbers = [signal.SIGINT, signal.SIGTERM]
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # not under nohup
        numbers.append(signal.SIGHUP)
    before = {number: signal.signal(number, stop) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
