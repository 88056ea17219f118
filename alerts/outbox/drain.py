"""Draining the outbox: gather, rescue, deliver. Needs PostgreSQL alone."""

from collections import Counter
from datetime import datetime
from typing import NamedTuple

from alerts.channels.known import channel_in_use
from alerts.outbox.deliver import deliver
from alerts.outbox.gather import gather
from alerts.outbox.rescue import rescue, send_again


class Drained(NamedTuple):
    """What one look did."""

    gathered: int
    rescued: int
    states: Counter

    @property
    def sent(self) -> int:
        return self.states.total()


def drain(*, now: datetime) -> Drained:
    """Do all that may be done at the aware instant `now`. Safe to run twice and side by side."""
    gathered, rescued, states = gather(now=now), rescue(), Counter()
    if channel := channel_in_use():
        send_again(channel=channel)
        states = deliver(channel=channel, now=now)
    return Drained(gathered, rescued, states)
