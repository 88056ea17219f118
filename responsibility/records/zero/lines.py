"""What zero reports have to say on the desk: that a quarter's can be confirmed by one act."""

from collections import Counter
from datetime import datetime

from django.urls import reverse
from django.utils.translation import ngettext

from pages.days import day_of
from pages.line import Line
from pages.quarter import Quarter
from responsibility.records.zero.reportable import reportable


def zero_reports_on_desk(*, user, now: datetime) -> list[Line]:
    """A line for each post of which something due in this quarter may be reported as nothing; one
    query."""
    due = reportable(user, now=now).filter(Quarter.of(day_of(now)).tasks)
    counted = Counter(due.order_by("post").values_list("post", "post__title"))
    several = len(counted) > 1
    return [
        Line(
            icon="checks",
            text=ngettext(
                "Zero reports of the quarter: %(count)d line to confirm",
                "Zero reports of the quarter: %(count)d lines to confirm",
                count,
            )
            % {"count": count},
            address=reverse("zero-reports", args=[post_id]),
            detail=title if several else "",
        )
        for (post_id, title), count in counted.items()
    ]
