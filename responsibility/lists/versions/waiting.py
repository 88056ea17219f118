"""Which versions wait for somebody: to be reviewed, or to be mended after they were returned."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from pages.line import Line
from pages.templatetags.look import day
from responsibility.lists.models import DutyList

OPEN = Q(published_at=None, closed_at=None)
UNDER_REVIEW = OPEN & Q(submitted_at__isnull=False)
RETURNED = OPEN & Q(submitted_at=None, returned_at__isnull=False)


def to_review(user, *, at: datetime) -> QuerySet[DutyList]:
    """The submitted versions that `user` may publish or return: others of the office worked on
    them."""
    lists = DutyList.objects.managed_by(user, at=at).filter(UNDER_REVIEW)
    return lists.exclude(authors__contains=[user.pk]).exclude(submitted_by=user.pk)


def to_mend(user, *, at: datetime) -> QuerySet[DutyList]:
    """The returned versions on which `user` has worked."""
    lists = DutyList.objects.managed_by(user, at=at).filter(RETURNED)
    return lists.filter(authors__contains=[user.pk])


def versions_on_desk(*, user, now: datetime) -> list[Line]:
    """What waits for the person, the oldest first."""
    reviewed = to_review(user, at=now).select_related("role_kind", "submitted_by")
    mended = to_mend(user, at=now).select_related("role_kind", "returned_by")
    return [
        *[
            _line("clipboard-check", _("To review: %(list)s"), version, version.submitted_by,
                  day(version.submitted_at, now))
            for version in reviewed.order_by("submitted_at", "pk")
        ],
        *[
            _line("arrow-back-up", _("Returned: %(list)s"), version, version.returned_by,
                  version.returned_reason)
            for version in mended.order_by("returned_at", "pk")
        ],
    ]  # fmt: skip


def _line(icon: str, words: str, duty_list: DutyList, who, what: str) -> Line:
    return Line(
        icon=icon,
        text=words % {"list": duty_list},
        address=reverse("list-edit", args=[duty_list.pk]),
        detail=f"{who.name} · {what}",
    )


def under_review(ids: Collection[int], *, kind: str, at: datetime) -> Iterable[int]:
    """Which of the versions `ids` are still to be reviewed."""
    return DutyList.objects.filter(UNDER_REVIEW, pk__in=ids).values_list("pk", flat=True)


def still_returned(ids: Collection[int], *, kind: str, at: datetime) -> Iterable[int]:
    """Which of the versions `ids` are still to be mended."""
    return DutyList.objects.filter(RETURNED, pk__in=ids).values_list("pk", flat=True)
