"""What becomes of what a closed post owes: nobody is left who could owe it."""

from collections import defaultdict
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from pages.days import day_of
from pages.lamp import Lamp
from responsibility.organisation.posts.models import Post, PostQuerySet
from responsibility.owed.across import owed_models
from responsibility.owed.models import OwedByPost, OwedQuerySet
from responsibility.tasks.closing.kind import POST_CLOSED


@transaction.atomic
def exempt_tasks_of_closed_posts(
    *,
    now: datetime,
    posts: PostQuerySet | None = None,
    by: Actor | None = None,
    cause: str = POST_CLOSED,
) -> int:
    """Let nothing be owed any more that falls due after the last day of a closed post.

    For `posts` (default: all) that are closed on the day of `now`: their open tasks due after
    that become exempt, those of periods not begun too. What fell due while the post stood stays
    as it is: a red is history. What turned red after that keeps its red in the ledger. Nobody is
    told: nobody is in the post. The lamps turn for `cause`.

    For the closing itself, and as a daily duty for closings entered ahead. Safe to repeat and
    side by side. Returns the number of rows, of every kind owed (edge cases 4, 7; architecture 4).
    """
    closed = (Post.objects.all() if posts is None else posts).filter(closed_on__lte=day_of(now))
    closed = closed.order_by()
    return sum(_end(model, closed, now, by, cause) for model in owed_models())


def _end(
    model: type[OwedByPost], closed: PostQuerySet, now: datetime, by: Actor | None, cause: str
) -> int:
    owed: OwedQuerySet = model.objects.all()
    rows = owed.open_still().filter(post__in=closed, due_on__gte=F("post__closed_on"))
    locked = rows.order_by("pk").select_for_update(of=("self",), no_key=True)
    of_post = defaultdict(list)
    for pk, post_id in locked.values_list("pk", "post"):
        of_post[post_id].append(pk)
    for post in Post.objects.filter(pk__in=of_post):
        _exempt(model, of_post[post.pk], now, cause)
        record_audit(
            by=by,
            now=now,
            action="task.end_with_post",
            about=post,
            after={"closed_on": post.closed_on, f"{model.matter_kind}s": of_post[post.pk]},
        )
    return sum(map(len, of_post.values()))


def _exempt(model: type[OwedByPost], ids: list[int], now: datetime, cause: str) -> None:
    """The turn by a fact as in alerts.lamps.relight, for many rows; the trigger writes the ledger,
    also what the clock owed before."""
    model.objects.filter(pk__in=ids).update(
        exempt=True,
        lamp=Lamp.EXEMPT,
        lamp_since=Greatest(Value(now), F("lamp_since") + timedelta(microseconds=1)),
        lamp_cause=cause,
    )
