"""Which requests for an extension wait for whom."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import ngettext

from pages.line import Line
from pages.waiting import Waiting
from responsibility.organisation.relations.decides import (
    decides_extensions,
    extended_within,
    extending,
)
from responsibility.tasks.decisions import Extension


def _to_decide(*, user, now, **where):
    return Extension.objects.to_decide(extended_within(**where), besides=user)


# Requests that wait for the person's decision.
REQUESTS = Waiting(
    _to_decide,
    lambda standing: extending(standing) if decides_extensions(standing) else None,
)


def requests_to_decide(*, user, now: datetime) -> list[Line]:
    """The line on the desk of who has requests to decide."""
    count = Extension.objects.to_decide_by(user, at=now).count()
    if not count:
        return []
    text = ngettext(
        "%(count)d request for an extension to decide",
        "%(count)d requests for an extension to decide",
        count,
    )
    return [Line(icon="clock", text=text % {"count": count}, address=reverse("extension-list"))]
