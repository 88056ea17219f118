"""Which cards wait to be received: on the desk, and whether a message of them is still true."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.utils.translation import gettext as _

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


def not_received(ids: Collection[int], *, kind: str, at: datetime) -> Iterable[int]:
    """Which of the cards `ids` nobody has received yet."""
    return ReminderCard.objects.filter(pk__in=ids, received_at=None).values_list("pk", flat=True)
