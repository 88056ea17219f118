"""Lines that other rooms offer for the cards of a unit: from its open problems (M003-12)."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils.module_loading import import_string

from alerts.kinds.collected import collected
from responsibility.cards.issues import CardIssue, CardLine
from responsibility.cards.recipients import Recipient

MOST_IDEAS = 12


class LineIdea(NamedTuple):
    """A line for the recipients of one unit. `of` names what it comes from ("problem 7") for good,
    `source` is what that is called, `address` its page."""

    unit_id: int
    unit_name: str
    text: str
    until_on: date | None
    of: str
    source: str
    address: str

    def key_in(self, issue: CardIssue) -> UUID:
        """The key of the line it becomes in a draft, so that it is added once."""
        return uuid5(NAMESPACE_URL, f"card {issue.pk} {self.of}")


def ideas_for(
    issue: CardIssue,
    recipients: Iterable[Recipient],
    lines: Iterable[CardLine],
    *,
    user,
    now: datetime,
) -> Sequence[tuple[UUID, LineIdea]]:
    """What is offered for the units of the recipients and not among the `lines` of the draft, with
    the key of each: so many at most, the most urgent first."""
    units = {recipient.post.unit_id for recipient in recipients}
    offered = [
        idea
        for path in collected().paths("card_lines")
        for idea in import_string(path)(unit_ids=units, user=user, now=now)
    ]
    there = {line.key for line in lines}
    keyed = [(idea.key_in(issue), idea) for idea in offered]
    return [(key, idea) for key, idea in keyed if key not in there][:MOST_IDEAS]
