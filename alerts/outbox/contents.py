"""What stands behind a message: the matters it carries, for who may still see them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from alerts.deadlines.matter import matter_models
from alerts.outbox.models import Message
from alerts.reminders.models import Reminder


class Carried(NamedTuple):
    """One reminder in a message: why, the matter's title and its page."""

    stage: str
    title: str
    page: str


def contents_of(messages: Iterable[Message], *, user, at: datetime) -> dict[UUID, list[Carried]]:
    """What each of `messages`, inbox entries or texts, carries; some queries per kind of matter.

    A mail carries what the text of its reference does. Who left a post still has the message, but
    no longer the titles of what it was about.
    """
    wanted = {message.pk: message.reference for message in messages}
    reminders = _reminders_of(wanted.values())
    known = _seen(reminders, user, at)
    by_reference: dict[str, dict[Carried, None]] = defaultdict(dict)
    for reminder, references in reminders.items():
        if named := known.get((reminder.kind, reminder.deadline_id)):
            for reference in references:
                by_reference[reference][Carried(reminder.get_stage_display(), *named)] = None
    carried = {pk: list(by_reference[reference]) for pk, reference in wanted.items()}
    return defaultdict(list, carried)


def _reminders_of(references: Iterable[str]) -> dict[Reminder, set[str]]:
    """The reminders in the messages of `references`, with the references each stands under."""
    carriers = dict(
        Message.objects.filter(reference__in=set(references)).values_list("pk", "reference")
    )
    of_them = Q(message__in=carriers) | Q(text__in=carriers)
    return {
        reminder: {carriers.get(reminder.message_id), carriers.get(reminder.text_id)} - {None}
        for reminder in Reminder.objects.filter(of_them).order_by("pk")
    }


def _seen(reminders: Iterable[Reminder], user, at: datetime) -> dict:
    """Title and page of each matter that `user` may see."""
    ids, known = defaultdict(set), {}
    for reminder in reminders:
        ids[reminder.kind].add(reminder.deadline_id)
    for model in matter_models():
        if wanted := ids.get(model.matter_kind):
            rows = model.objects.visible_to(user, at=at).filter(pk__in=wanted)
            seen = list(rows.values_list("pk", flat=True))
            titles, pages = model.titles_of(seen), model.pages_of(seen)
            known |= {(model.matter_kind, pk): (titles[pk], pages[pk]) for pk in seen}
    return known
