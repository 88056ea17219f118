"""What a list of spot checks offers and shows beside its rows; the files of the replies in one."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet

from responsibility.files.models import StoredFile
from responsibility.organisation.units.models import Unit
from supervision.checks.models import CheckDuty, SpotCheck


def units_with_checks(user, *, at: datetime) -> QuerySet[Unit]:
    """The units of the spot checks that the person sees."""
    checks = SpotCheck.objects.visible_to(user, at=at)
    return Unit.objects.filter(pk__in=checks.values("unit")).in_order()


def with_next_owed(rows: Sequence[SpotCheck], *, now: datetime) -> Sequence[SpotCheck]:
    """`rows` of `for_rows` with what is owed of each next, `owed`, and its lamp; in one query."""
    ids = [row.owed_id for row in rows if row.owed_id]
    duties = CheckDuty.objects.with_lamp(now=now).in_bulk(ids)
    for row in rows:
        row.owed = duties.get(row.owed_id)
    return rows


def files_of_replies(check: SpotCheck) -> QuerySet[StoredFile]:
    return StoredFile.objects.filter(check_replies__spot_check=check).distinct()
