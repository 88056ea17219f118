"""That the recipient of a card owes its summary, so many days into the next quarter."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from alerts.workdays.calendar import calendar_of
from pages.days import midnight
from pages.quarter import Quarter
from responsibility.cards.models import ReminderCard
from responsibility.cards.summaries.kind import LIMIT
from responsibility.cards.summaries.let_go import let_go_of_replaced
from responsibility.cards.summaries.models import CardSummary
from responsibility.owed.instants import born_with
from responsibility.owed.limits import last_day


def owe_summaries(cards: Sequence[ReminderCard], *, quarter: Quarter, now: datetime) -> None:
    """Let each of the cards of one county and quarter have its summary, which opens with the last
    month of the quarter and is due on a working day of the unit; that of a card they replace is
    owed no more."""
    if not cards:
        return
    county_id = cards[0].county_id
    last = quarter.end - timedelta(days=1)
    day = last_day(LIMIT, county_id=county_id, on=last, unit_id=county_id)
    calendar, opens_at = calendar_of(county_id), max(now, midnight(last_month(quarter)))
    born: dict[date, dict] = {}
    rows = []
    for card in cards:
        due_on = calendar.of_unit(card.unit_id).roll_forward(day)
        if due_on not in born:
            times = {"county_id": county_id, "now": now, "opens_at": opens_at}
            born[due_on] = born_with(due_on=due_on, **times)
        rows.append(
            CardSummary(card=card, post_id=card.post_id, unit_id=card.unit_id, **born[due_on])
        )
    CardSummary.objects.bulk_create(rows)
    let_go_of_replaced(county_id=county_id, quarter=quarter, now=now)


def last_month(quarter: Quarter) -> date:
    """The first day of its last month."""
    return quarter.start.replace(month=quarter.number * 3)
