"""Draining the outbox: gather, rescue, look up, poll, deliver. Needs PostgreSQL alone."""

import logging
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from time import monotonic
from typing import NamedTuple

from django.conf import settings
from django.db import OperationalError, connection

from alerts.alarms.beat import beat
from alerts.alarms.models import Alarm
from alerts.alarms.raising import raise_alarm
from alerts.channels.known import channel_named
from alerts.clock import database_now
from alerts.installation.place import may_send
from alerts.outbox.deliver import deliver
from alerts.outbox.gather import gather
from alerts.outbox.give_up import give_up
from alerts.outbox.look_up import look_up
from alerts.outbox.models import Message
from alerts.outbox.poll import poll
from alerts.outbox.rescue import rescue, send_again, watch_senders
from alerts.outbox.states import State
from alerts.outbox.stop import told_to_stop

logger = logging.getLogger(__name__)

ASK_FOR = 15  # seconds for the questions to one provider, so that sending has its time too


class Drained(NamedTuple):
    """What one look did."""

    gathered: int
    rescued: int
    states: Counter

    @property
    def sent(self) -> int:
        return self.states.total()


class Look:
    """One look: parts that do not stop each other, until somebody says stop."""

    def __init__(self, now: datetime, stop: Callable[[], bool]):
        self.began, self.started, self.stop = now, monotonic(), stop
        self.states: Counter = Counter()
        self.failed: list[Exception] = []
        self.silent: list[str] = []

    @property
    def now(self) -> datetime:
        """The instant of the look, with the time it took so far: waits begin now, not then."""
        return self.began + timedelta(seconds=monotonic() - self.started)

    def do(self, part: Callable, **arguments):
        """What `part` answers; None where it failed, or where it is too late to begin it.

        Raises OperationalError where the database is gone: nothing else can be done then.
        """
        if self.stop():
            return None
        try:
            return part(**arguments)
        except Exception as reason:
            if isinstance(reason, OperationalError) and not connection.is_usable():
                raise
            logger.exception("The part %s of the drain failed.", part.__name__)
            self.failed.append(reason)

    def serve(self, key: str) -> None:
        """Do what is to be done about the messages of one channel."""
        if (channel := self.do(channel_named, key=key)) is None:
            return
        if not channel.reports_back:
            self.silent.append(key)
        if channel.dedupes_on_our_id:
            self.do(send_again, channel=channel)
        else:
            self.do(look_up, channel=channel, now=self.now, stop=self._soon())
        self.do(poll, channel=channel, now=self.now, stop=self._soon())
        states = self.do(deliver, channel=channel, now=self.now, stop=self.stop)
        self.states += states or Counter()

    def _soon(self) -> Callable[[], bool]:
        started = monotonic()
        return lambda: self.stop() or monotonic() - started > ASK_FOR


def drain(*, now: datetime) -> Drained:
    """Do all that may be done at the aware instant `now`. Safe to run twice and side by side.

    One part's failure does not stop the others; the first is raised at the end. In a restored or
    copied database nothing leaves, nor is a provider asked, until a person decides
    (alerts/installation/adopt.py); the inbox goes on.
    """
    with told_to_stop() as stop:
        look = Look(now, stop)
        gathered, rescued = look.do(gather, now=now), 0
        if may_send():
            rescued = look.do(rescue)
            look.do(watch_senders, now=look.now)
            for key in waiting_channels():
                look.serve(key)
            look.do(give_up, now=look.now, silent=look.silent)
            beat(loop="look_up", now=database_now())
        else:
            raise_alarm(kind=Alarm.Kind.RESTORED, now=now)
    if look.failed:
        raise look.failed[0]
    return Drained(gathered or 0, rescued or 0, look.states)


def waiting_channels() -> list[str]:
    """The known channels with messages to be sent, looked up or asked about: also one that is no
    longer the one in use."""
    states = [
        [State.PENDING, State.RETRY_WAIT],
        [State.UNKNOWN],
        [State.ACCEPTED, State.SENT],
        [State.RESEND_OK],
    ]
    first, *others = (
        Message.objects.filter(state__in=some).values_list("channel", flat=True) for some in states
    )
    return sorted(set(first.union(*others)) & set(settings.SMS_CHANNELS))
