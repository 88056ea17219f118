"""The records a person has to do with, and what one row of a list of them shows."""

from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce

from responsibility.organisation.standing import standing_of
from responsibility.records.models import Credit, DutyRecord


def own_records(user, *, at: datetime) -> QuerySet[DutyRecord]:
    """Those the person lodged, and those of or for the posts on the desk; newest first."""
    posts = standing_of(user, at=at).desk_posts
    credited = Credit.objects.filter(post__in=posts).values("record")
    own = Q(lodged_by=user.pk) | Q(post__in=posts) | Q(pk__in=credited)
    return DutyRecord.objects.visible_to(user, at=at).filter(own).order_by("-happened_on", "-pk")


def for_rows(records: QuerySet[DutyRecord], *, user, at: datetime) -> QuerySet[DutyRecord]:
    """With all that a row shows, in two queries: whether the person may read the body
    (`body_open`), how many files there are (`files`), how many answers the holder owes
    (`unanswered`), what was lodged after closing (`after_closing`), and the credits."""
    bodies = DutyRecord.objects.body_visible_to(user, at=at).filter(pk=OuterRef("pk"))
    credits = Credit.objects.filter(record=OuterRef("pk"))
    of_tasks = Credit.objects.select_related("task__item", "task__dispatch", "post")
    return (
        records.select_related("post", "lodged_by")
        .annotate(
            body_open=Exists(bodies),
            files=Count("evidence"),
            unanswered=Exists(credits.awaiting()),
            after_closing=Exists(credits.filter(_lodged_after_closing())),
        )
        .prefetch_related(Prefetch("credits", queryset=of_tasks.order_by("pk")))
    )


def _lodged_after_closing() -> Q:
    """Late entry for the task had closed when the record came (已关闭后补录)."""
    return Q(task__closes_at__lte=Coalesce("counts_at", "offered_at"))
