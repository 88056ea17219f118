"""Draining the outbox: gather, rescue, deliver. Needs PostgreSQL alone."""

from collections import Counter
from datetime import datetime
from typing import NamedTuple

from alerts.alarms.models import Alarm
from alerts.alarms.raising import raise_alarm
from alerts.channels.known import channel_in_use
from alerts.installation.place import may_send
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
    """Do all that may be done at the aware instant `now`. Safe to run twice and side by side.

    In a restored or copied database nothing leaves, nor is a provider asked, until a person
    decides (alerts/installation/adopt.py); the inbox goes on.
    """
    gathered = gather(now=now)
    if not may_send():
        raise_alarm(kind=Alarm.Kind.RESTORED, now=now)
        return Drained(gathered, 0, Counter())
    rescued, states = rescue(), Counter()
    if channel := channel_in_use():
        send_again(channel=channel)
        states = deliver(channel=channel, now=now)
    return Drained(gathered, rescued, states)
