"""What becomes of the quarter's reminder card where its holder leaves the post."""

from django.utils.translation import gettext as _

from pages.quarter import Quarter
from responsibility.cards.models import ReminderCard
from responsibility.organisation.posts.leaving import Change, Leaving


def changes_of_cards(leaving: Leaving) -> list[Change]:
    """A card names whom it was given to; who follows gets one of their own on the first day."""
    quarter = Quarter.at(leaving.now)
    of_quarter = {"issue__year": quarter.year, "issue__quarter_number": quarter.number}
    cards = ReminderCard.objects.filter(post=leaving.post, holder=leaving.person, **of_quarter)
    card = cards.order_by("-pk").first()
    if card is None:
        return []
    said = _("%(number)s, received") if card.received_at else _("%(number)s, not received yet")
    after = _(
        "Stays with %(person)s, and its summary is owed no more unless it is overdue. %(next)s "
        "gets the card of the quarter that runs by then, and owes its summary."
    )
    words = {"person": leaving.person, "next": leaving.next_one}
    return [Change(_("Reminder card"), said % {"number": card.number}, after % words)]
