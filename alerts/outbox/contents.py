"""What stands behind an inbox message: the matters it carries, for who may still see them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from alerts.outbox.models import Message
from alerts.reminders.matter import matter_models
from alerts.reminders.models import Reminder


class Carried(NamedTuple):
    """One reminder in a message: why, the matter's title and its page."""

    stage: str
    title: str
    page: str


def contents_of(messages: Iterable[Message], *, user, at: datetime) -> dict:
    """What each of `messages` carries, by its id; some queries per kind of matter.

    Who left a post still has the message, but no longer the titles of what it was about.
    """
    reminders = Reminder.objects.filter(message__in=[message.pk for message in messages])
    ids = defaultdict(set)
    for reminder in reminders:
        ids[reminder.kind].add(reminder.deadline_id)
    known = {}
    for model in matter_models():
        if wanted := ids.get(model.matter_kind):
            rows = model.objects.visible_to(user, at=at).filter(pk__in=wanted)
            seen = list(rows.values_list("pk", flat=True))
            titles, pages = model.titles_of(seen), model.pages_of(seen)
            known |= {(model.matter_kind, pk): (titles[pk], pages[pk]) for pk in seen}
    carried = defaultdict(list)
    for reminder in reminders.order_by("pk"):
        if named := known.get((reminder.kind, reminder.deadline_id)):
            carried[reminder.message_id].append(Carried(reminder.get_stage_display(), *named))
    return carried
