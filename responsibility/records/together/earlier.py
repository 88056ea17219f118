"""The same event, logged by another before: to be confirmed rather than logged twice."""

from collections.abc import Iterable

from django.db.models import F
from django.utils.translation import gettext as _

from responsibility.records.models import Credit
from responsibility.records.together.invited import with_event
from responsibility.records.together.party import Party
from responsibility.tasks.models import Task


def logged_by_others(tasks: Iterable[Task], *, party: Party) -> list[Credit]:
    """What counts, or is offered, for the own `tasks` of the records that other posts lodged of an
    event of that day with the same people; one for each record. Two queries."""
    keyed = with_event(tasks)
    if not keyed:
        return []
    credits = (
        Credit.objects.in_force()
        .filter(task__in=keyed, record__happened_on=party.on, record__ended_at=None)
        .exclude(record__post=F("post"))
        .exclude(record=party.instead_of or 0)
        .select_related("record__unit", "record__post", "record__lodged_by", "task__item")
        .order_by("record", "pk")
    )
    units = frozenset(task.unit_id for task in keyed)
    by_record: dict[int, Credit] = {}
    for credit in credits:
        if party.has_to_do_with(credit.record, units=units):
            by_record.setdefault(credit.record_id, credit)
    return list(by_record.values())


def sentence_of(credit: Credit) -> str:
    """That another lodged the event, and what to do about it."""
    words = {
        "who": credit.record.lodged_by.name,
        "unit": credit.record.unit.name,
        "task": credit.task.title,
    }
    counts = _(
        "%(who)s (%(unit)s) lodged an event of this day that counts for “%(task)s” already. Say so "
        "if this is another event."
    )
    waits = _(
        "%(who)s (%(unit)s) lodged an event of this day for “%(task)s”, and it waits for your "
        "confirmation. Confirm it, or say that this is another event."
    )
    return (waits if credit.counts_at is None else counts) % words
