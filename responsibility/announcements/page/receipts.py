"""Who has opened an announcement and who has not, by unit; which posts it reached nobody of."""

from dataclasses import dataclass, field
from datetime import datetime

from responsibility.announcements.models import Announcement, AnnouncementReceipt
from responsibility.organisation.posts.models import Post
from responsibility.organisation.relations.hears import told_by_post


@dataclass
class Place:
    """The receipts of one unit; `name` is empty for people who were named without a post."""

    name: str
    rows: list[AnnouncementReceipt] = field(default_factory=list)

    @property
    def missing(self) -> list[AnnouncementReceipt]:
        return [row for row in self.rows if row.is_missing]


@dataclass(frozen=True)
class Receipts:
    """`opened` and `read` of `given`; `vacant` are the posts with nobody to tell."""

    places: list[Place]
    given: int
    opened: int
    read: int
    missing: int
    vacant: list[Post]

    @property
    def places_missing(self) -> list[Place]:
        return [place for place in self.places if place.missing]


def receipts_of(announcement: Announcement, *, now: datetime) -> Receipts:
    """In the order of the organisation; before it is sent those it would go to are not counted."""
    rows = AnnouncementReceipt.objects.filter(announcement=announcement)
    rows = rows.select_related("person", "post__unit", "announcement")
    ordered = list(rows.order_by("post__unit__order_key", "post__position", "pk"))
    places: dict[int | None, Place] = {}
    for row in ordered:
        unit = row.post.unit if row.post else None
        place = places.setdefault(unit and unit.pk, Place(unit.name if unit else ""))
        place.rows.append(row)
    return Receipts(
        places=list(places.values()),
        given=len(ordered),
        opened=sum(row.opened_at is not None for row in ordered),
        read=sum(row.read_at is not None for row in ordered),
        missing=sum(row.is_missing for row in ordered),
        vacant=_vacant(announcement, now),
    )


def _vacant(announcement: Announcement, now: datetime) -> list[Post]:
    """The posts of which nobody hears: at its sending, before that now."""
    posts = announcement.posts.all()
    reached = {post for post, _person in told_by_post(posts, at=announcement.sent_at or now)}
    return list(
        posts.exclude(pk__in=reached).select_related("unit").order_by("unit__order_key", "pk")
    )
