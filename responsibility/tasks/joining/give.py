"""Giving posts that joined after a publication what they owe of it."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from pages.days import day_of
from responsibility.lists.models import DutyList
from responsibility.lists.publications import Publication
from responsibility.organisation.standing import standing_of
from responsibility.tasks.joining.published import Published, published
from responsibility.tasks.joining.waiting import Waiting, without_tasks
from responsibility.tasks.publishing.bearers import Bearers
from responsibility.tasks.publishing.make import make_tasks
from responsibility.tasks.publishing.plan import plan_of, timetable_of


def give_by_itself(*, now: datetime) -> int:
    """Give later joiners their tasks wherever the publication says so; returns how many.

    A duty of the day, safe to repeat. Whom the office appoints today has them already.
    """
    by_itself = [one for one in published(counties=None, now=now) if one.by_itself]
    return give(without_tasks(by_itself, now=now), by=None, now=now)


def give_to_post(*, post_id: int, county_id: int, now: datetime) -> int:
    """The same for one post, in the act of appointment."""
    by_itself = [one for one in published(counties=[county_id], now=now) if one.by_itself]
    return give(without_tasks(by_itself, now=now, posts=[post_id]), by=None, now=now)


def give_of_list(*, duty_list: DutyList, year: int, by: Actor | None, now: datetime) -> int:
    """Give whoever joined since what is published of a list for `year`, as it is published again;
    returns how many tasks.

    Raises:
        PermissionDenied: `by` does not work in that county's office.
    """
    if by and duty_list.county_id not in standing_of(by.user, at=now).office_counties:
        raise PermissionDenied(_("The commission office gives tasks to posts."))
    in_county = published(counties=[duty_list.county_id], now=now)
    again = [one for one in in_county if (one.duty_list, one.year) == (duty_list, year)]
    return give(without_tasks(again, now=now), by=by, now=now)


def give_as_shown(*, posts: Collection[int], by: Actor, now: datetime) -> int:
    """Give the `posts` that wait for the office what they owe; returns how many tasks.

    What was given meanwhile is not given again; of others than `posts` nothing is decided.

    Raises:
        PermissionDenied: `by` does not work in a commission office.
    """
    counties = standing_of(by.user, at=now).office_counties
    if not counties:
        raise PermissionDenied(_("The commission office gives tasks to posts."))
    waiting = without_tasks(published(counties=counties, now=now), now=now, posts=posts)
    return give(waiting, by=by, now=now)


@transaction.atomic
def give(waiting: Iterable[Waiting], *, by: Actor | None, now: datetime) -> int:
    """Make the tasks of those who wait, from today on; returns how many.

    Nobody owes what nobody told them: the day is the one on which they are given.
    """
    made = 0
    for one, posts in _together(waiting):
        place = (one.duty_list.role_kind_id, one.duty_list.county_id)
        timetable = timetable_of(one.duty_list.county_id, now=now)
        tasks = make_tasks(
            entries=plan_of(items=one.recurring(), year=one.year, timetable=timetable),
            bearers=Bearers(*place, posts=posts, given_on=day_of(now)),
            timetable=timetable,
            now=now,
        )
        if tasks:
            record_audit(
                by=by,
                now=now,
                action="list.join",
                about=Publication.objects.get(pk=one.publication_id),
                after={"posts": posts, "tasks": tasks},
            )
        made += tasks
    return made


def _together(waiting: Iterable[Waiting]) -> list[tuple[Published, list[int]]]:
    """What is published, each with the posts that wait for it."""
    posts: dict[Published, list[int]] = {}
    for one in waiting:
        posts.setdefault(one.published, []).append(one.post_id)
    return list(posts.items())
