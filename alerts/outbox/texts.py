"""Writing texts of what the inbox has: when a window opens, one a person with all that is new."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.utils import timezone

from alerts.channels.known import NONE
from alerts.kinds.stages import stages_where
from alerts.outbox.address import Addresses, mails
from alerts.outbox.apart import Apart
from alerts.outbox.carried import AS_TEXT, note_carried, one_gatherer_at_a_time
from alerts.outbox.compose import Pen
from alerts.outbox.models import Message
from alerts.outbox.quota import Quota
from alerts.outbox.storm import storms
from alerts.outbox.suppress import reasons_for, subjects_of
from alerts.outbox.windows import urgent_window_of, window_of
from alerts.reminders.models import Reminder
from alerts.workdays.off import NOWHERE, Off, off_on

PEOPLE = 200  # in one transaction
NO_CHANNEL, PREFERENCE, OVER_QUOTA = "no_channel", "preference", "quota"


class Windows(NamedTuple):
    """The windows open at an instant (keys, None: closed), and where today is a day off."""

    daily: str | None
    urgent: str | None
    off: Off

    @classmethod
    def at(cls, now: datetime) -> "Windows":
        off = off_on(timezone.localtime(now).date()) if settings.SMS_QUIET_HOURS else NOWHERE
        return cls(window_of(now), urgent_window_of(now), off)


@dataclass
class Gathering:
    """What one gathering of texts knows from the start."""

    windows: Windows
    held: Collection[int]  # counties
    quota: Quota
    now: datetime


def write_texts(*, now: datetime, apart: Apart) -> int:
    """Write the texts whose windows are open at `now`; return how many messages were made.

    A person gets one in a window (alerts/outbox/windows.py): of all that is new, or, on a day off
    or where that one is written already, of urgent stages alone; a mail goes beside it to who
    asked for one. What no text will carry is withheld with its reason; who cannot be reached
    leaves a cancelled text that says why. An unusual number of texts is held
    (alerts/outbox/storm.py), the month's quota is kept (alerts/outbox/quota.py).
    """
    if settings.SMS_CHANNEL == NONE and not mails():
        Reminder.objects.to_text().update(withheld=NO_CHANNEL)
        return 0
    windows = Windows.at(now)
    people = _people(windows) if windows.urgent else {}
    if not people:
        return 0
    held = storms(Counter(people.values()), now=now)
    quota = Quota.of(set(people.values()), now=now)
    ids = list(people)
    write = partial(_write_some, gathering=Gathering(windows, held, quota, now))
    made = sum(
        apart.write(write, ids[start : start + PEOPLE]) for start in range(0, len(ids), PEOPLE)
    )
    quota.tell(now=now)
    return made


def _people(windows: Windows) -> dict[int, int]:
    """To whom a text is to be written now, with the county it is for."""
    waiting = _open(Reminder.objects.to_text(), windows).order_by("recipient", "pk")
    return dict(waiting.values_list("recipient", "county_id").distinct("recipient"))


def _open(reminders: QuerySet, windows: Windows) -> QuerySet:
    """Those for which a window is open that their recipient has no text in; `rings` are those
    that go in the urgent window."""
    urgent = Q(stage__in=[stage.code for stage in stages_where("urgent")]) & ~_used(windows.urgent)
    rings = reminders.annotate(rings=ExpressionWrapper(urgent, output_field=BooleanField()))
    otherwise = Q(county_id__in=windows.off.but)
    works = otherwise if windows.off.everywhere else ~otherwise
    return rings.filter(Q(rings=True) | (works & ~_used(windows.daily)))


def _used(window: str) -> Exists:
    mine = Message.objects.texts().filter(recipient=OuterRef("recipient"), supersedes=None)
    return Exists(mine.filter(window=window).order_by())


def _write_some(people: Collection[int], *, gathering: Gathering) -> int:
    """Write those of some people; return how many messages were made. Where it fails, nothing of
    it counts against the quota."""
    used = dict(gathering.quota.used)
    try:
        with transaction.atomic():
            return _write(people, gathering)
    except Exception:
        gathering.quota.used.update(used)
        raise


def _write(people: Collection[int], gathering: Gathering) -> int:
    one_gatherer_at_a_time()
    waiting = _open(Reminder.objects.to_text().filter(recipient__in=people), gathering.windows)
    reminders = list(waiting.order_by("pk").select_for_update(of=("self",)))
    addresses = Addresses.of(people)
    subjects = subjects_of(reminders, now=gathering.now)
    untold = reasons_for(reminders, subjects, addresses.users)
    pen = Pen.taken(reminders=reminders, subjects=subjects, now=gathering.now)
    references = _references(reminders)
    mine: dict[int, list[Reminder]] = defaultdict(list)
    for reminder in reminders:
        mine[reminder.recipient_id].append(reminder)
    messages, notes = [], {}
    for person, new in mine.items():
        for reminder in new:
            reason = untold[reminder.pk] or _withheld(reminder, addresses, gathering.quota)
            notes[reminder.pk] = (None, reason)
        if told := [reminder for reminder in new if not notes[reminder.pk][1]]:
            reference = references.get(frozenset(reminder.pk for reminder in told), "")
            made = _texts(pen, addresses, person, told, gathering, reference)
            messages += made
            carried = (made[0], "") if made else (None, NO_CHANNEL)
            notes |= {reminder.pk: carried for reminder in told}
    Message.objects.bulk_create(messages)
    note_carried(AS_TEXT, notes)
    return len(messages)


def _withheld(reminder: Reminder, addresses: Addresses, quota: Quota) -> str:
    if addresses.does_without(reminder.recipient_id, reminder.stage):
        return PREFERENCE
    return "" if quota.allows(reminder.county_id, reminder.stage) else OVER_QUOTA


def _references(reminders: Sequence[Reminder]) -> dict[frozenset[int], str]:
    """The reference of each inbox message by what it carries: a text of the same says the same."""
    entries = {reminder.message_id for reminder in reminders}
    carried, names = defaultdict(set), {}
    rows = Reminder.objects.filter(message__in=entries)
    for pk, entry, reference in rows.values_list("pk", "message", "message__reference"):
        carried[entry].add(pk)
        names[entry] = reference
    return {frozenset(ids): names[entry] for entry, ids in carried.items()}


def _texts(
    pen: Pen,
    addresses: Addresses,
    person: int,
    told: list[Reminder],
    gathering: Gathering,
    reference: str,
) -> list[Message]:
    """The text and the mail beside it, the one that counts first."""
    windows, county = gathering.windows, told[0].county_id
    urgent = all(reminder.rings for reminder in told)
    window = windows.urgent if urgent else windows.daily
    made = []
    for address in addresses.to(person, held=county in gathering.held, now=gathering.now):
        message = pen.write(
            addresses.users[person], told, reference=reference, window=window, **address
        )
        reference = message.reference
        made.append(message)
    gathering.quota.take(made)
    return made
