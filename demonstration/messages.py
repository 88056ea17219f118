"""Messages of the demonstration: a past that was told in the inbox, and a few texts in trouble.

The county sends texts only from the day before the demonstration's day on; until then reminders
stood in the inbox, which nine of ten people read on the same day. Of the others some have a red
lamp, and a text that did not arrive: they are whom the office must call.
"""

from datetime import date, datetime, time, timedelta
from itertools import groupby

from django.db.models import F

from alerts.audit.actor import Actor
from alerts.contacts.flag import flag_number
from alerts.deadlines.kind import OVERDUE
from alerts.outbox.apart import Apart
from alerts.outbox.call import call_by_hand
from alerts.outbox.carried import AS_TEXT, note_carried
from alerts.outbox.compose import Pen
from alerts.outbox.gather import fill_inboxes
from alerts.outbox.models import Attempt, Message
from alerts.outbox.states import State
from alerts.outbox.suppress import subjects_of
from alerts.outbox.texts import NO_CHANNEL
from alerts.reminders.models import Reminder
from demonstration.script import SHANGHAI
from pages.lamp import Lamp
from responsibility.organisation.people.models import User

READ_AFTER = timedelta(hours=5)
ONE_OF = 10  # one person of so many reads nothing on the platform

# How a text ended, the code it ended with, and the states it went through.
HANDED = (State.PENDING, State.SENDING)
TAKEN = (*HANDED, State.ACCEPTED)
TROUBLE = [
    (State.FAILED, "30006", TAKEN),
    (State.FAILED, "30005", TAKEN),
    (State.REJECTED, "21211", HANDED),
    (State.UNCONFIRMED, "", TAKEN),
    (State.CANCELLED, "no_phone", ()),
    (State.FAILED, "30004", TAKEN),  # the last one was called
]


def tell_in_inboxes(day: date) -> None:
    """Put into the inboxes on the morning of `day` what is owed by then; no text goes out."""
    with Apart() as apart:
        fill_inboxes(now=datetime.combine(day, time(8, 30), SHANGHAI), apart=apart)


def end_the_past() -> None:
    """Let nine of ten people have read what was in their inboxes, and no text be owed of it."""
    Reminder.objects.to_text().update(withheld=NO_CHANNEL)
    recipients = Message.objects.inbox().order_by("recipient").values_list("recipient", flat=True)
    readers = [pk for place, pk in enumerate(recipients.distinct()) if place % ONE_OF]
    Message.objects.inbox().filter(recipient__in=readers).update(read_at=F("made_at") + READ_AFTER)


def some_in_trouble(*, office: User, until: datetime) -> None:
    """Texts of the day before `until` to people who have read nothing, each with its trouble."""
    made_at = until - timedelta(days=1)
    inboxes = Reminder.objects.filter(stage=OVERDUE, message__isnull=False, suppressed="")
    unread = inboxes.filter(message__read_at=None)
    owed = list(unread.select_related("recipient").order_by("recipient", "pk"))
    subjects = subjects_of(owed, now=until)
    red = [
        reminder
        for reminder in owed
        if subjects[reminder.kind, reminder.deadline_id].lamp == Lamp.RED
    ]
    pen = Pen.taken(reminders=red, subjects=subjects, now=made_at)
    by_person = groupby(red, key=lambda reminder: reminder.recipient_id)
    for trouble, (_person, reminders) in zip(TROUBLE, by_person, strict=False):
        text = _text(pen, list(reminders), *trouble)
        if trouble[1] == "30005":
            flag_number(number=text.to, reason=trouble[1], now=made_at)
        if trouble is TROUBLE[-1]:
            call_by_hand(message=text, note="", by=Actor(user=office), now=until)


def _text(pen: Pen, reminders: list[Reminder], state: State, code: str, way) -> Message:
    """The text that carries `reminders`, in `state` after its `way`."""
    user = reminders[0].recipient
    if not way:
        User.objects.filter(pk=user.pk).update(phone="")
    text = pen.write(
        user,
        reminders,
        channel="sandbox",
        window=f"{pen.now:%Y-%m-%d}",
        to=user.phone if way else "",
        state=way[0] if way else state,
        reason="" if way else code,
    )
    text.save(force_insert=True)
    note_carried(AS_TEXT, {reminder.pk: (text, "") for reminder in reminders})
    if way:
        Attempt.objects.create(
            message=text, number=1, started_at=pen.now, ended_at=pen.now,
            outcome="rejected" if state == State.REJECTED else "accepted",
            provider_code=code if state == State.REJECTED else "",
        )  # fmt: skip
        mine = Message.objects.filter(pk=text.pk)
        for step in (*way[1:], state):
            mine.update(state=step)
        mine.update(attempts=1, reason=code)
    return text
