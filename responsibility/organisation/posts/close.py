"""Closing a post, and closing a unit with its posts."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alerts.audit.actor import Actor
from pages.days import day_of
from pages.refused import Refused
from responsibility.organisation.office import audit_office
from responsibility.organisation.periods import days_through
from responsibility.organisation.posts.appoint import post_to_fill
from responsibility.organisation.posts.last_day import end_all
from responsibility.organisation.posts.models import Post
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit, UnitVersion
from responsibility.organisation.units.tree import lock_tree


@transaction.atomic
def close_post(*, post_id: int, last_on: date, by: Actor, now: datetime) -> Post:
    """Close a post after the day `last_on`: whoever holds it, belongs to it or clerks for it then
    does so no longer, and what it is in charge of is so no longer. What becomes of its tasks is
    said by responsibility.tasks.closing, which calls this.

    Raises:
        Post.DoesNotExist: `by` does not keep that post.
        Refused: with a sentence.
    """
    post = post_to_fill(post_id, by=by, now=now)
    if post.closed_on and post.closed_on <= day_of(now):
        raise Refused(_("The post is closed already."))
    if last_on < post.opened_on:
        raise Refused(_("The post was not open yet on that day."), field="last_on")
    if post.role_kind.keeps_office and post.pk in standing_of(by.user, at=now).office_posts:
        raise Refused(_("Nobody changes their own place here. Ask a colleague to do it."))
    _end_what_hangs_on(post, last_on, by=by, now=now)
    post.closed_on = last_on + timedelta(days=1)
    post.save(update_fields=["closed_on"])
    audit_office(action="post.close", about=post, by=by, now=now, after={"last_on": last_on})
    return post


@transaction.atomic
def close_unit(*, unit_id: int, last_on: date, by: Actor, now: datetime) -> Unit:
    """Close a unit after the day `last_on`, with its posts, charges and supervision links.

    Its name, records and lamps stay readable (edge case 7). Units beneath it are moved or closed
    first.

    Raises:
        Unit.DoesNotExist: `by` does not keep that unit, or it is a county.
        Refused: with a sentence.
    """
    unit = Unit.objects.managed_by(by.user, at=now).get(pk=unit_id, county__isnull=False)
    lock_tree(unit.the_county_id)
    unit.refresh_from_db()
    if unit.closed_on:
        raise Refused(_("The unit is closed already."))
    closed_on = last_on + timedelta(days=1)
    _refuse_parts(unit, last_on)
    version = unit.versions.filter(period__contains=last_on, period__upper_inf=True).first()
    if version is None:
        raise Refused(
            _("The unit does not stand on that day, or a change after it is entered already."),
            field="last_on",
        )
    for post in unit.posts.filter(Q(closed_on=None) | Q(closed_on__gt=closed_on)):
        close_post(post_id=post.pk, last_on=last_on, by=by, now=now)
    _end_relations_of(unit, last_on, by=by, now=now)
    version.period = days_through(version.period.lower, last_on)
    version.save(update_fields=["period"])
    unit.closed_on = closed_on
    unit.save(update_fields=["closed_on"])
    audit_office(action="unit.close", about=unit, by=by, now=now, after={"last_on": last_on})
    return unit


def _refuse_parts(unit: Unit, last_on: date) -> None:
    parts = UnitVersion.objects.lasting_beyond(last_on).filter(parent=unit).count()
    if parts:
        raise Refused(
            ngettext(
                "%(count)d unit stands beneath it. Move or close that first.",
                "%(count)d units stand beneath it. Move or close these first.",
                parts,
            )
            % {"count": parts},
            field="last_on",
        )


def _end_what_hangs_on(post: Post, last_on: date, *, by: Actor, now: datetime) -> None:
    ends = [
        ("appointment.end", "appointment.take_back", post.appointments),
        ("membership.leave", "membership.take_back", post.memberships),
        ("charge.end", "charge.take_back", post.charges),
    ]
    for action, taken_back, rows in ends:
        late = rows.lasting_beyond(last_on)
        end_all(late, last_on, action=action, taken_back=taken_back, by=by, now=now)


def _end_relations_of(unit: Unit, last_on: date, *, by: Actor, now: datetime) -> None:
    ends = [
        ("charge.end", "charge.take_back", unit.charges),
        ("supervision.end", "supervision.take_back", unit.supervises),
        ("supervision.end", "supervision.take_back", unit.supervised_by),
    ]
    for action, taken_back, rows in ends:
        late = rows.lasting_beyond(last_on)
        end_all(late, last_on, action=action, taken_back=taken_back, by=by, now=now)
