"""A county to try: a post opened and filled in the middle of the running quarter."""

from datetime import date, timedelta

from alerts.audit.actor import Actor
from alerts.kinds.trial import Trial
from pages.days import day_of, midnight
from pages.quarter import Quarter
from responsibility.organisation.people.register import register_person
from responsibility.organisation.posts.models import Post
from responsibility.organisation.posts.open import open_post
from responsibility.organisation.units.models import Unit
from responsibility.tasks.appointing.appoint import appoint


def demonstrate(trial: Trial) -> None:
    """A unit's team gets another member, whose list asks the share of the quarter that is left."""
    by = Actor(user=trial.people["office"])
    now = midnight(_middle(trial)) + timedelta(hours=9)
    unit = Unit.objects.filter(county=trial.county_id, kind=Unit.Kind.BODY).latest("order_key")
    fellow = Post.objects.filter(unit=unit, role_kind__on_team=True, role_kind__leads_unit=False)
    post = open_post(
        unit_id=unit.pk,
        role_kind_id=fellow.earliest("position").role_kind_id,
        title=trial.words["joined_title"],
        first_on=day_of(now),
        by=by,
        now=now,
    )
    person, _password = register_person(
        county_id=trial.county_id, staff_number="LC9001", name=trial.words["joined_name"],
        by=by, now=now,
    )  # fmt: skip
    appoint(post_id=post.pk, user_id=person.pk, first_on=day_of(now), by=by, now=now)


def _middle(trial: Trial) -> date:
    """The middle of the running quarter, or three days ago if that is still to come."""
    quarter = Quarter.at(trial.until)
    middle = quarter.start + (quarter.end - quarter.start) / 2
    return min(middle, day_of(trial.until) - timedelta(days=3))
