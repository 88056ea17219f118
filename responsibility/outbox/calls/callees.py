"""The call-by-hand list: who was not told of what still stands (reliability study 6)."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from alerts.audit.actor import Actor
from alerts.contacts.models import HandCall
from alerts.outbox.call import call_by_hand
from alerts.outbox.models import Message
from alerts.outbox.reasons import Reason, reason_of
from alerts.outbox.texts import OVER_QUOTA
from alerts.outbox.told import first_told_each
from alerts.outbox.trouble import NOT_REACHED
from alerts.reminders.models import Reminder
from pages.days import day_of
from pages.lamp import Lamp
from responsibility.organisation.people.models import User
from responsibility.outbox.whose import units_of
from responsibility.tasks.models import Task

LOOK_BACK = timedelta(days=90)  # what is older has been on the list long enough
STANDS = [Lamp.YELLOW, Lamp.RED]


@dataclass
class Callee:
    """Somebody to be called: about how many tasks, since when, and why no text arrived."""

    person: User
    unit: str
    since: datetime
    reason: Reason | None
    red: set[int] = field(default_factory=set)
    yellow: set[int] = field(default_factory=set)
    messages: set = field(default_factory=set)

    @property
    def matters(self) -> int:
        return len(self.red) + len(self.yellow)


def to_be_called(*, counties: Collection[int], at: datetime) -> list[Callee]:
    """The people of `counties` whom no text reached, for whose tasks the lamp is yellow or red.

    Who read the inbox entry or was called is told. Those who wait longest come first; constant
    queries.
    """
    today, owed = day_of(at), list(_not_reached(counties, at))
    told = first_told_each(reminder.pk for reminder in owed)
    open_ones = [reminder for reminder in owed if reminder.pk not in told]
    lamps = _lamps({reminder.deadline_id for reminder in open_ones}, at)
    units = units_of({(reminder.recipient_id, today) for reminder in open_ones})
    callees: dict[int, Callee] = {}
    for reminder in open_ones:
        if (lamp := lamps.get(reminder.deadline_id)) is None:
            continue
        message = _newest(reminder.text or reminder.message)
        callee = callees.setdefault(
            reminder.recipient_id,
            Callee(
                person=reminder.recipient,
                unit=units.get((reminder.recipient_id, today), ""),
                since=message.made_at,
                reason=reason_of(
                    state=message.state,
                    code=message.reason or reminder.withheld,
                    channel=message.channel,
                ),
            ),
        )
        callee.since = min(callee.since, message.made_at)
        callee.messages.add(message.pk)
        (callee.red if lamp == Lamp.RED else callee.yellow).add(reminder.deadline_id)
    return sorted(callees.values(), key=lambda callee: (callee.since, callee.person.pk))


def _not_reached(counties: Collection[int], at: datetime):
    """Reminders of tasks without a text for want of quota, or whose text, and all that was sent in
    its stead, came to a bad end."""
    bad = Message.objects.filter(NOT_REACHED, made_at__gt=at - LOOK_BACK)
    newest_is_bad = Q(text__message=None, text__in=bad)
    newest_is_bad |= Q(text__message__message=None, text__message__in=bad)
    newest_is_bad |= Q(text__message__message__in=bad)
    none_left = Q(withheld=OVER_QUOTA, message__made_at__gt=at - LOOK_BACK)
    return (
        Reminder.objects.filter(
            newest_is_bad | none_left, kind=Task.matter_kind, county_id__in=counties
        )
        .select_related("recipient", "message", "text__message__message")
        .order_by("pk")
    )


def _newest(text: Message) -> Message:
    """What was sent last in the place of `text`; itself if nothing was."""
    while (again := getattr(text, "message", None)) is not None:
        text = again
    return text


def _lamps(tasks: Collection[int], at: datetime) -> dict[int, str]:
    """The lamps of those of `tasks` that still stand."""
    found = Task.objects.with_lamp(now=at).filter(pk__in=tasks, lamp_now__in=STANDS)
    return dict(found.values_list("pk", "lamp_now"))


@transaction.atomic
def told_by_telephone(*, callee: Callee, note: str, by: Actor, now: datetime) -> list[HandCall]:
    """Note that `by` told the callee of all that stands; takes them off the list.

    Raises alerts.outbox.call.Refused where it was noted meanwhile.
    """
    texts = Message.objects.filter(pk__in=callee.messages).order_by("made_at", "pk")
    return [call_by_hand(message=text, note=note, by=by, now=now) for text in texts]
