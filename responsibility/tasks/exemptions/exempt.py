"""Exempting a task, and lifting an exemption (免; edge case 24)."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from pages.days import day_of
from pages.refused import Refused
from responsibility.organisation.relations.decides import may_exempt
from responsibility.tasks.decisions import Exemption
from responsibility.tasks.exemptions.kind import EXEMPTED, EXEMPTION_LIFTED
from responsibility.tasks.lock import lock_tasks
from responsibility.tasks.models import Task
from responsibility.tasks.turn import turn_lamp


@transaction.atomic
def exempt(*, by: Actor, now: datetime, task_id: int, reason: str, document: str = "") -> Exemption:
    """Decide that the task is not owed: from `now` it has no lamp and is in no denominator.

    Raises:
        Task.DoesNotExist: there is none, or the person may not see it.
        PermissionDenied: the person may not decide on it.
        Refused: it is exempt already, or the reason is missing or too long.
    """
    task = _locked(by, now, task_id)
    if task.exempt:
        raise Refused(_("The task is exempt already."))
    if not reason.strip():
        raise Refused(_("Give a reason."), field="reason")
    exemption = Exemption(
        task=task,
        decided_by=by.user,
        decided_at=now,
        reason=_fitting("reason", reason),
        document=_fitting("document", document),
    )
    exemption.save()
    turn_lamp(task=task, now=now, cause=EXEMPTED, exempt=True)
    _note("task.exempt", task, by, now)
    return exemption


@transaction.atomic
def lift_exemption(*, by: Actor, now: datetime, task_id: int) -> Exemption:
    """Decide that the task is owed again: from `now` its lamp follows its facts.

    The revision grows, so its reminders are owed anew.

    Raises:
        Task.DoesNotExist: there is none, or the person may not see it.
        PermissionDenied: the person may not decide on it.
        Refused: it is not exempt, or its post is closed: nobody is left who could owe it.
    """
    task = _locked(by, now, task_id)
    if against := why_not_lift(task=task, now=now):
        raise Refused(against)
    exemption = task.exemptions.select_for_update(of=("self",)).get(lifted_at=None)
    exemption.lifted_at, exemption.lifted_by = now, by.user
    exemption.save(update_fields=["lifted_at", "lifted_by"])
    turn_lamp(
        task=task,
        now=now,
        cause=EXEMPTION_LIFTED,
        exempt=False,
        revision=task.revision + 1,
    )
    _note("task.lift_exemption", task, by, now)
    return exemption


def why_not_lift(*, task: Task, now: datetime) -> str:
    """Why no exemption of `task` can be lifted; "" if one can."""
    if not task.exempt:
        return _("The task is not exempt.")
    if not task.post.stands_on(day_of(now)):
        return _("The post is closed: nobody is left who could owe the task.")
    return ""


def _locked(by: Actor, now: datetime, task_id: int) -> Task:
    visible = Task.objects.visible_to(by.user, at=now).values_list("pk", flat=True)
    (task,) = lock_tasks([visible.get(pk=task_id)])
    if not may_exempt(user=by.user, owed=task, at=now):
        raise PermissionDenied(_("The commission office decides, and nobody about their own."))
    return task


def _fitting(field: str, words: str) -> str:
    words, most = words.strip(), Exemption._meta.get_field(field).max_length
    if len(words) > most:
        raise Refused(_("Use at most %(most)d characters.") % {"most": most}, field=field)
    return words


def _note(action: str, task: Task, by: Actor, now: datetime) -> None:
    record_audit(
        by=by,
        now=now,
        action=action,
        about=task,
        post_id=task.post_id,
        after={"exempt": task.exempt, "lamp": task.lamp},
    )
