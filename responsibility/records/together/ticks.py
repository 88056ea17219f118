"""What whoever lodged a record ticked and named, apart from what followed from who took part."""

from django.db.models import Q

from responsibility.records.models import Credit, DutyRecord

COUNTS = Q(ended_at=None) | Q(ended_as=Credit.Ending.INSUFFICIENT)


def ticked_of(record: DutyRecord) -> list[int]:
    """The tasks that it counts for, without those of the posts named: to these it was offered
    without a tick. What was found insufficient is to count again."""
    named = record.counterparts.exclude(post=None).exclude(post=record.post_id).values("post")
    ticked = record.credits.filter(COUNTS).exclude(post__in=named)
    return list(dict.fromkeys(ticked.order_by("pk").values_list("task", flat=True)))


def own_names(record: DutyRecord) -> set[tuple[str, int]]:
    """Its own side, which it names where the other side's duty counts whom it was with."""
    return {("unit", record.unit_id), ("post", record.post_id)}
