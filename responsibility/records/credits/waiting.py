"""What waits for a person's own confirmation, record by record."""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db.models import Count
from django.utils.formats import time_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from responsibility.records.bodies.readers import readable
from responsibility.records.models import Credit, DutyRecord

MOST = 50  # records on the page


def awaiting(user, *, now: datetime) -> list[list[Credit]]:
    """What waits for this person's confirmation, record by record."""
    credits = (
        Credit.objects.visible_to(user, at=now)
        .confirmable_by(user, at=now)
        .select_related(
            "record__lodged_by",
            "record__post",
            "record__unit",
            "task__item",
            "task__dispatch",
            "post",
        )
        .order_by("record__lodged_at", "record", "pk")
    )
    return [list(group) for _record, group in groupby(credits, key=lambda c: c.record_id)]


def with_bodies(groups: Iterable[list[Credit]], *, user, now: datetime) -> list[DutyRecord]:
    """The records of `groups` whose text the person may read; each record of `groups` gets
    `body_open` by it, and the number of its `files_in_all`. One query."""
    records = {credits[0].record_id for credits in groups}
    seen = DutyRecord.objects.visible_to(user, at=now).filter(pk__in=records)
    readables = readable(seen, user=user, at=now).annotate(n=Count("evidence", distinct=True))
    files = {record.pk: record.n for record in readables}
    open_ones = []
    for credits in groups:
        record: Any = credits[0].record
        record.body_open, record.files_in_all = record.pk in files, files.get(record.pk, 0)
        open_ones += [record] if record.body_open else []
    return open_ones


def decided_meanwhile(credit: Credit) -> str:
    """That somebody else was first, who and when."""
    how = _("%(task)s: %(who)s confirmed it at %(time)s.")
    who, at = credit.confirmed_by, credit.confirmed_at
    if credit.ended_at:
        how = _("%(task)s: %(who)s ended it at %(time)s, it no longer waits.")
        who, at = credit.ended_by, credit.ended_at
    words = {"task": credit.task.title, "who": who.name if who else ""}
    return how % (words | {"time": time_format(localtime(at), "H:i")})
