"""Telling of a place in the commission office, which gives the rights over a county."""

from datetime import datetime

from alerts.audit.actor import Actor
from responsibility.organisation.account_changes.kind import OFFICE_JOINED
from responsibility.organisation.account_changes.tell import tell_of_change
from responsibility.organisation.people.models import User
from responsibility.organisation.posts.models import Post


def tell_of_office(user: User, post: Post, *, by: Actor, now: datetime) -> None:
    """Tell of it where `post` keeps the office; part of the verbs that fill posts."""
    if post.role_kind.keeps_office:
        about = f"{post.unit.name} · {post.title}"[:200]
        tell_of_change(user=user, change=OFFICE_JOINED, about=about, by=by, now=now)
