"""What is said beside a row of the morning: who stands in, what did not arrive, what was asked."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import pgettext

from alerts.deadlines.about import about
from alerts.decisions.models import Extension
from alerts.kinds.declared import Audience
from alerts.outbox.reasons import Reason, reason_of
from alerts.outbox.states import State
from alerts.reminders.models import Reminder
from dashboards.matrix.attention import mark_urging
from pages.days import day_of
from pages.templatetags.look import day
from responsibility.organisation.people.models import User
from responsibility.organisation.posts.in_office import InOffice
from responsibility.owed.models import OwedByPost
from responsibility.owed.whose import name_holders
from supervision.urging.kind import BY_HAND

NOT_ARRIVED = {State.FAILED, State.REJECTED, State.UNCONFIRMED, State.EXPIRED}


@dataclass
class Facts:
    """Of one row: who `stands_in` where its post is vacant; when somebody `reminded` of it today;
    the days of texts that `arrived` (in words: `arrived_on`); of the newest text that did not the
    person (`failed`), the `reason` and who was called by hand or has read it here instead; the day
    that an extension is `wanted_on`."""

    vacant: bool = False
    stands_in: list[str] = field(default_factory=list)
    reminded: datetime | None = None
    arrived: list[date] = field(default_factory=list)
    arrived_on: str = ""
    failed: str = ""
    reason: Reason | None = None
    called: str = ""
    read: bool = False
    wanted_on: date | None = None

    @property
    def is_plain(self) -> bool:
        """Whether nothing is to be said that sets the row apart."""
        return not (self.vacant or self.failed or self.wanted_on)


def facts_of(rows: Sequence[Any], *, user, at: datetime) -> Sequence[Any]:
    """Give each row of what is owed its `Facts` (`beside`), and what `name_holders` and
    `mark_urging` give; in a fixed number of queries."""
    name_holders(rows, now=at)
    mark_urging(rows, user=user, at=at)
    in_office, today = InOffice.of({row.post_id for row in rows}), day_of(at)
    for row in rows:
        row.beside = Facts(vacant=not in_office.on(row.post_id, today))
    _stand_ins([row for row in rows if row.beside.vacant], at)
    requests = Extension.objects.waiting().filter(about(rows))
    wanted = {(each.kind, each.deadline_id): each.wanted_on for each in requests}
    reminders = _told(rows)
    for row in rows:
        row.beside.wanted_on = wanted.get((row.matter_kind, row.pk))
        _say_what_arrived(row.beside, reminders[row.matter_kind, row.pk], today)
    return rows


def _stand_ins(vacant: Sequence[Any], at: datetime) -> None:
    """Who hears of it in place of a holder."""
    for model in {type(row) for row in vacant}:
        rows = {row.pk: row for row in vacant if type(row) is model}
        owed = model.objects.filter(pk__in=rows)
        pairs = {pair for some in model.audiences[Audience.STAND_IN](owed, at) for pair in some}
        people = User.objects.filter(pk__in={person for _row, person in pairs})
        names = dict(people.values_list("pk", "name"))
        for pk, person in sorted(pairs):
            rows[pk].beside.stands_in.append(names[person])


def _told(rows: Sequence[OwedByPost]) -> dict[tuple[str, int], list[Reminder]]:
    """The reminders of each row that were told, the oldest first, with their texts and calls."""
    reminders = Reminder.objects.filter(about(rows), suppressed="").order_by("owed_at", "pk")
    of_rows = defaultdict(list)
    with_texts = ("recipient", "message", "text__hand_call__called_by")
    for reminder in reminders.select_related(*with_texts):
        of_rows[reminder.kind, reminder.deadline_id].append(reminder)
    return of_rows


def _say_what_arrived(facts: Facts, reminders: Sequence[Reminder], today: date) -> None:
    for reminder in reminders:
        by_hand = reminder.stage in BY_HAND and reminder.slot == today.isoformat()
        if by_hand and facts.reminded is None:
            facts.reminded = reminder.owed_at
        text = reminder.text
        if text is None:
            continue
        if text.state == State.DELIVERED:
            facts.arrived.append(day_of(reminder.owed_at))
            facts.failed = ""
        elif text.state in NOT_ARRIVED:
            _say_what_failed(facts, reminder)
    facts.arrived = list(dict.fromkeys(facts.arrived))[-3:]
    facts.arrived_on = pgettext("between items", ", ").join(day(on, today) for on in facts.arrived)


def _say_what_failed(facts: Facts, reminder: Reminder) -> None:
    text = reminder.text
    facts.failed = reminder.recipient.name
    facts.reason = reason_of(state=text.state, code=text.reason, channel=text.channel)
    call = getattr(text, "hand_call", None)
    facts.called = call.called_by.name if call else ""
    facts.read = bool(reminder.message and reminder.message.read_at)
