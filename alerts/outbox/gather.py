"""Gathering what people must be told (reliability study 2): at once in the inbox, then in texts."""

from collections import defaultdict
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import transaction

from alerts.outbox.again import tell_again
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
    side by side.
    """
    let_go(now=now)
    tell_again(now=now)
    return fill_inboxes(now=now) + write_texts(now=now)


def fill_inboxes(*, now: datetime) -> int:
    """Put what is owed at `now` into the inboxes, and no text; return how many were made."""
    made = 0
    while done := _fill_some_inboxes(now):
        made += done[1]
    return made


@transaction.atomic
def _fill_some_inboxes(now: datetime) -> tuple[int, int] | None:
    """Fill those of some people; (reminders dealt with, messages made), None if none is left."""
    one_gatherer_at_a_time()
    owed = Reminder.objects.owed().order_by("recipient")
    people = list(owed.values_list("recipient", flat=True).distinct()[:PEOPLE])
    if not people:
        return None
    owed = Reminder.objects.owed().filter(recipient__in=people).order_by("pk")
    reminders = list(owed.select_for_update(of=("self",)))
    users = get_user_model().objects.in_bulk(people)
    subjects = subjects_of(reminders, now=now)
    untold = reasons_for(reminders, subjects, users)
    told: dict[int, list[Reminder]] = defaultdict(list)
    for reminder in reminders:
        if not untold[reminder.pk]:
            told[reminder.recipient_id].append(reminder)
    pen = Pen.taken(subjects=subjects, now=now) if told else None
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
    return len(reminders), len(messages)


def _entry(pen: Pen, user, mine: list[Reminder]) -> Message:
    """An inbox message, delivered by being there. A reminder stands in one, so its id is a key."""
    window = f"r{mine[0].pk}"
    return pen.write(
        user, mine, channel=INBOX, window=window, to="", segments=0, state=State.DELIVERED
    )
