"""Writing an announcement: written down now, sent in ten minutes."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from pages.refused import Refused
from pages.words import fitting
from responsibility.announcements.models import Announcement
from responsibility.files.attach import files_to_attach
from responsibility.organisation.people.models import User
from responsibility.organisation.posts.models import Post
from responsibility.organisation.relations.gives import (
    giving_post,
    people_given_to,
    posts_given_to,
    units_of_people,
)
from responsibility.organisation.standing import standing_of
from responsibility.tasks.dispatches.dispatch import UNDO


@transaction.atomic
def write_announcement(
    *,
    by: Actor,
    now: datetime,
    nonce: UUID,
    county_id: int,
    title: str,
    text: str,
    document: str = "",
    asks_reading: bool = False,
    posts: Sequence[Post] = (),
    people: Sequence[User] = (),
    file_ids: Collection[UUID] = (),
) -> Announcement:
    """Write an announcement to `posts` and `people`, to be sent after `UNDO`.

    The same nonce writes once; a second call returns the first.

    Raises:
        PermissionDenied: one of the posts or people is none to whom `by` may send.
        Refused: nobody is chosen, a text is missing or too long, a file is not there.
    """
    if not posts and not people:
        raise Refused(_("Choose whom it is for."), field="roles")
    given_in = _acting_post(by, now, county_id, posts, people)
    title = fitting(title, of=Announcement, field="title", missing=_("Give it a title."))
    text = fitting(text, of=Announcement, field="text", missing=_("Write the text."))
    written, is_new = Announcement.objects.get_or_create(
        nonce=nonce,
        defaults={
            "county_id": county_id,
            "title": title,
            "text": text,
            "document": fitting(document, of=Announcement, field="document"),
            "asks_reading": asks_reading,
            "given_in_id": given_in,
            "written_by": by.user,
            "written_at": now,
            "goes_at": now + UNDO,
        },
    )
    if is_new:
        _address(written, posts, people, files_to_attach(file_ids, by=by), by=by)
    elif (written.title, written.text) != (title, text) or written.written_by != by.user:
        raise Refused(_("It is written down already, in other words. Take that back."))
    return written


def _address(written: Announcement, posts, people, files, *, by: Actor) -> None:
    written.posts.set(posts)
    written.people.set(people)
    written.files.set(files)
    after = {
        "posts": [post.pk for post in posts],
        "people": [person.pk for person in people],
        "files": len(files),
    }
    record_audit(
        by=by, now=written.written_at, action="announcement.write", about=written,
        post_id=written.given_in_id, after=after,
    )  # fmt: skip


def _acting_post(
    by: Actor, now: datetime, county_id: int, posts: Sequence[Post], people: Sequence[User]
) -> int:
    """The post in which `by` sends it, once all recipients are within reach."""
    chosen, named = {post.pk for post in posts}, {person.pk for person in people}
    within = posts_given_to(by.user, at=now)
    units = set(within.filter(pk__in=chosen).values_list("unit", flat=True))
    allowed = within.filter(pk__in=chosen).count() == len(chosen)
    allowed &= people_given_to(by.user, at=now).filter(pk__in=named).count() == len(named)
    if named:
        units |= units_of_people(named, within, at=now)
    given_in = giving_post(standing_of(by.user, at=now), units=units, county_id=county_id)
    if not allowed or given_in is None:
        raise PermissionDenied(_("You may not send this to all of those chosen."))
    return given_in
