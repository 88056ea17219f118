"""The duty items the lines of a card remind of: what the QR code leads to (M003-09)."""

from responsibility.cards.models import ReminderCard
from responsibility.lists.models import DutyItem


def linked_items(card: ReminderCard) -> list[DutyItem]:
    """The items named on the card, from the newest published version of their lists."""
    codes = {code for line in card.lines.all() for code in line.duty_codes}
    items = DutyItem.objects.filter(
        code__in=codes, duty_list__county=card.county_id, duty_list__published_at__isnull=False
    ).order_by("duty_list__version")
    newest = {item.code: item for item in items}
    return [newest[code] for code in sorted(newest)]


def known_codes(county_id: int) -> set[str]:
    """The codes of all items of the county's lists."""
    items = DutyItem.objects.filter(duty_list__county=county_id)
    return set(items.values_list("code", flat=True))
