"""What checkups have to say on the desk of who checks."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import ngettext_lazy

from pages.line import Line
from responsibility.organisation.relations.acts import urging_posts
from responsibility.organisation.standing import standing_of
from supervision.checkups.models import Checkup
from supervision.checkups.states import State

TO_CONCLUDE = ngettext_lazy(
    "%(count)d checkup to conclude", "%(count)d checkups to conclude", "count"
)


def checkups_on_desk(*, user, now: datetime) -> list[Line]:
    """Those that were opened in the person's posts and are answered."""
    standing = standing_of(user, at=now)
    posts = urging_posts(standing) | standing.office_posts
    if not posts:
        return []
    seen = Checkup.objects.visible_to(user, at=now).filter(made_in__in=posts)
    waiting = seen.filter(state=State.ANSWERED).exclude(unit__in=standing.own_units)
    rows = list(waiting.order_by("pk"))
    if not rows:
        return []
    address = f"{reverse('checkup-list')}?show=answered"
    if len(rows) == 1:
        address = rows[0].get_absolute_url()
    text = TO_CONCLUDE % {"count": len(rows)}
    return [Line(icon="clipboard-check", text=text, address=address)]
