"""Who belongs to a collective post, and who clerks for a post."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.refused import Refused
from responsibility.organisation.account_changes.office import tell_of_office
from responsibility.organisation.office import audit_office
from responsibility.organisation.overlap import refusing
from responsibility.organisation.people.models import User
from responsibility.organisation.periods import days_through
from responsibility.organisation.posts.appoint import post_to_fill, refuse_oneself
from responsibility.organisation.posts.last_day import period_asked, refuse_outside, write_last_day
from responsibility.organisation.posts.models import Grant, Membership, Post
from responsibility.organisation.span import span


@transaction.atomic
def join(
    *,
    post_id: int,
    user_id: int,
    role: str,
    grants: Sequence[str],
    first_on: date,
    by: Actor,
    now: datetime,
    last_on: date | None = None,
    basis: str = "",
) -> Membership:
    """Make a person head, deputy, member or clerk of a post, with what that allows (`Grant`).

    Raises:
        Post.DoesNotExist, User.DoesNotExist: `by` does not keep that post, or see the person.
        Refused.
    """
    post = post_to_fill(post_id, by=by, now=now)
    user = User.objects.visible_to(by.user, at=now).get(pk=user_id, is_active=True)
    period = period_asked(first_on, last_on)
    refuse_outside(post, period)
    refuse_oneself(user, by=by)
    _refuse_role(post, role, grants, period)
    with refusing("membership_once_at_a_time", lambda: _belongs(post, user, period)):
        membership = Membership.objects.create(
            post=post,
            user=user,
            role=role,
            grants=sorted(grants),
            period=period,
            basis=basis,
            entered_at=now,
        )
    after = {"post": post.pk, "user": user.pk, "role": role, "grants": sorted(grants)}
    after |= {"first_on": first_on, "last_on": last_on, "basis": basis}
    audit_office(action="membership.join", about=membership, by=by, now=now, after=after)
    tell_of_office(user, post, by=by, now=now)
    return membership


@transaction.atomic
def leave(*, membership_id: int, last_on: date | None, by: Actor, now: datetime) -> Membership:
    """Give a membership its last day; None lets it go on.

    Raises:
        Membership.DoesNotExist: none, or `by` does not keep its post.
        Refused: a longer time is in the way.
        Refused: somebody else has to end one's own place in the commission office.
    """
    kept = Membership.objects.managed_by(by.user, at=now).kept()
    post = post_to_fill(kept.get(pk=membership_id).post_id, by=by, now=now)
    membership = kept.select_related("user").get(pk=membership_id)
    period = days_through(membership.period.lower, last_on)
    refuse_outside(post, period)
    if membership.role == Membership.Role.HEAD:
        refuse_second_head(post, period, but=membership)
    overlap = refusing(
        "membership_once_at_a_time", lambda: _belongs(post, membership.user, period, membership)
    )
    write_last_day(membership, last_on, action="membership.leave", by=by, now=now, within=overlap)
    return membership


def _refuse_role(post: Post, role: str, grants: Sequence[str], period: DateRange) -> None:
    if role == Membership.Role.CLERK:
        if Grant.APPROVE in grants:
            raise Refused(
                _("A clerk does not confirm: only who holds the post does."), field="grants"
            )
        if Grant.LOG in grants and Grant.VIEW not in grants:
            raise Refused(
                _("Who logs duties for the post must be able to view them."), field="grants"
            )
        return
    if not post.role_kind.collective:
        raise Refused(_("A personal post has one holder. Others can be clerks only."), field="role")
    if role == Membership.Role.HEAD:
        refuse_second_head(post, period)


def refuse_second_head(post: Post, period: DateRange, but: Membership | None = None) -> None:
    """Raise Refused where another heads the post on a day of `period`; `but` is no other."""
    heads = post.memberships.filter(role=Membership.Role.HEAD, period__overlap=period)
    head = heads.exclude(pk=but.pk if but else None).select_related("user").first()
    if head:
        raise Refused(
            _("%(person)s is the head, %(time)s. End that first, or choose another role.")
            % {"person": head.user, "time": span(head.period)},
            field="role",
        )


def _belongs(post: Post, user: User, period: DateRange, but: Membership | None = None):
    others = post.memberships.filter(user=user, period__overlap=period)
    other = others.exclude(pk=but.pk if but else None).first()
    if other is None:  # ended again in this very moment
        return Refused(_("The person belonged here until a moment ago. Try again."), field="user")
    return Refused(
        _("%(person)s is here already as %(role)s, %(time)s. End that first.")
        % {"person": user, "role": other.get_role_display(), "time": span(other.period)},
        field="user",
    )
