"""What people are told of a reminder card (alerts/reminders/matter.py)."""

from datetime import datetime

from django.utils.translation import gettext as _

from alerts.reminders.matter import Matter, Subject


class ToldCard(Matter):
    """A card with its `number` and its `holder`, who is told of it."""

    matter_kind = "card"

    class Meta:
        abstract = True

    @classmethod
    def recipients_of(cls, ids, *, stage: str, at: datetime):
        """Who it is made out to; a closed account hears nothing."""
        cards = cls.objects.filter(pk__in=ids, holder__is_active=True)
        return cards.values_list("pk", "holder")

    @classmethod
    def subjects_of(cls, ids, *, at: datetime) -> dict[int, Subject]:
        """A card is settled once it is received."""
        cards = cls.objects.filter(pk__in=ids).values_list("pk", "received_at")
        return {pk: Subject(settled=received_at is not None) for pk, received_at in cards}

    @classmethod
    def titles_of(cls, ids) -> dict[int, str]:
        numbers = cls.objects.filter(pk__in=ids).values_list("pk", "number")
        return {pk: _("Reminder card %(number)s") % {"number": number} for pk, number in numbers}

    @classmethod
    def pages_of(cls, ids) -> dict[int, str]:
        return {card.pk: card.get_absolute_url() for card in cls.objects.filter(pk__in=ids)}
