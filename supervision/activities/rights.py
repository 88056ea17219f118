"""Who records activities at which units: who may log in the body that supervises them, or in the
commission office. Nobody of what is their own (edge case 11)."""

from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.days import day_of
from responsibility.organisation.posts.models import Post
from responsibility.organisation.standing import Standing, standing_of
from responsibility.organisation.units.models import Unit
from supervision.activities.models import Activity, ActivityNote, NoteQuerySet, NoteReply


def bodies_of(standing: Standing) -> frozenset[int]:
    """The posts in which the person records activities."""
    return (standing.supervising_posts | standing.office_posts) & standing.log_posts


def reached_units(user, *, at: datetime) -> QuerySet[Unit]:
    """The units at which the person records activities, those standing today: never the own."""
    standing = standing_of(user, at=at)
    reached = Q(pk__in=[])
    if standing.supervising_posts & standing.log_posts:
        reached |= Q(pk__in=standing.supervised_units)
    if standing.office_posts & standing.log_posts:
        reached |= Q(county_id__in=standing.office_counties)
    units = Unit.objects.visible_to(user, at=at).filter(reached).exclude(kind=Unit.Kind.BRANCH)
    return units.exclude(pk__in=standing.own_units).standing_on(day_of(at)).in_order()


def post_at(standing: Standing, units: Collection[Unit]) -> int | None:
    """The post in which the person records what was done at all of `units`."""
    if any(unit.pk in standing.own_units for unit in units):
        return None
    supervising = standing.supervising_posts & standing.log_posts
    if all(unit.pk in standing.supervised_units for unit in units) and supervising:
        return min(supervising)
    if all(unit.the_county_id in standing.office_counties for unit in units):
        return min(standing.office_posts & standing.log_posts, default=None)
    return None


def reads_all(user, activity: Activity, *, at: datetime) -> bool:
    """Whether the person reads what the body itself wrote and attached, and all its notes: the body
    and the county's commission office. Units read what was noted of them."""
    standing = standing_of(user, at=at)
    own = activity.post_id in standing.supervising_posts | standing.office_posts
    return own or activity.county_id in standing.office_counties


def is_kept_by(user, activity: Activity, *, at: datetime) -> bool:
    """Whether the person notes more, corrects and withdraws: who may log in the body."""
    return activity.post_id in bodies_of(standing_of(user, at=at))


def lock_own(activity_id: int, *, by: Actor, now: datetime) -> Activity:
    """The activity, locked, for who keeps it.

    Raises:
        Activity.DoesNotExist: there is none, or it is not visible to the person.
        PermissionDenied: another body's, or the person may not log in it.
    """
    visible = Activity.objects.visible_to(by.user, at=now).filter(pk=activity_id)
    locked = Activity.objects.select_related("kind", "post__unit", "record")
    activity = locked.select_for_update(of=("self",), no_key=True).get(pk__in=visible.values("pk"))
    if not is_kept_by(by.user, activity, at=now):
        raise PermissionDenied(_("Only the body that did it does this."))
    return activity


def posts_at(units: Collection[Unit] | QuerySet, *, at: datetime) -> QuerySet[Post]:
    """The standing posts of the units, of which something may be noted."""
    posts = Post.objects.filter(unit__in=units).standing_on(day_of(at)).select_related("unit")
    return posts.order_by("unit__order_key", "position", "pk")


def notes_open_to(user, activity: Activity, *, at: datetime) -> NoteQuerySet:
    """The notes of the whole chain that the person reads, withdrawn ones too."""
    notes = ActivityNote.objects.visible_to(user, at=at).filter(activity=activity.root_id)
    replies = Prefetch("replies", NoteReply.objects.select_related("made_by").order_by("pk"))
    notes = notes.select_related("unit", "post", "made_by", "ended_by").prefetch_related(replies)
    return notes.order_by("unit__order_key", "pk")
