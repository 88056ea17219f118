"""How many records are of days of the person's own time, and how many cards the person got."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple, Self

from responsibility.cards.models import ReminderCard
from responsibility.organisation.people.models import User
from responsibility.organisation.posts.in_office import InOffice
from responsibility.organisation.standing import standing_of
from responsibility.records.models import DutyRecord


class Counts(NamedTuple):
    """Of the quarters from a day on: `records` in force, `cards` with those `received`; None for
    whom cards are not to be seen."""

    records: int
    cards: int | None
    received: int

    @classmethod
    def of(
        cls, person: User, ids: Sequence[int], in_office: InOffice, *, since: date, user,
        now: datetime,
    ) -> Self:  # fmt: skip
        """Of the posts `ids`, as `user` may see them."""
        records = DutyRecord.objects.visible_to(user, at=now).in_force()
        days = records.filter(post__in=ids, happened_on__gte=since).order_by()
        own = [
            post for post, on in days.values_list("post", "happened_on")
            if any(term.user_id == person.pk for term in in_office.on(post, on))
        ]  # fmt: skip
        if user.pk != person.pk and not standing_of(user, at=now).office_counties:
            return cls(len(own), None, 0)
        cards = ReminderCard.objects.visible_to(user, at=now).filter(
            holder=person, post__in=ids, issued_at__date__gte=since
        )
        received = list(cards.values_list("received_at", flat=True))
        return cls(len(own), len(received), len([at for at in received if at]))
