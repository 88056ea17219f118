"""Which of the six steps a county has taken, in one query."""

from datetime import datetime

from django.conf import settings
from django.db.models import Exists, Q

from alerts.workdays.models import WorkDay
from pages.days import day_of
from responsibility.lists.publications import Publication
from responsibility.organisation.links.models import Charge
from responsibility.organisation.posts.models import Post, PostQuerySet
from responsibility.organisation.units.models import Unit

STEPS = ("calendar", "units", "people", "responsibilities", "lists", "messages")


def steps_done(county_id: int, *, now: datetime) -> dict[str, bool]:
    """By step whether it is done.

    The calendar of this year is there; a unit stands beside the commission's own; every personal
    post that bears duties is held; a responsibility is entered; a list is published; texts have a
    channel. Once a list is published, a later vacancy undoes no step.
    """
    posts = personal_posts(county_id, now=now).bearing_duties()
    published = Publication.objects.filter(duty_list__county=county_id)
    units = Unit.objects.filter(county=county_id, kind=Unit.Kind.BODY).standing_on(day_of(now))
    found: dict[str, bool] = dict(
        Unit.objects.filter(pk=county_id).values(
            calendar=Exists(WorkDay.objects.filter(day=day_of(now))),
            units=Exists(units),
            held=Exists(posts.filter(vacant=False)),
            vacant=Exists(posts.filter(vacant=True)),
            responsibilities=Exists(Charge.objects.kept().filter(_of_county(county_id))),
            lists=Exists(published),
        )[0]
    )
    vacant = found.pop("vacant")
    found["people"] = found.pop("held") and (not vacant or found["lists"])
    found["messages"] = settings.SMS_CHANNEL != "none"
    return {step: found[step] for step in STEPS}


def personal_posts(county_id: int, *, now: datetime) -> PostQuerySet:
    """The standing personal posts of the county, with whether each is `vacant`."""
    held = Post.objects.filter(appointments__period__contains=day_of(now))
    posts = Post.objects.filter(Q(unit__county=county_id) | Q(unit=county_id))
    posts = posts.filter(role_kind__collective=False).standing_on(day_of(now))
    return posts.annotate(vacant=~Q(pk__in=held.values("pk")))


def _of_county(county_id: int) -> Q:
    return Q(post__unit__county=county_id) | Q(post__unit=county_id)
