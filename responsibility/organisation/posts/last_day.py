"""The last day of what is dated: appointments, memberships, charges, supervision links."""

from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from datetime import date, datetime, timedelta
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.days import day_of
from pages.refused import Refused
from pages.templatetags.look import day
from responsibility.organisation.office import audit_office
from responsibility.organisation.periods import days_through, last_day
from responsibility.organisation.posts.models import Post

# A later last day gives rights, so it is an act of its own, which asks for the password.
LENGTHENED = {
    "appointment.end": "appointment.lengthen",
    "membership.leave": "membership.lengthen",
    "charge.end": "charge.lengthen",
    "supervision.end": "supervision.lengthen",
}


def write_last_day(
    row: Any,
    last_on: date | None,
    *,
    action: str,
    by: Actor,
    now: datetime,
    within: AbstractContextManager | None = None,
) -> None:
    """Let the dated `row` end with `last_on` (None: without end) and audit it as `action`.

    `within` turns the refusal of a longer time that is in another's way into a sentence. Where it
    then goes on for longer than before the act is another one (`LENGTHENED`).

    Raises Refused for a day before its first one, as a mistaken entry is taken back (`take_back`),
    and for one's own place in the office.
    """
    refuse_own_office(row, by=by)
    was = last_day(row.period)
    if last_on is not None and last_on < row.period.lower:
        raise Refused(
            _("The last day lies before the first one, %(day)s. An entry made by mistake is taken "
              "back instead.") % {"day": day(row.period.lower)},
            field="last_on",
        )  # fmt: skip
    row.period = days_through(row.period.lower, last_on)
    with within or nullcontext():
        row.save(update_fields=["period"])
    longer = was is not None and (last_on is None or last_on > was)
    audit_office(
        action=LENGTHENED[action] if longer else action,
        about=row,
        by=by,
        now=now,
        before={"last_on": was},
        after={"last_on": last_on},
    )


def empty(row: Any, *, reason: str, action: str, by: Actor, now: datetime) -> None:
    """Take the dated `row` back, as if it had never been in force, and audit it as `action` with
    the days it had and the `reason`. Raises Refused for one's own place in the office."""
    refuse_own_office(row, by=by)
    before = {"first_on": row.period.lower, "last_on": last_day(row.period)}
    row.taken_back, row.period = row.period, DateRange(empty=True)
    row.save(update_fields=["period", "taken_back"])
    after = {"taken_back": True, "reason": reason}
    audit_office(action=action, about=row, by=by, now=now, before=before, after=after)


def refuse_own_office(row: Any, *, by: Actor) -> None:
    """Raise Refused where `row` is the own place in the commission office: nobody decides on their
    own rights, neither alone nor with what hangs on another entry."""
    if getattr(row, "user_id", None) == by.user.pk and row.post.role_kind.keeps_office:
        raise Refused(_("Nobody changes their own place here. Ask a colleague to do it."))


def end_all(
    rows: Iterable[Any], last_on: date, *, action: str, taken_back: str, by: Actor, now: datetime
) -> None:
    """Let the `rows` that go on after `last_on` end with it, audited as `action`; those still to
    begin are taken back, audited as `taken_back`.

    Raises Refused for one that began after that day and has been in force.
    """
    for row in rows:
        if row.period.lower > max(last_on, day_of(now)):
            reason = _("It was to begin after the end of what it hangs on.")
            empty(row, reason=reason, action=taken_back, by=by, now=now)
        else:
            write_last_day(row, last_on, action=action, by=by, now=now)


def period_asked(first_on: date, last_on: date | None) -> DateRange:
    """The period of a new row. Raises Refused for days the wrong way round."""
    period = days_through(first_on, last_on)
    if period.isempty:
        raise Refused(_("The last day lies before the first one."), field="last_on")
    return period


def refuse_outside(post: Post, period: DateRange) -> None:
    """Raise Refused unless the post exists all through `period` (an empty one is no matter)."""
    if period.isempty:
        return
    if period.lower < post.opened_on:
        raise Refused(
            _("The post was opened on %(day)s. Choose that day or a later one.")
            % {"day": day(post.opened_on)},
            field="first_on",
        )
    if post.closed_on and (period.upper is None or period.upper > post.closed_on):
        raise Refused(
            _("The post is closed after %(day)s. Choose days up to then.")
            % {"day": day(post.closed_on - timedelta(days=1))},
            field="first_on",
        )
