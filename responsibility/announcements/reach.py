"""Whom an announcement reaches: posts by role and unit, people by name."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pages.refused import Refused
from responsibility.organisation.people.models import User
from responsibility.organisation.posts.models import Post
from responsibility.organisation.relations.gives import people_given_to
from responsibility.organisation.relations.hears import told_by_post

BETWEEN = re.compile(r"[,;\uff0c\uff1b\u3001\n\r\t]+")  # commas and the like, Chinese ones too


@dataclass(frozen=True)
class Reach:
    """`posts` chosen by role and unit, and how many people hear through them and by name."""

    posts: list[Post]
    people: int


def people_called(typed: str, *, user, at: datetime) -> list[User]:
    """The people whose names or staff numbers are `typed`, with anything between them.

    Raises:
        Refused: at "people"; nobody within reach is called so, or several are.
    """
    words = list(dict.fromkeys(filter(None, map(str.strip, BETWEEN.split(typed)))))
    known = people_given_to(user, at=at)
    found = list(known.filter(Q(name__in=words) | Q(staff_number__in=words)).order_by("pk"))
    chosen, unknown, several = [], [], []
    for word in words:
        called = [one for one in found if word in (one.staff_number, one.name)]
        if len(called) == 1:
            chosen += called
        else:
            (several if called else unknown).append(word)
    between = pgettext("between items", ", ")
    sentences = []
    if unknown:
        sentences.append(_("Nobody you may send to is called: %(names)s.") % {
            "names": between.join(unknown)})  # fmt: skip
    if several:
        sentences.append(_("Several are called so; write the staff number: %(names)s.") % {
            "names": between.join(several)})  # fmt: skip
    if sentences:
        raise Refused(" ".join(sentences), field="people")
    return list(dict.fromkeys(chosen))


def reach_of(posts: QuerySet[Post], people: Iterable[User], *, at: datetime) -> Reach:
    """What sending to `posts` and `people` would mean."""
    through_posts = {person for _post, person in told_by_post(posts, at=at)}
    ordered = posts.select_related("unit", "role_kind")
    return Reach(
        posts=list(ordered.order_by("unit__order_key", "position", "pk")),
        people=len(through_posts | {person.pk for person in people}),
    )
