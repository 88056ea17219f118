"""Giving and ending a grant to read: the commission office decides, nobody for themselves."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.days import day_of
from pages.refused import Refused
from pages.templatetags.look import day
from responsibility.organisation.office import audit_office
from responsibility.organisation.people.models import User
from responsibility.organisation.posts.models import Post
from responsibility.organisation.standing import standing_of
from responsibility.records.bodies.models import BodyGrant
from responsibility.records.models import DutyRecord

LONGEST = timedelta(days=366)


@transaction.atomic
def give_grant(
    *,
    user_id: int,
    first_on: date,
    last_on: date,
    basis: str,
    by: Actor,
    now: datetime,
    record_id: int | None = None,
    post_id: int | None = None,
) -> BodyGrant:
    """Let a person read the body of one record, or of all records of a post, for some days.

    Raises:
        User.DoesNotExist, DutyRecord.DoesNotExist, Post.DoesNotExist: `by` does not keep them.
        Refused: to oneself, about one's own post, to who sees no such faces, or unfit days.
    """
    user = User.objects.visible_to(by.user, at=now).get(pk=user_id, is_active=True)
    record = post = None
    if record_id:
        record = DutyRecord.objects.visible_to(by.user, at=now).get(pk=record_id)
    kept = Post.objects.managed_by(by.user, at=now).select_related("unit")
    of_post = kept.select_for_update(no_key=True, of=("self",)).get(
        pk=record.post_id if record else post_id
    )
    post = None if record else of_post
    _refuse_persons(user, of_post, by=by, now=now)
    _refuse_blind(user, record, of_post, now=now)
    _refuse_days(first_on, last_on, now=now)
    same = BodyGrant.objects.filter(user=user, record=record, post=post, ended_at=None)
    _refuse_twice(same.filter(first_on__lte=last_on, last_on__gte=first_on).first(), now=now)
    grant = BodyGrant.objects.create(
        county_id=of_post.unit.the_county_id,
        user=user,
        record=record,
        post=post,
        first_on=first_on,
        last_on=last_on,
        basis=basis,
        given_by=by.user,
        given_at=now,
    )
    after = {"user": user.pk, "record": record and record.pk, "post": post and post.pk}
    after |= {"first_on": first_on, "last_on": last_on, "basis": basis}
    audit_office(action="body_grant.give", about=grant, by=by, now=now, after=after)
    return grant


def _refuse_twice(other: BodyGrant | None, *, now: datetime) -> None:
    if other:
        raise Refused(
            _("%(person)s has this grant already, until %(day)s. End that first.")
            % {"person": other.user, "day": day(other.last_on, now)},
            field="user",
        )


@transaction.atomic
def end_grant(*, grant_id: int, by: Actor, now: datetime) -> BodyGrant:
    """End a grant at once. One that has ended stays as it is.

    Raises:
        BodyGrant.DoesNotExist: none, or `by` does not work in that county's office.
    """
    grants = BodyGrant.objects.managed_by(by.user, at=now)
    grant = grants.select_for_update(no_key=True).get(pk=grant_id)
    if grant.is_over(now):
        return grant
    grant.ended_at, grant.ended_by = now, by.user
    grant.save(update_fields=["ended_at", "ended_by"])
    audit_office(action="body_grant.end", about=grant, by=by, now=now)
    return grant


def _refuse_persons(user: User, post: Post, *, by: Actor, now: datetime) -> None:
    if user == by.user:
        raise Refused(
            _("Nobody gives such a grant to themselves. Ask a colleague to decide."), field="user"
        )
    if post.pk in standing_of(by.user, at=now).desk_posts:
        raise Refused(_("This is your own post. Ask a colleague to decide."), field="post")


def _refuse_blind(user: User, record: DutyRecord | None, post: Post, *, now: datetime) -> None:
    """A grant opens text and files of what the person sees, no more."""
    if record:
        sees = DutyRecord.objects.visible_to(user, at=now).filter(pk=record.pk).exists()
    else:
        sees = Post.objects.visible_to(user, at=now).filter(pk=post.pk).exists()
    if not sees:
        raise Refused(
            _("%(person)s does not see the records of this post at all.") % {"person": user},
            field="user",
        )


def _refuse_days(first_on: date, last_on: date, *, now: datetime) -> None:
    if first_on < day_of(now):
        raise Refused(_("A grant begins today at the earliest."), field="first_on")
    if last_on < first_on:
        raise Refused(_("The last day lies before the first one."), field="last_on")
    if last_on - first_on > LONGEST:
        raise Refused(_("A grant lasts a year at most."), field="last_on")
