"""Where the posts of reorganised units go, as it is chosen row by row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.refused import Refused
from responsibility.organisation.posts.models import Post
from responsibility.organisation.posts.open import open_post
from responsibility.organisation.units.models import Unit
from responsibility.tasks.mergers.models import Reorganisation, ReorganisedPost

CLOSED, STAYS = "closed", "stays"
NEW, BOTH, TO, WITH = "new", "both", "to", "with"


@dataclass(frozen=True)
class Goes:
    """What becomes of a post: CLOSED; it STAYS; a NEW one takes over in the unit of that place
    among those that take over; it stays and one of the same role is opened there as well (BOTH);
    it goes TO a post that there is, or WITH another post to the new one of that."""

    how: str
    number: int = 0

    @classmethod
    def read(cls, text: str) -> "Goes":
        """As `__str__` writes it."""
        how, _between, number = text.partition(":")
        return cls(how, int(number or 0))

    def __str__(self) -> str:
        return self.how if self.how in {CLOSED, STAYS} else f"{self.how}:{self.number}"


def open_successors(
    made: Reorganisation,
    posts: Sequence[Post],
    goes: dict[int, Goes],
    units: Sequence[Unit],
    *,
    by: Actor,
    now: datetime,
) -> list[ReorganisedPost]:
    """Open the new posts and note where each of `posts` goes; those that stay are not noted.

    Raises Refused where a row names a post of another role, or of a unit that takes nothing over.
    """
    rows: dict[int, ReorganisedPost] = {}
    first_those_that_open = sorted(posts, key=lambda post: goes[post.pk].how == WITH)
    for post in first_those_that_open:
        chosen = goes[post.pk]
        if chosen.how == STAYS:
            continue
        row = ReorganisedPost(reorganisation=made, post=post, goes_on=chosen.how == BOTH)
        if chosen.how in {NEW, BOTH}:
            row.opened = True
            row.to_post = _opened(post, units[chosen.number], made.first_on, by=by, now=now)
        elif chosen.how == TO:
            row.to_post = _standing(post, chosen.number, units)
        elif chosen.how == WITH:
            row.to_post = _of_other(post, rows.get(chosen.number))
        rows[post.pk] = row
    return ReorganisedPost.objects.bulk_create(rows[post.pk] for post in posts if post.pk in rows)


def _opened(post: Post, unit: Unit, first_on: date, *, by: Actor, now: datetime) -> Post:
    return open_post(
        unit_id=unit.pk,
        role_kind_id=post.role_kind_id,
        title=post.title,
        first_on=first_on,
        by=by,
        now=now,
    )


def _standing(post: Post, to: int, units: Sequence[Unit]) -> Post:
    to_post = Post.objects.filter(pk=to, unit__in=units).select_related("role_kind").first()
    return _of_same_role(post, to_post)


def _of_other(post: Post, other: ReorganisedPost | None) -> Post:
    return _of_same_role(post, other.to_post if other and other.opened else None)


def _of_same_role(post: Post, to_post: Post | None) -> Post:
    if to_post is None or to_post.role_kind_id != post.role_kind_id:
        raise Refused(
            _("%(post)s goes to a post of the same role that there is. Choose one.")
            % {"post": post},
            field=f"post_{post.pk}",
        )
    return to_post
