"""Noting that somebody looks, and answering when they looked the time before."""

from datetime import datetime, timedelta

from django.db.models import Case, F, When

from supervision.last_visits.models import LastVisit

ONE_STAY = timedelta(hours=1)  # looks closer together are one visit


def note_visit(*, user, now: datetime) -> datetime | None:
    """Note that `user` looks at `now`; returns the last look of the visit before, None where there
    is none. Looking again within an hour is the same visit, so what is new stays new meanwhile."""
    mine = LastVisit.objects.filter(user=user.pk)
    another = When(seen_at__lt=now - ONE_STAY, then=F("seen_at"))
    if not mine.update(before_at=Case(another, default=F("before_at")), seen_at=now):
        LastVisit.objects.bulk_create([LastVisit(user_id=user.pk, seen_at=now)],
                                      ignore_conflicts=True)  # fmt: skip
        return None
    return mine.values_list("before_at", flat=True).get()
