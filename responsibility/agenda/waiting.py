"""What waits on the desk besides tasks: a line each (features: one place to look)."""

from datetime import datetime

from django.db.models import Count, Window
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from alerts.deadlines.decisions import Extension
from alerts.outbox.models import Message
from pages.line import Line
from pages.quarter import Quarter
from responsibility.cards.models import ReminderCard


def cards_to_receive(*, user, now: datetime) -> list[Line]:
    """The reminder cards of the running quarter that the person has not received yet."""
    quarter = Quarter.at(now)
    cards = (
        ReminderCard.objects.visible_to(user, at=now)
        .on_desk_of(user, at=now)
        .with_replacement()
        .filter(
            holder=user.pk,
            received_at=None,
            is_replaced=False,
            issue__year=quarter.year,
            issue__quarter_number=quarter.number,
        )
    )
    return [
        Line(
            icon="id",
            text=_("Reminder card %(number)s: receive it") % {"number": card.number},
            address=card.get_absolute_url(),
            detail=card.post_title,
        )
        for card in cards
    ]


def extensions_to_decide(*, user, now: datetime) -> list[Line]:
    """How many requests for an extension wait for the person's decision."""
    waiting = Extension.objects.visible_to(user, at=now).to_decide_by(user, at=now)
    count = waiting.count()
    if not count:
        return []
    text = ngettext("%(count)d extension to decide", "%(count)d extensions to decide", count)
    return [Line(icon="clock", text=text % {"count": count}, address=reverse("extension-list"))]


def unread_messages(*, user, now: datetime) -> list[Line]:
    """How many messages are not opened yet, and what the newest is about."""
    unread = Message.objects.visible_to(user, at=now).unread().order_by("-made_at", "pk")
    newest = unread.annotate(unread=Window(Count("*"))).first()
    if newest is None:
        return []
    text = ngettext("%(count)d unread message", "%(count)d unread messages", newest.unread)
    return [
        Line(
            icon="inbox",
            text=text % {"count": newest.unread},
            address=reverse("inbox"),
            detail=pgettext("between items", ", ").join(newest.stages),
        )
    ]
