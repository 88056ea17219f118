"""What changes where an account is closed: at each post, and of each place as member or clerk."""

from datetime import date, datetime
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from responsibility.organisation.people.models import User
from responsibility.organisation.posts.leaving import Change, Leaving
from responsibility.organisation.posts.models import Appointment, Membership, MembershipQuerySet
from responsibility.tasks.leaving.changes import changes_of


class Left(NamedTuple):
    """Of which post, or other places; and what changes by it."""

    title: str
    changes: list[Change]


def account_left(person: User, last_on: date, *, to: User, now: datetime) -> list[Left]:
    """What ends with the day `last_on` where the account of `person` is closed, as far as `to` may
    see it; what is still to begin never begins."""
    appointments = (
        Appointment.objects.visible_to(to, at=now).lasting_beyond(last_on).filter(user=person)
    )
    left = []
    for row in appointments.select_related("user", "post__unit", "post__role_kind").order_by(
        "period"
    ):
        title = f"{row.post.unit.name} · {row.post.title}"
        if row.period.lower > last_on:
            changes = [Change(_("Post"), _("still to begin"), _("Never begins."))]
        else:
            leaving = Leaving(appointment=row, last_on=last_on, now=now, all_end=True)
            changes = changes_of(leaving)
        left.append(Left(title, changes))
    joined = Membership.objects.visible_to(to, at=now).lasting_beyond(last_on)
    if change := _places(joined.filter(user=person)):
        left.append(Left(_("Member or clerk"), [change]))
    return left


def _places(joined: MembershipQuerySet) -> Change | None:
    joined = joined.select_related("post__unit").order_by("pk")
    words = [
        f"{row.post.unit.name} · {row.post.title} ({row.get_role_display()})" for row in joined
    ]
    if not words:
        return None
    after = _("They end, and their rights too.")
    return Change(_("Places"), pgettext("between items", ", ").join(words), after)
