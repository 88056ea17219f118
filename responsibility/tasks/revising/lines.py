"""The desk's line about a list that changes soon."""

from datetime import datetime

from django.utils.translation import gettext as _

from pages.line import Line
from pages.templatetags.look import day
from responsibility.lists.revisions import Revision
from responsibility.organisation.posts.models import Post
from responsibility.organisation.standing import standing_of


def revisions_on_desk(*, user, now: datetime) -> list[Line]:
    """Of the lists that the person's posts bear, those whose revision waits for its day."""
    own = standing_of(user, at=now).own_posts
    if not own:
        return []
    posts = Post.objects.filter(pk__in=own)
    waiting = Revision.objects.visible_to(user, at=now).waiting()
    waiting = waiting.filter(duty_list__role_kind__in=posts.values("role_kind"))
    return [
        Line(
            icon="list-check",
            text=_("The list %(role)s changes on %(day)s")
            % {"role": revision.duty_list.role_kind, "day": day(revision.first_on, now)},
            address=revision.get_absolute_url(),
            detail=_("See what changes for you."),
        )
        for revision in waiting.select_related("duty_list__role_kind").order_by("first_on", "pk")
    ]
