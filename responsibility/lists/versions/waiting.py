"""Which versions wait for somebody: to be reviewed, or to be mended after they were returned."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from alerts.decisions.submitted import RETURNED, SUBMITTED, line_of
from pages.line import Line
from responsibility.lists.models import DutyList
from responsibility.organisation.standing import standing_of

OPEN = Q(published_at=None, closed_at=None)
UNDER_REVIEW, TO_MEND = OPEN & SUBMITTED, OPEN & RETURNED


def to_review(user) -> Q:
    """The submitted versions that `user` may publish or return: others of the office worked on
    them."""
    return UNDER_REVIEW & ~Q(authors__contains=[user.pk]) & ~Q(submitted_by=user.pk)


def to_mend(user) -> Q:
    """The returned versions on which `user` has worked."""
    return TO_MEND & Q(authors__contains=[user.pk])


def versions_on_desk(*, user, now: datetime) -> list[Line]:
    """What waits for the person, in the order of the lists."""
    if not standing_of(user, at=now).office_counties:
        return []
    waiting = DutyList.objects.managed_by(user, at=now).filter(to_review(user) | to_mend(user))
    return [
        line_of(
            version,
            decide=_("To review: %(list)s") % {"list": version},
            mend=_("Returned: %(list)s") % {"list": version},
            address=reverse("list-edit", args=[version.pk]),
            now=now,
        )
        for version in waiting.select_related("role_kind", "submitted_by", "returned_by")
    ]


def under_review(ids: Collection[int], *, kind: str, at: datetime) -> Iterable[int]:
    """Which of the versions `ids` are still to be reviewed."""
    return DutyList.objects.filter(UNDER_REVIEW, pk__in=ids).values_list("pk", flat=True)


def still_returned(ids: Collection[int], *, kind: str, at: datetime) -> Iterable[int]:
    """Which of the versions `ids` are still to be mended."""
    return DutyList.objects.filter(TO_MEND, pk__in=ids).values_list("pk", flat=True)
