"""What becomes of the open tasks of a post that a transfer leaves to nobody."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.deadlines.kind import EXEMPTED, EXEMPTION_LIFTED
from alerts.decisions.exempt import exempt_locked, lift_locked
from alerts.decisions.models import Exemption
from pages.refused import Refused
from responsibility.organisation.posts.models import Post
from responsibility.tasks.models import Task, TaskQuerySet
from responsibility.tasks.transfers.models import Transfer

STAY, EXEMPT = "stay", "exempt"


def left_open(post: Post, first_on: date) -> TaskQuerySet:
    """The open tasks of `post` that fall due on `first_on` or later."""
    return Task.objects.open_still().filter(post=post, due_on__gte=first_on)


def exempt_left_open(made: Transfer, *, by: Actor, now: datetime) -> int:
    """Exempt what the post owes from the day of the transfer on; returns how many.

    Raises Refused where `by` may not decide on it.
    """
    tasks = left_open(made.from_post, made.first_on).select_related("post", "unit")
    tasks = tasks.select_for_update(of=("self",), no_key=True).order_by("pk")
    reason = _("The post is vacant from the transfer on.")
    for task in tasks:
        if not task.is_exempted_by(by.user, at=now):
            raise Refused(_("Nobody decides about their own. Ask a colleague to do it."))
        exempt_locked(
            deadline=task, by=by, now=now, reason=reason, cause=EXEMPTED, document=made.basis
        )
    return len(tasks)


def owe_left_open_again(made: Transfer, *, by: Actor, now: datetime) -> None:
    """Lift what `exempt_left_open` exempted in the act of `made`."""
    tasks = Task.objects.filter(post=made.from_post, exempt=True)
    decided = Exemption.objects.filter(
        kind=Task.matter_kind,
        deadline_id__in=tasks.values("pk"),
        decided_at=made.entered_at,
        decided_by=made.entered_by,
        lifted_at=None,
    )
    rows = Task.objects.filter(pk__in=decided.values("deadline_id"))
    for task in rows.select_for_update(of=("self",), no_key=True).order_by("pk"):
        lift_locked(deadline=task, by=by, now=now, cause=EXEMPTION_LIFTED)
