"""That the unit hears of what was noted about it; the message itself says nothing of it."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import F
from django.db.models.functions import Coalesce

from alerts.audit.actor import Actor
from alerts.reminders.owe import owe_reminders
from responsibility.organisation.posts.models import Post
from responsibility.organisation.relations.answers import principal_post
from responsibility.organisation.relations.hears import told_of_posts
from supervision.activities.kind import NOTED
from supervision.activities.models import Activity, ActivityNote


def tell_of_note(note: ActivityNote, activity: Activity, *, by: Actor, now: datetime) -> None:
    """Who leads the unit, and who holds the post of which something is noted: each note once."""
    head = principal_post(note.unit, at=now)
    posts = {head.pk if head else None, note.post_id} - {None}
    people = told_of_posts(Post.objects.filter(pk__in=posts), at=now) - {by.user.pk}
    owe_reminders(
        model=Activity, ids=[activity.pk], stage=NOTED, now=now, slot=str(note.pk),
        to=sorted(people), asked_by_id=by.user.pk,
    )  # fmt: skip


def still_noted(ids: Collection[int], *, kind: str, at: datetime) -> Iterable[int]:
    """Of which of the activities `ids` a note still stands; a correction keeps the notes."""
    noted = ActivityNote.objects.in_force().values("activity")
    rows = Activity.objects.filter(pk__in=ids).alias(root=Coalesce(F("origin"), F("pk")))
    standing = rows.filter(root__in=noted).exclude(ended_as=Activity.Ending.WITHDRAWN)
    return standing.values_list("pk", flat=True)
