"""The menu: whom it is for, and the order of its groups. The rooms declare its entries."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alerts.kinds.collected import collected
from alerts.kinds.declared import Entry
from responsibility.cards.models import ReminderCard
from responsibility.organisation.posts.models import Post, PostQuerySet, RoleKind
from responsibility.organisation.standing import Standing, standing_of
from responsibility.tasks.models import Task

# The groups in their order; each entry names its own (alerts/kinds/declared.py).
GROUPS: dict[str, Promise] = {
    "duties": _("Duties"),
    "unit": _("My unit"),
    "supervision": _("Supervision"),
    "tasks": _("Tasks"),
    "messages": _("Messages"),
    "settings": _("Settings"),
}
# The phone's tab bar holds so many of those that have a place there; where not all pages fit, its
# last tab opens the others.
MOST_TABS = 5


@dataclass(frozen=True)
class Reader:
    """Whom the menu is for: what the person stands for, and the posts, the foremost first.

    Each post says whether its bearer `owes` duties and `has_card`, a reminder card. What an entry
    is open to is a pure function of this.
    """

    standing: Standing
    posts: list[Post]

    @classmethod
    def of(cls, user, *, at: datetime) -> Self:
        """In one query beside that of the standing."""
        standing = standing_of(user, at=at)
        ids = standing.desk_posts | standing.log_posts
        posts = _what_they_owe(Post.objects.filter(pk__in=ids), at=at) if ids else []
        # Own posts before those clerked for.
        return cls(standing, sorted(posts, key=lambda post: post.pk not in standing.own_posts))

    @property
    def owes(self) -> bool:
        """Whether a post on the desk bears a list, or was given a task."""
        return any(post.owes and post.pk in self.standing.desk_posts for post in self.posts)

    @property
    def logs(self) -> bool:
        return any(post.owes and post.pk in self.standing.log_posts for post in self.posts)

    @property
    def has_cards(self) -> bool:
        return any(post.has_card and post.pk in self.standing.desk_posts for post in self.posts)

    @property
    def heads(self) -> bool:
        """Whether the person leads a unit."""
        return bool(self.standing.led_units)

    @property
    def sits_on_team(self) -> bool:
        return bool(self.standing.team_posts)

    @property
    def watches(self) -> bool:
        """Whether the person sees units of others by what they do."""
        standing = self.standing
        return bool(standing.supervised_units | standing.charged_units | standing.face_counties)

    @property
    def leads(self) -> bool:
        """Whether the person sees a county, or the units in one's charge."""
        return bool(self.standing.charged_units | self.standing.face_counties)

    @property
    def is_office(self) -> bool:
        return bool(self.standing.office_counties)

    @property
    def keeps_accounts(self) -> bool:
        """Whether the person keeps accounts and channels."""
        return self.is_office or self.standing.is_system_administrator


def _what_they_owe(posts: PostQuerySet, *, at: datetime) -> PostQuerySet:
    bears = ~Q(role_kind__chain=RoleKind.Chain.NONE)
    given = Exists(Task.objects.filter(post=OuterRef("pk"), opens_at__lte=at))
    return (
        posts.select_related("unit__county", "role_kind")
        .annotate(
            owes=ExpressionWrapper(bears | Q(given), BooleanField()),
            has_card=Exists(ReminderCard.objects.filter(post=OuterRef("pk"))),
        )
        .order_by("role_kind__collective", "role_kind__position", "pk")
    )


def menu_of(reader: Reader) -> list[tuple[Promise, list[Entry]]]:
    """What is open to the reader, group by group; groups of which nothing is are left out."""
    groups: dict[str, list[Entry]] = {code: [] for code in GROUPS}
    for entry in collected().menu:
        if entry.open_to(reader):
            groups[entry.group].append(entry)
    return [(GROUPS[code], entries) for code, entries in groups.items() if entries]
