"""The idle end of a session: a desk that somebody has left does not stay open (GB/T 22239-2019,
8.1.4.1, asks for it of systems of the third grade).

A trusted phone has a lock of its own and ends after 30 days alone. What a page asks by itself
(`BY_ITSELF`, set by static/ui/ui.js) keeps no session open. Whoever sends a form afterwards loses
nothing of it: it goes through the door (sign_in/typed.py).
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

ACTIVE = "active_at"  # seconds since 1970; only sessions that end so have it
NOTED_AFTER = timedelta(minutes=1)  # one write a minute at most
BY_ITSELF = "X-By-Itself"


def begin_idling(session: SessionBase, *, now: datetime) -> None:
    """From now on `session` ends when nobody uses it."""
    session[ACTIVE] = int(now.timestamp())


def idle_too_long(session: SessionBase, *, now: datetime) -> bool:
    """Whether nobody used `session` for settings.IDLE_MINUTES; 0: it may idle."""
    most = timedelta(minutes=settings.IDLE_MINUTES)
    return bool(most) and _idle(session, now=now) >= most


def note_active(session: SessionBase, *, now: datetime) -> None:
    """Note that a person is there."""
    if _idle(session, now=now) >= NOTED_AFTER:
        begin_idling(session, now=now)


def _idle(session: SessionBase, *, now: datetime) -> timedelta:
    active = session.get(ACTIVE)
    return timedelta() if active is None else timedelta(seconds=now.timestamp() - active)
