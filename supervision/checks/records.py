"""The records that a person may check: of the units supervised, in force, nobody's yet, not own."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from responsibility.organisation.relations.acts import urged_units
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from responsibility.records.models import Credit, DutyRecord, DutyRecordQuerySet


def checkable(user, *, at: datetime) -> DutyRecordQuerySet:
    """Those of which no version is or was checked, and that are not the person's own in any way
    that rights.py knows."""
    standing = standing_of(user, at=at)
    own_units = Unit.objects.filter(pk__in=standing.own_units).exclude(kind=Unit.Kind.COUNTY)
    below = Q(unit__in=standing.own_units)
    for path in own_units.values_list("path", flat=True):
        below |= Q(unit__path__startswith=path)
    mine = Q(confirmed_by=user.pk) | Q(post__in=standing.desk_posts)
    credits = Credit.objects.filter(mine, record=OuterRef("pk"))
    records = DutyRecord.objects.visible_to(user, at=at).in_force()
    return (
        records.filter(unit__in=urged_units(standing), checked_at=None)
        .exclude(kind=DutyRecord.Kind.ZERO_REPORT)
        .exclude(below)
        .exclude(lodged_by=user.pk)
        .filter(~Exists(credits))
    )
