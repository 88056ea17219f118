"""Which proposed items wait for the office."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import ngettext

from pages.line import Line
from pages.templatetags.look import day
from pages.waiting import Waiting
from responsibility.organisation.standing import standing_of
from responsibility.tasks.proposals.models import ItemProposal


def proposals_on_desk(*, user, now: datetime) -> list[Line]:
    """The line on the desk of who works in a commission office: how many wait, since when."""
    if not standing_of(user, at=now).office_counties:
        return []
    waiting = ItemProposal.objects.managed_by(user, at=now).waiting().exclude(proposed_by=user.pk)
    rows = list(waiting.order_by("proposed_at").values_list("proposed_at", "unit__name"))
    if not rows:
        return []
    words = ngettext(
        "%(count)d individual item to decide on", "%(count)d individual items to decide on",
        len(rows),
    )  # fmt: skip
    (since, unit), *_others = rows
    return [
        Line(
            icon="user-check",
            text=words % {"count": len(rows)},
            address=reverse("proposal-list"),
            detail=f"{unit} · {day(since, now)}",
        )
    ]


def still_waits(ids: Collection[int], *, kind: str, at: datetime) -> Iterable[int]:
    """On which of the proposals `ids` the office has still to decide."""
    return ItemProposal.objects.filter(pk__in=ids).waiting().values_list("pk", flat=True)


def _to_decide(*, user, now, counties):
    return ItemProposal.objects.waiting().filter(county__in=counties).exclude(proposed_by=user)


def _where(standing) -> dict | None:
    return {"counties": standing.office_counties} if standing.office_counties else None


# What waits behind the office's entry of the menu.
WAITING = Waiting(_to_decide, _where)
