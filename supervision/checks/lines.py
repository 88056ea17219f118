"""What spot checks have to say on the desk and on the page of a record."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from pages.days import day_of
from pages.line import Line
from responsibility.organisation.relations.acts import urging_posts
from responsibility.organisation.standing import standing_of
from responsibility.records.models import DutyRecord
from supervision.checks.draws.models import CheckDraw
from supervision.checks.models import SpotCheck
from supervision.checks.open import check_of, why_not_open
from supervision.checks.records import checkable
from supervision.checks.states import TO_CONCLUDE

TO_LOOK = ngettext_lazy(
    "%(count)d spot check to look at", "%(count)d spot checks to look at", "count"
)
TO_DRAW = ngettext_lazy(
    "%(count)d draw whose day has come", "%(count)d draws whose day has come", "count"
)


def checks_on_desk(*, user, now: datetime) -> list[Line]:
    """What waits for those who check: replies, drawn records, draws whose day has come."""
    standing = standing_of(user, at=now)
    posts = urging_posts(standing)
    if not posts:
        return []
    checks = SpotCheck.objects.visible_to(user, at=now).filter(made_in__in=posts)
    waiting = checks.filter(state__in=TO_CONCLUDE).exclude(unit__in=standing.own_units)
    draws = CheckDraw.objects.visible_to(user, at=now).filter(
        made_in__in=posts, drawn_at=None, draws_on__lte=day_of(now)
    )
    return [
        *_line(list(waiting.order_by("pk")), TO_LOOK, f"{reverse('check-list')}?show=check"),
        *_line(list(draws.order_by("pk")), TO_DRAW, reverse("draw-list")),
    ]


def _line(rows: Sequence[SpotCheck | CheckDraw], text, several: str) -> list[Line]:
    """A line that leads to the only one, or to their list; none where there is none."""
    if not rows:
        return []
    address = rows[0].get_absolute_url() if len(rows) == 1 else several
    return [Line(icon="eye", text=text % {"count": len(rows)}, address=address)]


def checks_of_record(*, record: DutyRecord, user, now: datetime) -> list[Line]:
    """The spot check of a record, for who sees it; for who checks, the way to one."""
    if check := check_of(record):
        if not SpotCheck.objects.visible_to(user, at=now).filter(pk=check.pk).exists():
            return []
        text = _("Spot check %(number)s") % {"number": check.called}
        detail = check.get_state_display()
        return [Line(icon="eye", text=text, address=check.get_absolute_url(), detail=detail)]
    if not urging_posts(standing_of(user, at=now)) or why_not_open(record):
        return []
    if not checkable(user, at=now).filter(pk=record.pk).exists():
        return []
    address = reverse("check-new", args=[record.pk])
    return [Line(icon="eye", text=_("Spot-check this record"), address=address)]
