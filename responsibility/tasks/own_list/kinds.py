"""How many records of each kind were lodged for a post in a year."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Count

from responsibility.lists.record_kind import RecordKind
from responsibility.organisation.posts.models import Post

Counted = list[tuple[RecordKind, int]]


def records_by_kind(posts: Iterable[Post], *, year: int) -> dict[int, Counted]:
    """By post, those in force, the kinds in their order. They are rows of the floor above
    (records), reached through the post alone; one query."""
    happened = {"records__happened_on__year": year, "records__ended_at": None}
    lodged_for = Post.objects.filter(pk__in=[post.pk for post in posts], **happened)
    rows = lodged_for.order_by().values_list("pk", "records__kind").annotate(Count("records"))
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    for post, kind, count in rows:
        counts[post][kind] = count
    return {
        post: [(kind, by_kind[kind]) for kind in RecordKind if kind in by_kind]
        for post, by_kind in counts.items()
    }
