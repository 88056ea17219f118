"""Ending sessions: one's own on another device, or all of a person's."""

import secrets
from datetime import datetime

from django.contrib.sessions.models import Session
from django.db import transaction

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from responsibility.organisation.devices.models import Device
from responsibility.organisation.devices.remembered import forget_browsers
from responsibility.organisation.office import audit_office
from responsibility.organisation.people.kept import account_kept
from responsibility.organisation.people.models import User


def end_sessions(*, user: User, but: str | None = None) -> int:
    """End the sessions of `user`, but the one with the key `but`; how many. The next request of
    each is that of a stranger, and every browser is asked for the code of a second factor again.
    Part of the verbs that need it, which audit.

    The stamp ends those that are noted as no device, too; the session that stays has to take the
    new one over (`keep_session`).
    """
    sessions = Session.objects.filter(device__user=user).exclude(pk=but)
    devices = sessions.count()
    sessions.delete()
    forget_browsers(user)
    user.session_stamp = secrets.token_hex(8)
    user.save(update_fields=["session_stamp"])
    return devices


@transaction.atomic
def end_device(*, device_id: int, by: Actor, now: datetime) -> None:
    """Sign oneself out on one device; which of the remembered browsers it is nobody knows, so the
    code is asked for on all of them. Raises Device.DoesNotExist: it is none of one's own."""
    device = Device.objects.visible_to(by.user, at=now).get(pk=device_id)
    after = {"browser": device.browser, "system": device.system}
    device.session.delete()
    forget_browsers(by.user)
    record_audit(by=by, now=now, action="device.end", about=by.user, after=after)


@transaction.atomic
def end_other_devices(*, this: str | None, by: Actor, now: datetime) -> int:
    """Sign oneself out everywhere but in the session with the key `this`; how many it were."""
    devices = end_sessions(user=by.user, but=this)
    after = {"devices": devices}
    record_audit(by=by, now=now, action="device.end_others", about=by.user, after=after)
    return devices


@transaction.atomic
def sign_out_person(*, user_id: int, by: Actor, now: datetime) -> int:
    """Sign a person out everywhere; on how many devices.

    Raises User.DoesNotExist where `by` does not keep that account.
    """
    user = account_kept(user_id, by=by, now=now)
    devices = end_sessions(user=user)
    after = {"devices": devices}
    audit_office(action="person.sign_out", about=user, by=by, now=now, after=after)
    return devices


def forget_ended_sessions(*, now: datetime) -> int:
    """Delete the sessions that ended by time, with their devices; how many. A daily duty."""
    ended = Session.objects.filter(expire_date__lt=now)
    count = ended.count()
    ended.delete()
    return count
