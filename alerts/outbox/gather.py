"""Gathering what a person must be told into one message per send window (reliability study 2)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from alerts.deadlines.discovery import deadline_models
from alerts.outbox.models import INBOX, Message
from alerts.outbox.states import State
from alerts.outbox.suppress import ACCOUNT_CLOSED, Subject, why_not
from alerts.outbox.windows import window_of
from alerts.outbox.wording import (
    NOTICE,
    VERSION,
    Part,
    make_reference,
    notice_params,
    render,
    segments,
)
from alerts.reminders.models import Reminder, Stage

PEOPLE = 200  # in one transaction
VALID_FOR = timedelta(hours=24)  # a text that says "due soon" must not arrive days later
DATED = {Stage.DUE_SOON, Stage.DISPATCHED}
Subjects = dict[tuple[str, int], Subject]


def gather(*, now: datetime) -> int:
    """Gather all owed reminders into messages of the window of `now`; return how many were made.

    Each person gets an inbox message, which is delivered by being there, and with a phone number
    a text message beside it; both carry the same words. What is no longer true is suppressed with
    its reason. Who has a message in this window waits for the next; in quiet hours all wait.
    """
    window, made = window_of(now), 0
    while window and (owed := _gather_some(window=window, now=now)):
        made += owed[1]
    return made


@transaction.atomic
def _gather_some(*, window: str, now: datetime) -> tuple[int, int] | None:
    """Gather for some people; (reminders dealt with, messages made), or None if none is left."""
    with connection.cursor() as cursor:  # one gatherer at a time: no person falls between two
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('alerts.gather', 0))")
    people = _people_to_tell(window)
    if not people:
        return None
    owed = Reminder.objects.owed().filter(recipient__in=people).order_by("pk")
    reminders = list(owed.select_for_update(of=("self",)))
    subjects = _subjects(reminders, now)
    users = get_user_model().objects.in_bulk(people)
    told: dict[int, list[Reminder]] = defaultdict(list)
    for reminder in reminders:
        subject = subjects.get((reminder.kind, reminder.deadline_id))
        reason = why_not(stage=reminder.stage, revision=reminder.revision, subject=subject)
        if not users[reminder.recipient_id].is_active:
            reason = ACCOUNT_CLOSED
        if reason:
            reminder.suppressed = reason
        else:
            told[reminder.recipient_id].append(reminder)
    messages = []
    for pk, mine in told.items():
        params = _params(users[pk], mine, subjects, now)
        pair = _messages(users[pk], mine[0].county_id, params, window=window, now=now)
        messages += pair
        for reminder in mine:
            reminder.message = pair[0]
    Message.objects.bulk_create(messages)
    Reminder.objects.bulk_update(reminders, ["message", "suppressed"])
    return len(reminders), len(messages)


def _people_to_tell(window: str) -> list[int]:
    has_one = Message.objects.filter(
        recipient=OuterRef("recipient"), channel=INBOX, window=window, supersedes=None
    )
    people = Reminder.objects.owed().filter(~Exists(has_one)).order_by("recipient")
    return list(people.values_list("recipient", flat=True).distinct()[:PEOPLE])


def _subjects(reminders: Iterable[Reminder], now: datetime) -> Subjects:
    """The deadlines of `reminders` as they are now, one query per kind."""
    ids = defaultdict(set)
    for reminder in reminders:
        ids[reminder.kind].add(reminder.deadline_id)
    return {
        (model.matter_kind, pk): Subject(lamp, due_on, revision)
        for model in deadline_models()
        if model.matter_kind in ids
        for pk, lamp, due_on, revision in model.objects.filter(pk__in=ids[model.matter_kind])
        .with_lamp(now=now)
        .values_list("pk", "lamp_now", "due_on", "revision")
    }


def _params(user, reminders: Sequence[Reminder], subjects: Subjects, now: datetime) -> dict:
    by_stage = defaultdict(set)
    for reminder in reminders:
        by_stage[reminder.stage].add((reminder.kind, reminder.deadline_id))
    parts = []
    for stage, keys in by_stage.items():
        by = min(subjects[key].due_on for key in keys) if stage in DATED else None
        parts.append(Part(stage, len(keys), by))
    today = timezone.localtime(now).date()
    return notice_params(name=user.name, reference=make_reference(), parts=parts, today=today)


def _messages(
    user, county_id: int, params: dict, *, window: str, now: datetime
) -> tuple[Message, ...]:
    """The inbox message, and the text message if the person has a number."""
    text = render(NOTICE, VERSION, params)
    common = {
        "county_id": county_id,
        "recipient": user,
        "window": window,
        "template": NOTICE,
        "template_version": VERSION,
        "params": params,
        "text": text,
        "reference": params["reference"],
        "made_at": now,
        "not_before": now,
    }
    inbox = Message(**common, channel=INBOX, to="", segments=0, state=State.DELIVERED)
    if settings.SMS_CHANNEL == "none":
        return (inbox,)
    phone = {
        "channel": settings.SMS_CHANNEL,
        "to": user.phone,
        "segments": segments(text),
        "expires_at": now + VALID_FOR,
    }
    if not user.phone:
        phone |= {"state": State.CANCELLED, "reason": "no_phone"}
    return inbox, Message(**(common | phone))
