"""What a start consists of: steps that end, and services that go on.

Every part has `start(crew)`, which returns the started member, or None for a step that is done.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from config.stack.crew import Command, Crew, Failed, Member
from config.stack.processes import wait_for


class Part(Protocol):
    def start(self, crew: Crew) -> Member | None:
        """Do it, or start it and wait until it answers.

        Raises:
            Failed: with the reason in a sentence.
        """


@dataclass(frozen=True, kw_only=True)
class Step:
    """A command that runs to its end, where `needed`; `sentence` tells the user about it."""

    sentence: str
    command: Command
    needed: Callable[[Crew], bool] = lambda crew: True

    def start(self, crew: Crew) -> None:
        if self.needed(crew):
            say(self.sentence)
            crew.run(self.command)


@dataclass(frozen=True, kw_only=True)
class Service:
    """A command that goes on; it has started once `answers()`, within so many seconds."""

    command: Command
    answers: Callable[[], bool] = lambda: True
    within: float = 60

    def start(self, crew: Crew) -> Member:
        return crew.start(self.command, answers=lambda member: self.answers(), within=self.within)


def say(sentence: str) -> None:
    """Tell whoever started us; nobody may be listening any more."""
    try:
        print(sentence, flush=True)
    except OSError:
        sys.stdout = None


@dataclass(frozen=True, kw_only=True)
class Ready:
    """Nothing of its own: it waits until what was started is `well()`, within so many seconds."""

    well: Callable[[], bool]
    failure: str
    within: float = 120

    def start(self, crew: Crew) -> None:
        """Wait for it.

        Raises:
            Failed: it did not come to that; `failure` is the sentence.
        """
        if not wait_for(self.well, within=self.within):
            raise Failed(self.failure)
