"""In whose time something is owed: who was in its post on the day that decides its lamp."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from pages.days import day_of
from responsibility.organisation.posts.in_office import InOffice, names


def name_holders(rows: Sequence[Any], *, now: datetime) -> Sequence[Any]:
    """Give each row of what is owed the names of whose it is, in one query.

    `whose` is who was in its post on the day that `answered_on` says, in words that also name who
    is in it today where that is another. `in_time_of` is said where it is another: "in the time
    of X"; else it is empty. `holder_then` names that other, where the post was not vacant.
    """
    in_office, today = InOffice.of({row.post_id for row in rows}), day_of(now)
    for row in rows:
        on = row.answered_on(now=now)
        row.whose = names(in_office.on(row.post_id, on))
        row.in_time_of = in_office.in_time_of(row.post_id, on, today=today)
        if row.in_time_of:
            row.holder_then = row.whose if in_office.on(row.post_id, on) else ""
            words = {"then": row.whose, "today": names(in_office.on(row.post_id, today))}
            row.whose = _("%(then)s at that time, now %(today)s") % words
    return rows
