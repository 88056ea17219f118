"""First passwords for many at once: each on a slip of its own, in the order of the organisation."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from operator import attrgetter
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.days import day_of
from pages.refused import Refused
from responsibility.organisation.office import audit_office
from responsibility.organisation.people.given import HOLDS, GivenPassword, give_password
from responsibility.organisation.people.models import User, UserQuerySet
from responsibility.organisation.posts.models import Appointment, Membership, Post

MOST = 1000  # slips of one act: a county's people


@dataclass(frozen=True)
class Slip:
    """What one person is handed; `post` is where, if there is one."""

    person: User
    password: str
    given_at: datetime
    post: Post | None

    @property
    def last_day(self) -> date:
        return last_day_of(self.given_at)

    @property
    def place(self) -> tuple:
        """In the order of the organisation; first who has no post."""
        where = (self.post.unit.order_key, self.post.position) if self.post else ("", 0)
        return (*where, self.person.pinyin, self.person.pk)


def not_signed_in(user, *, at: datetime) -> UserQuerySet:
    """The open accounts `user` keeps, but the own one, that nobody has signed in with yet; with
    `given_at`, when the password was given that the person has still to change."""
    given = GivenPassword.objects.filter(user=OuterRef("pk"), ended_at=None)
    accounts = User.objects.managed_by(user, at=at).filter(is_active=True, last_login=None)
    return accounts.exclude(pk=user.pk).annotate(given_at=Subquery(given.values("given_at")[:1]))


@transaction.atomic
def give_first_passwords(
    *, people: Collection[int], nonce: UUID, by: Actor, now: datetime
) -> list[Slip]:
    """Give each of `people` (ids) a first password, to be changed at the first sign-in; one given
    before no longer holds. They are kept nowhere.

    Sent again with the same `nonce`, the number of the form, it answers the same for as long as
    they hold, and gives no other ones. Who has signed in meanwhile is left out.

    Raises Refused: nobody is left, or they are too many for one act.
    """
    waiting = User.objects.filter(pk__in=not_signed_in(by.user, at=now).filter(pk__in=people))
    accounts = list(waiting.order_by("pk").select_for_update(no_key=True)[: MOST + 1])
    if not accounts:
        raise Refused(_("Everybody you chose has signed in already, or nobody was chosen."))
    if len(accounts) > MOST:
        raise Refused(_("These are too many at once. Choose %(most)d at most.") % {"most": MOST})
    posts = _posts_of(accounts, now)
    slips = [_give(one, posts.get(one.pk), nonce, by, now) for one in accounts]
    return sorted(slips, key=attrgetter("place"))


def _give(person: User, post: Post | None, nonce: UUID, by: Actor, now: datetime) -> Slip:
    own = uuid5(nonce, str(person.pk))  # each form's number is a password's: one for each person
    if before := GivenPassword.sent_before(own, by=by):
        return Slip(person, before.password(), before.given_at, post)
    password = give_password(person, by=by, now=now, nonce=own)
    audit_office(action="person.first_password", about=person, by=by, now=now)
    return Slip(person, password, now, post)


def last_day_of(given_at: datetime) -> date:
    """The last whole day on which a password given then opens the account."""
    return day_of(given_at + HOLDS) - timedelta(days=1)


def _posts_of(accounts: Collection[User], now: datetime) -> dict[int, Post]:
    """By person the post for whose unit the slip is handed out: held before belonged to."""
    found: dict[int, Post] = {}
    for rows in (Membership.objects.all(), Appointment.objects.all()):
        rows = rows.filter(user__in=accounts).now_or_later(at=now)
        for row in rows.select_related("post__unit").order_by("-period", "pk"):
            found[row.user_id] = row.post
    return found
