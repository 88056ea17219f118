"""Which kind a record is likely to be: what the form has chosen when it opens."""

from datetime import datetime

from responsibility.records.models import DutyRecord
from responsibility.records.record.own import own_records
from responsibility.tasks.models import Task


def suggested_kind(task: Task, last: DutyRecord | None) -> str:
    """The kind that the item of the ticked `task` states, else that of the `last` record for it;
    "" where neither states one."""
    stated = task.item.record_kind if task.item_id else ""
    if stated or last is None:
        return stated
    return last.kind if DutyRecord.Kind(last.kind).is_stated else ""


def last_record(task: Task, *, user, now: datetime, besides: int | None) -> DutyRecord | None:
    """The last record for the same item by the same post; `besides` is the one to be corrected."""
    records = own_records(user, at=now).in_force().exclude(pk=besides or 0)
    same = {"credits__post": task.post, "credits__item_code": task.item_code}
    return records.filter(**same).distinct().first()
