"""Gathering what people must be told (reliability study 2): at once in the inbox, then in texts."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from functools import partial

from django.contrib.auth import get_user_model
from django.db import transaction

from alerts.outbox.again import tell_again
from alerts.outbox.apart import Apart
from alerts.outbox.carried import IN_INBOX, note_carried, one_gatherer_at_a_time
from alerts.outbox.compose import Pen
from alerts.outbox.models import INBOX, Message
from alerts.outbox.states import State
from alerts.outbox.storm import let_go
from alerts.outbox.suppress import reasons_for, subjects_of
from alerts.outbox.texts import write_texts
from alerts.reminders.models import Reminder

PEOPLE = 200  # in one transaction


def gather(*, now: datetime) -> int:
    """Gather all owed reminders into messages at `now`; return how many were made.

    Everything that is still true is in the inbox at once, one message a person and gathering,
    each reminder in exactly one; what is no longer true is suppressed with its reason. Then
    texts are written of what the inbox has, by their windows (`write_texts`), also of what stood
    in texts that expired; held ones are let go when their time has come. Safe to run twice and
    side by side. What cannot be written for one person is raised when all others are done.
    """
    let_go(now=now)
    tell_again(now=now)
    with Apart() as apart:
        made = fill_inboxes(now=now, apart=apart) + write_texts(now=now, apart=apart)
    return made


def fill_inboxes(*, now: datetime, apart: Apart) -> int:
    """Put what is owed at `now` into the inboxes, and no text; return how many were made."""
    owed = Reminder.objects.owed().order_by("recipient")
    people = list(owed.values_list("recipient", flat=True).distinct())
    fill = partial(_fill_some_inboxes, now=now)
    return sum(
        apart.write(fill, people[start : start + PEOPLE]) for start in range(0, len(people), PEOPLE)
    )


@transaction.atomic
def _fill_some_inboxes(people: Sequence[int], *, now: datetime) -> int:
    """Fill those of some people; return how many messages were made."""
    one_gatherer_at_a_time()
    owed = Reminder.objects.owed().filter(recipient__in=people).order_by("pk")
    if not (reminders := list(owed.select_for_update(of=("self",)))):
        return 0  # another gatherer was first
    users = get_user_model().objects.in_bulk(people)
    subjects = subjects_of(reminders, now=now)
    untold = reasons_for(reminders, subjects, users)
    told: dict[int, list[Reminder]] = defaultdict(list)
    for reminder in reminders:
        if not untold[reminder.pk]:
            told[reminder.recipient_id].append(reminder)
    pen = Pen.taken(reminders=reminders, subjects=subjects, now=now) if told else None
    messages = {pk: _entry(pen, users[pk], mine) for pk, mine in told.items()}
    Message.objects.bulk_create(messages.values())
    note_carried(
        IN_INBOX,
        {
            reminder.pk: (messages[reminder.recipient_id] if not reason else None, reason)
            for reminder in reminders
            for reason in [untold[reminder.pk]]
        },
    )
    return len(messages)


def _entry(pen: Pen, user, mine: list[Reminder]) -> Message:
    """An inbox message, delivered by being there. A reminder stands in one, so its id is a key."""
    window = f"r{mine[0].pk}"
    return pen.write(
        user, mine, channel=INBOX, window=window, to="", segments=0, state=State.DELIVERED
    )
