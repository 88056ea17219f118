"""A dispatch and its tasks, locked for who may act on them."""

from datetime import datetime

from alerts.audit.actor import Actor
from responsibility.tasks.dispatches.models import Dispatch
from responsibility.tasks.models import Task


def lock_act(*, by: Actor, now: datetime, dispatch_id: int) -> Dispatch:
    """The dispatch for who works in its county's office, locked.

    Raises:
        Dispatch.DoesNotExist: there is none, or the person does not work in its office.
    """
    acts = Dispatch.objects.visible_to(by.user, at=now)
    return acts.select_for_update(of=("self",), no_key=True).get(pk=dispatch_id)


def lock_open(act: Dispatch) -> list[Task]:
    """Its tasks that still ask for something, locked in one order."""
    tasks = Task.objects.filter(dispatch=act).open_still().select_related("post")
    return list(tasks.order_by("pk").select_for_update(of=("self",), no_key=True))
