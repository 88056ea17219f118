"""Which requests for an extension wait for whom."""

from datetime import datetime

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import ngettext

from alerts.decisions.models import Extension
from pages.days import day_of
from pages.line import Line
from pages.waiting import Waiting
from responsibility.organisation.relations.decides import decides_extensions
from responsibility.owed.across import owed_models


def _to_decide(*, user, now, **where):
    return Extension.objects.to_decide(
        {model: model.extended_within(**_of_kind(model, where)) for model in owed_models()},
        besides=user,
    )


def _of_kind(model, where: dict) -> dict:
    start = f"{model.matter_kind}__"
    return {name.removeprefix(start): ids for name, ids in where.items() if name.startswith(start)}


def _where(standing) -> dict | None:
    if not decides_extensions(standing):
        return None
    return {
        f"{model.matter_kind}__{name}": ids
        for model in owed_models()
        for name, ids in model.extending(standing).items()
    }


# Requests that wait for the person's decision, of every kind that is owed.
REQUESTS = Waiting(_to_decide, _where)


def requests_to_decide(*, user, now: datetime) -> list[Line]:
    """The line on the desk of who has requests to decide."""
    waiting = Extension.objects.to_decide_by(user, at=now)
    counts = waiting.aggregate(
        all=Count("pk"), over=Count("pk", filter=Q(decide_by__lt=day_of(now)))
    )
    if not counts["all"]:
        return []
    text = ngettext(
        "%(count)d request for an extension to decide",
        "%(count)d requests for an extension to decide",
        counts["all"],
    ) % {"count": counts["all"]}
    if counts["over"]:
        over = ngettext("%(count)d past its day", "%(count)d past their day", counts["over"])
        text = f"{text} · {over % {'count': counts['over']}}"
    return [Line(icon="clock", text=text, address=reverse("extension-list"))]
