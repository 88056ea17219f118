"""Opening a post in a unit, and what it is called."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.refused import Refused
from responsibility.organisation.office import audit_office
from responsibility.organisation.posts.appoint import post_to_fill
from responsibility.organisation.posts.models import Post, RoleKind
from responsibility.organisation.units.models import Unit


@transaction.atomic
def open_post(
    *,
    unit_id: int,
    role_kind_id: int,
    title: str,
    first_on: date,
    by: Actor,
    now: datetime,
    position: int | None = None,
) -> Post:
    """Open a post of a role in a unit from `first_on` on; without `position` it stands last.

    Raises:
        Unit.DoesNotExist: `by` does not keep that unit.
        RoleKind.DoesNotExist: no such role.
        Refused: with a sentence.
    """
    units = Unit.objects.managed_by(by.user, at=now)
    unit = units.select_for_update(no_key=True).get(pk=unit_id)
    if unit.closed_on and unit.closed_on <= first_on:
        raise Refused(_("%(unit)s is closed by then.") % {"unit": unit}, field="first_on")
    if position is None:
        position = (unit.posts.aggregate(last=Max("position"))["last"] or 0) + 1
    post = Post.objects.create(
        unit=unit,
        role_kind=RoleKind.objects.get(pk=role_kind_id),
        title=title,
        position=position,
        opened_on=first_on,
        closed_on=unit.closed_on,
    )
    after = {"unit": unit.pk, "role_kind": post.role_kind_id, "title": title, "first_on": first_on}
    audit_office(action="post.open", about=post, by=by, now=now, after=after)
    return post


@transaction.atomic
def rename_post(*, post_id: int, title: str, position: int, by: Actor, now: datetime) -> Post:
    """Give a post another title and place among the posts of its unit; its role stays.

    Raises Post.DoesNotExist where `by` does not keep that post.
    """
    post = post_to_fill(post_id, by=by, now=now)
    before = {"title": post.title, "position": post.position}
    post.title, post.position = title, position
    post.save(update_fields=["title", "position"])
    after = {"title": title, "position": position}
    audit_office(action="post.rename", about=post, by=by, now=now, before=before, after=after)
    return post
