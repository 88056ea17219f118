"""Which versions wait for somebody: to be reviewed, or to be mended after they were returned."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from pages.line import Line
from pages.templatetags.look import day
from responsibility.lists.models import DutyList
from responsibility.organisation.standing import standing_of

OPEN = Q(published_at=None, closed_at=None)
UNDER_REVIEW = OPEN & Q(submitted_at__isnull=False)
RETURNED = OPEN & Q(submitted_at=None, returned_at__isnull=False)


def to_review(user) -> Q:
    """The submitted versions that `user` may publish or return: others of the office worked on
    them."""
    return UNDER_REVIEW & ~Q(authors__contains=[user.pk]) & ~Q(submitted_by=user.pk)


def to_mend(user) -> Q:
    """The returned versions on which `user` has worked."""
    return RETURNED & Q(authors__contains=[user.pk])


def versions_on_desk(*, user, now: datetime) -> list[Line]:
    """What waits for the person, in the order of the lists."""
    if not standing_of(user, at=now).office_counties:
        return []
    waiting = DutyList.objects.managed_by(user, at=now).filter(to_review(user) | to_mend(user))
    named = waiting.select_related("role_kind", "submitted_by", "returned_by")
    return [_line(version, now) for version in named]


def _line(version: DutyList, now: datetime) -> Line:
    if version.submitted_at:
        icon, words = "clipboard-check", _("To review: %(list)s")
        detail = f"{version.submitted_by.name} · {day(version.submitted_at, now)}"
    else:
        icon, words = "arrow-back-up", _("Returned: %(list)s")
        detail = f"{version.returned_by.name} · {version.returned_reason}"
    address = reverse("list-edit", args=[version.pk])
    return Line(icon=icon, text=words % {"list": version}, address=address, detail=detail)


def under_review(ids: Collection[int], *, kind: str, at: datetime) -> Iterable[int]:
    """Which of the versions `ids` are still to be reviewed."""
    return DutyList.objects.filter(UNDER_REVIEW, pk__in=ids).values_list("pk", flat=True)


def still_returned(ids: Collection[int], *, kind: str, at: datetime) -> Iterable[int]:
    """Which of the versions `ids` are still to be mended."""
    return DutyList.objects.filter(RETURNED, pk__in=ids).values_list("pk", flat=True)
