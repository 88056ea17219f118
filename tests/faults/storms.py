"""Storms: crowds of processes under random faults, ended by every message being taken once.

A storm is the same for the product and for its deliberately wrong variants (`variants`), so that
one shows the other. Random, from a seed that is said when it fails.
"""

import os
import random
import signal
from time import monotonic

from alerts.outbox.models import Message
from alerts.outbox.states import State
from tests.alerts.channels import stub_twilio as say
from tests.faults.invariants import broken

CROWD = {"drains": 6, "rescues": 2, "operator": 1}


def faults_of_the_provider(chance: random.Random) -> list:
    """A quarter of all first tries meet a fault of each kind in turn."""
    kinds = [
        say.refuse(429, 20429),
        say.refuse(500, 20500),
        say.after_taking(say.refuse(500, 20500)),
        say.after_taking(say.reset),
        say.reset,
        say.slowly(0.3),
    ]
    hit = [chance.random() < 0.26 for _ in range(100)]
    return [[chance.choice(kinds), say.accept] if one else [] for one in hit]


class Storm:
    """`replace` makes the product another (`variants`); `crowd` says who takes part."""

    def __init__(self, world, *, many: int, seed: int, replace: dict | None = None):
        self.world, self.chance = world, random.Random(seed)
        self.gap = 0.03  # seconds between claim and POST, to make the races wide
        world.replace |= replace or {}
        world.messages(many)
        scripts = faults_of_the_provider(self.chance)
        world.book.scripts = {f"{n:02}": script for n, script in enumerate(scripts) if script}
        self.crowd: list[tuple[str, object]] = []

    def gathers(self, **roles: int) -> None:
        for role, many in (roles or CROWD).items():
            for _ in range(many):
                self.crowd.append((role, self._one(role)))

    def _one(self, role: str):
        gap = self.gap if role == "drains" else 0
        return self.world.start(role, gap=gap, patience=1.5)

    def kills(self, seconds: float, *, every: float = 0.3) -> None:
        """Kill somebody again and again, with another in his place."""
        until = monotonic() + seconds
        while monotonic() < until and not self.world.asks(self.world.is_calm):
            self.world.passes(self.chance.uniform(0, 2 * every))
            at = self.chance.randrange(len(self.crowd))
            role, process = self.crowd[at]
            self.world.kill(process)
            self.crowd[at] = (role, self._one(role))

    def freezes(self) -> None:
        """Stop half of the senders in the middle of what they do, until the others have done all
        that they may, and let them go."""
        senders = [process for role, process in self.crowd if role == "drains"]
        frozen = self.chance.sample(senders, len(senders) // 2)
        for process in frozen:
            os.kill(process.pid, signal.SIGSTOP)
        self.world.waits_for(lambda: self._undone() <= len(frozen))
        self.world.passes(2)
        for process in frozen:
            os.kill(process.pid, signal.SIGCONT)

    def _undone(self) -> int:
        """What is not taken yet; each frozen sender may hold one, before its claim or after."""
        return sum(many for state, many in self.world.states().items() if state != State.ACCEPTED)

    def abates(self, *, within: float = 60) -> None:
        """Wait until all is at rest, then longer than any late accept takes."""
        self.world.waits_for(self.world.is_calm, within=within)
        self.world.passes(2)
        self.world.end_all()

    def harm(self) -> dict[str, list[str]]:
        """What is wrong after it: broken invariants, messages taken never or oftener than once."""
        wrong = {name: some for name, some in broken(self.world).items() if some}
        taken = self.world.book.times_taken()
        references = Message.objects.texts().values_list("reference", flat=True)
        if never := [ref for ref in references if ref not in taken]:
            wrong["never"] = never
        if twice := [ref for ref, times in taken.items() if times > 1]:
            wrong["twice"] = twice
        return wrong
