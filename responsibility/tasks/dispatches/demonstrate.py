"""Dispatches in a county to try."""

from datetime import timedelta
from uuid import UUID

from alerts.audit.actor import Actor
from alerts.kinds.trial import Trial
from responsibility.lists.models import Category
from responsibility.organisation.posts.models import RoleKind
from responsibility.tasks.dispatches.dispatch import dispatch
from responsibility.tasks.dispatches.reach import posts_for


def demonstrate(trial: Trial) -> None:
    """Two temporary tasks: one given seven days ago and due in two, one given today."""
    leading = RoleKind.objects.filter(leads_unit=True).values_list("code", flat=True)
    posts = posts_for(
        county_id=trial.county_id, role_codes=list(leading), unit_ids=None, now=trial.until
    )
    for number, words in enumerate(trial.words["dispatches"]):
        given_at = trial.until - timedelta(days=7 * (1 - number))
        dispatch(
            by=Actor(user=trial.people["office"]),
            now=given_at,
            nonce=UUID(int=number + 1),
            county_id=trial.county_id,
            title=words["title"],
            text=words["text"],
            category=Category.objects.get(code=words["category"]),
            due_on=given_at.date() + timedelta(days=9 * (1 + number)),
            required=1,
            basis=trial.words["dispatch_basis"].format(year=trial.until.year, number=41 + number),
            posts=list(posts),
        )
