"""What people are told of a reminder card (alerts/deadlines/matter.py)."""

from datetime import datetime
from typing import ClassVar

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from alerts.deadlines.matter import Matter, Pairs
from alerts.kinds.declared import Audience


def _holders(cards: QuerySet, at: datetime) -> Pairs:
    """Who it is made out to; a closed account hears nothing."""
    return [cards.filter(holder__is_active=True).values_list("pk", "holder")]


class ToldCard(Matter):
    """A card with its `number` and its `holder`, who is told of it."""

    matter_kind = "card"
    audiences: ClassVar = {Audience.HOLDER: _holders}

    class Meta:
        abstract = True

    @classmethod
    def titles_of(cls, ids) -> dict[int, str]:
        numbers = cls.objects.filter(pk__in=ids).values_list("pk", "number")
        return {pk: _("Reminder card %(number)s") % {"number": number} for pk, number in numbers}

    @classmethod
    def pages_of(cls, ids) -> dict[int, str]:
        return {card.pk: card.get_absolute_url() for card in cls.objects.filter(pk__in=ids)}
