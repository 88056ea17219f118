"""Telling who answers for a unit what is done in its checkup."""

from datetime import datetime

from alerts.audit.actor import Actor
from alerts.reminders.owe import owe_reminders
from responsibility.organisation.posts.models import Post
from responsibility.organisation.relations.hears import told_of_posts
from supervision.checkups.models import Checkup, CheckupDuty


def tell_unit(checkup: Checkup, stage: str, *, by: Actor, now: datetime) -> None:
    """Tell whoever answers for the unit's post, but not who does it; each step is told once."""
    people = told_of_posts(Post.objects.filter(pk=checkup.post_id), at=now) - {by.user.pk}
    last = checkup.duties.order_by("-pk").values_list("pk", flat=True).first()
    step = checkup.steps.order_by("-pk").values_list("pk", flat=True).first()
    owe_reminders(
        model=CheckupDuty, ids=[last] if last else [], stage=stage, now=now, slot=str(step),
        asked_by_id=by.user.pk, to=sorted(people),
    )  # fmt: skip
