"""Who gets a card: the holders of the posts an issue is for (M003-02)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from pages.days import day_of
from responsibility.cards.issues import CardIssue, CardLine
from responsibility.organisation.people.models import User
from responsibility.organisation.posts.models import Appointment, Post, RoleKind


@dataclass(frozen=True)
class Recipient:
    """A post and who holds it."""

    post: Post
    holder: User

    def lines_of(self, lines: Iterable[CardLine]) -> list[CardLine]:
        """The lines that stand on this recipient's card: the common ones, then the own ones."""
        common = [line for line in lines if not line.is_personal]
        return common + [line for line in lines if line.is_personal and self.concerns(line)]

    def concerns(self, line: CardLine) -> bool:
        """Whether a personal line is for this recipient."""
        return line.for_post_id == self.post.pk or line.for_unit_id == self.post.unit_id


def posts_of(issue: CardIssue, *, at: datetime):
    """The posts an issue is for that stand at `at`, whether somebody holds them or not."""
    posts = Post.objects.standing_on(day_of(at)).filter(
        Q(unit__county=issue.county_id) | Q(unit=issue.county_id)
    )
    if issue.audience_id:
        return posts.filter(role_kind=issue.audience_id)
    return posts.filter(pk__in=issue.named.values("pk"))


def recipients_of(issue: CardIssue, *, at: datetime) -> list[Recipient]:
    """Those who hold these posts at `at`, in the order of the organisation."""
    held = Appointment.objects.in_force(at=at).filter(post__in=posts_of(issue, at=at))
    held = held.select_related("post__unit", "post__role_kind", "user")
    ordered = held.order_by("post__unit__order_key", "post__position", "post_id")
    return [Recipient(post=one.post, holder=one.user) for one in ordered]


def roles_with_cards():
    """The kinds of personal post whose holders may be sent a card as a group."""
    return RoleKind.objects.filter(gets_cards=True, collective=False)


def nameable_posts(issue: CardIssue, *, at: datetime) -> list[Post]:
    """The personal posts of the county whose holders may be named one by one."""
    posts = Post.objects.standing_on(day_of(at)).filter(
        Q(unit__county=issue.county_id) | Q(unit=issue.county_id), role_kind__in=roles_with_cards()
    )
    return list(posts.select_related("unit").order_by("unit__order_key", "position", "pk"))
