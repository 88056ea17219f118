"""Which requests for an extension wait for whom."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import ngettext

from alerts.deadlines.decisions import Extension
from pages.line import Line


def requests_waiting(user, *, at: datetime) -> int:
    """How many requests wait for the decision of `user`; asks nothing for who decides on none."""
    return Extension.objects.to_decide_by(user, at=at).count()


def requests_to_decide(*, user, now: datetime) -> list[Line]:
    """The line on the desk of who has requests to decide."""
    count = requests_waiting(user, at=now)
    if not count:
        return []
    text = ngettext(
        "%(count)d request for an extension to decide",
        "%(count)d requests for an extension to decide",
        count,
    )
    return [Line(icon="clock", text=text % {"count": count}, address=reverse("extension-list"))]
