"""That somebody leaves a post, and what of the organisation changes with it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from pages.templatetags.look import day
from responsibility.organisation.people.models import User
from responsibility.organisation.posts.models import Appointment, Membership, Post
from responsibility.organisation.posts.seats import seats_left


class Change(NamedTuple):
    """One consequence: of what, how it is today, and how it will be from the day after."""

    what: str
    today: str
    after: str


@dataclass(frozen=True)
class Leaving:
    """That who holds a post by `appointment` leaves it with the day `last_on`.

    `follower` is the name of who takes the post on the day after, `goes_to` the post taken
    instead; "" and None where none is named. `all_end`: everything else of the person ends too.
    """

    appointment: Appointment
    last_on: date
    now: datetime
    follower: str = ""
    goes_to: Post | None = None
    all_end: bool = False

    @property
    def post(self) -> Post:
        return self.appointment.post

    @property
    def person(self) -> User:
        return self.appointment.user

    @property
    def period(self) -> DateRange:
        """The days of the appointment until now."""
        return self.appointment.period

    @property
    def first_after(self) -> date:
        """The day from which it is so."""
        return self.last_on + timedelta(days=1)

    @property
    def next_one(self) -> str:
        """The follower, or who that is going to be."""
        return self.follower or _("whoever follows")


def changes_of_organisation(leaving: Leaving) -> list[Change]:
    """The vacancy, seats, clerks, charges and other posts; only what there is."""
    left = _left(leaving)
    found = [_vacant(leaving), _seats(left), _clerks(leaving), _charges(leaving)]
    return [one for one in [*found, _others(leaving, left)] if one]


def _vacant(leaving: Leaving) -> Change | None:
    post = leaving.post
    after = {"period__contains": leaving.first_after}
    if leaving.follower or not post.stands_on(leaving.first_after):
        return None
    if post.appointments.filter(**after).exclude(user=leaving.person).exists():
        return None
    return Change(
        _("Post"),
        _("%(person)s, since %(day)s")
        % {"person": leaving.person, "day": day(leaving.period.lower, leaving.now)},
        _("Vacant: who leads the unit hears of what it owes, until somebody is appointed."),
    )


def _seats(left: list[Membership]) -> Change | None:
    words = [f"{seat.post.title} ({seat.get_role_display()})" for seat in left]
    return _change(
        _("Seats in the unit"), words, _("They end with the post, and their rights too.")
    )


def _clerks(leaving: Leaving) -> Change | None:
    clerks = leaving.post.memberships.lasting_beyond(leaving.last_on)
    clerks = clerks.filter(role=Membership.Role.CLERK).select_related("user")
    words = [row.user.name for row in clerks.head_first()]
    after = _("They stay with the post and keep their rights, for %(person)s.")
    return _change(_("Clerks"), words, after % {"person": leaving.next_one})


def _charges(leaving: Leaving) -> Change | None:
    charges = leaving.post.charges.lasting_beyond(leaving.last_on).count()
    if not charges:
        return None
    words = ngettext("%(count)d unit", "%(count)d units", charges) % {"count": charges}
    after = _("They stay with the post, for %(person)s.") % {"person": leaving.next_one}
    return Change(_("In charge of"), words, after)


def _others(leaving: Leaving, left: list[Membership]) -> Change | None:
    """Nothing else ends in silence, and nothing else goes on in silence."""
    if leaving.all_end:  # said of each by itself (tasks/leaving/account.py)
        return None
    beyond = {"user": leaving.person}
    held = Appointment.objects.lasting_beyond(leaving.last_on).filter(**beyond)
    held = held.exclude(pk=leaving.appointment.pk)
    joined = Membership.objects.lasting_beyond(leaving.last_on).filter(**beyond)
    joined = joined.exclude(pk__in=[seat.pk for seat in left])
    posts = [row.post for rows in (held, joined) for row in rows.select_related("post__unit")]
    words = [f"{post.unit.name} · {post.title}" for post in posts]
    return _change(_("Other posts and places"), words, _("Kept: end them by themselves."))


def _left(leaving: Leaving) -> list[Membership]:
    """The seats that end; none where the person goes to another post of the unit."""
    goes_to = leaving.goes_to
    if goes_to and goes_to.unit_id == leaving.post.unit_id:
        return []
    return list(seats_left(leaving.appointment, leaving.last_on))


def _change(what: str, words: list[str], after: str) -> Change | None:
    between = pgettext("between items", ", ")
    return Change(what, between.join(words), after) if words else None
