"""Noting where somebody is signed in."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase

from pages.days import day_of
from responsibility.organisation.devices.browser import browser_of
from responsibility.organisation.devices.idle import begin_idling
from responsibility.organisation.devices.models import TRUSTED_FOR, Device
from responsibility.organisation.people.models import User

SEEN_ON = "seen_on"  # the session's own note, so that a day costs one write


def note_device(
    *, session: SessionBase, user: User, agent: str, trusted: bool, now: datetime
) -> Device:
    """Note the session of somebody who has just signed in; it ends at a fixed instant.

    In 30 days if the phone is `trusted`, else after the working day. A system administrator's is
    never trusted. `agent` is the header User-Agent.
    """
    trusted = trusted and not user.is_system_administrator
    lasts = TRUSTED_FOR if trusted else timedelta(seconds=settings.SESSION_COOKIE_AGE)
    session.set_expiry(now + lasts)
    session[SEEN_ON] = str(day_of(now))
    if not trusted:
        begin_idling(session, now=now)
    session.save()
    browser, system = browser_of(agent)
    return Device.objects.create(
        session_id=session.session_key,
        user=user,
        browser=browser,
        system=system,
        trusted=trusted,
        signed_in_at=now,
        seen_on=day_of(now),
    )


def note_seen(*, session: SessionBase, now: datetime) -> None:
    """Note that a signed-in person was here today; one write a day."""
    today = day_of(now)
    if session.get(SEEN_ON, str(today)) != str(today):
        session[SEEN_ON] = str(today)
        Device.objects.filter(session=session.session_key).update(seen_on=today)


def device_of(session: SessionBase) -> Device | None:
    """Where `session` is, if it was noted."""
    return Device.objects.filter(session=session.session_key).first()


def keep_device(device: Device | None, *, session: SessionBase) -> None:
    """`session` got a new key: it stays the same device, whose row went with the old key's."""
    if device:
        device.session_id = session.session_key
        device.save(force_insert=True)


def keep_session(session: SessionBase, *, user: User) -> None:
    """All sessions of `user` have ended, but this one stays."""
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
