"""Who may have taken part, to be picked: posts of the own unit and of those tied to it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from pages.days import day_of
from responsibility.organisation.links.joined import joined_units
from responsibility.organisation.posts.in_office import InOffice, names
from responsibility.organisation.posts.models import Post
from responsibility.organisation.standing import standing_of
from responsibility.records.together.invited import invited
from responsibility.records.together.party import Party
from responsibility.tasks.models import Task

AT_ONCE = 8  # shown at once; whoever has a duty of the same event is among them


@dataclass(frozen=True)
class Participant:
    """`value` is how the form names the post ("post-12"), `name` who was in it on the day, `about`
    the post; `duty` what the event is offered to them for, once it is lodged."""

    value: str
    name: str
    about: str
    duty: str
    chosen: bool


def participant_choices(
    *, user, tasks: Sequence[Task], party: Party, now: datetime, counted: Collection[str] = ()
) -> list[Participant]:
    """Those to be picked for the ticked `tasks`, with whom the event is a duty first; without whom
    these count anyway (`counted`, as the form names them), own posts, and posts nobody was in."""
    if not tasks:
        return []
    first, mine = tasks[0], standing_of(user, at=now).log_posts
    within = Q(unit__in=joined_units(first.unit_id, at=now)) | Q(pk__in=party.posts)
    standing = Post.objects.filter(within).standing_on(day_of(now)).exclude(pk__in=mine)
    posts = {
        post.pk: post for post in standing.select_related("unit").order_by(*Post._meta.ordering)
    }
    in_office = InOffice.of(posts)
    offered = _offered(user, tasks, party, now, posts)
    rows = [
        Participant(
            value=f"post-{pk}",
            name=names(in_office.on(pk, party.on)),
            about=post.title if post.unit_id == first.unit_id else f"{post.unit.name} {post.title}",
            duty=offered.get(pk, ""),
            chosen=pk in party.posts,
        )
        for pk, post in posts.items()
        if f"post-{pk}" not in counted and (in_office.on(pk, party.on) or pk in party.posts)
    ]
    return sorted(rows, key=lambda row: not row.duty)


def _offered(user, tasks, party: Party, now: datetime, posts: Collection[int]) -> dict[int, str]:
    """By post: the first duty that the event would be offered for."""
    everybody = Party(on=party.on, posts=frozenset(posts), instead_of=party.instead_of)
    offered: dict[int, str] = {}
    for task in invited(user=user, tasks=tasks, party=everybody, at=now):
        offered.setdefault(task.post_id, task.title)
    return offered
