"""Asking for a later day, and deciding on it (延期; edge cases 25, 26)."""

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from alerts.lamps.rule import Hold
from alerts.reminders.owe import owe_reminders
from pages.days import day_of
from pages.refused import Refused
from responsibility.lists.due import instants_of
from responsibility.organisation.relations.decides import may_extend
from responsibility.organisation.standing import standing_of
from responsibility.tasks.decisions import Extension
from responsibility.tasks.extensions.kind import (
    EXTENDED,
    EXTENSION_ASKED,
    EXTENSION_DECIDED,
    REFUSED,
)
from responsibility.tasks.lock import lock_tasks
from responsibility.tasks.models import Task
from responsibility.tasks.publishing.plan import timetable_of
from responsibility.tasks.turn import turn_lamp

GRANTS_PER_TASK = 2  # an extension of an extension, and no more
UNHELD = {"hold": None, "held_since": None, "held_until": None}


@transaction.atomic
def ask_extension(
    *, by: Actor, now: datetime, task_id: int, wanted_on: date, reason: str
) -> Extension:
    """Ask that the task be due on `wanted_on`. Until it is decided the clock stands still.

    A held lamp is never red: one that was turns yellow, and its red stays in the ledger. The same
    asked again by the same person, as by a second tap, is the request there is.

    Raises:
        Task.DoesNotExist: there is none, or the person may not see it.
        PermissionDenied: the person may not log for its post.
        Refused: it is fulfilled, exempt or waits already; the day or the reason will not do.
    """
    post_id = Task.objects.visible_to(by.user, at=now).values_list("post", flat=True)
    if post_id.get(pk=task_id) not in standing_of(by.user, at=now).log_posts:
        raise PermissionDenied(_("Only who may log for the post asks for an extension."))
    (task,) = lock_tasks([task_id])
    reason = _check_words(reason, "reason")
    asked = {"asked_by": by.user, "wanted_on": wanted_on, "reason": reason}
    if waiting := task.extensions.filter(decided_at=None, **asked).first():
        return waiting
    if against := why_not_ask(task=task, extensions=task.extensions.all(), now=now):
        raise Refused(against)
    if wanted_on <= max(task.due_on, day_of(now)):
        raise Refused(_("Choose a day after today and after the due day."), field="wanted_on")
    extension = Extension.objects.create(task=task, asked_at=now, **asked)
    turn_lamp(
        task=task,
        now=now,
        cause=EXTENSION_ASKED,
        hold=Hold.EXTENSION_ASKED,
        held_since=now,
        held_until=None,
    )
    _note("task.ask_extension", task, by, now, after={"wanted_on": wanted_on})
    return extension


def decide(
    *,
    by: Actor,
    now: datetime,
    extension_id: int,
    granted: bool,
    due_on: date | None = None,
    answer: str = "",
) -> Extension:
    """Grant (until `due_on`) or refuse, as the button pressed says. Raises as both do."""
    if granted:
        return grant_extension(
            by=by, now=now, extension_id=extension_id, due_on=due_on, answer=answer
        )
    return refuse_extension(by=by, now=now, extension_id=extension_id, answer=answer)


@transaction.atomic
def grant_extension(
    *, by: Actor, now: datetime, extension_id: int, due_on: date | None = None, answer: str = ""
) -> Extension:
    """Grant the day asked for, or `due_on`; moved past days off as the item says.

    The lamp follows the new instants from `now`; a red before stays in the ledger. The revision
    grows, so the new day's reminders are owed anew.

    Raises:
        Extension.DoesNotExist: there is none, or the person may not see its task.
        PermissionDenied: the person may not decide on it.
        Refused: decided before, or the day is over.
    """
    extension, task = _undecided(by, now, extension_id)
    new = _new_day(task, due_on or extension.wanted_on, now)
    before = {"due_on": task.due_on}
    extension.was_due_on, extension.due_on = task.due_on, new["due_on"]
    _decide(extension, by, now, granted=True, answer=answer)
    held = UNHELD if task.hold == Hold.EXTENSION_ASKED else {}
    turn_lamp(task=task, now=now, cause=EXTENDED, revision=task.revision + 1, **new, **held)
    _tell(extension, task, now)
    _note("task.grant_extension", task, by, now, before=before, after={"due_on": task.due_on})
    return extension


@transaction.atomic
def refuse_extension(*, by: Actor, now: datetime, extension_id: int, answer: str) -> Extension:
    """Refuse: the clock goes on. Past the deadline the lamp is red from this decision.

    Raises: as `grant_extension`; Refused also where `answer` is empty.
    """
    extension, task = _undecided(by, now, extension_id)
    _decide(extension, by, now, granted=False, answer=_check_words(answer, "answer"))
    if task.hold == Hold.EXTENSION_ASKED:
        turn_lamp(task=task, now=now, cause=REFUSED, **UNHELD)
    _tell(extension, task, now)
    _note("task.refuse_extension", task, by, now, after={"wanted_on": extension.wanted_on})
    return extension


def why_not_ask(*, task: Task, extensions: Iterable[Extension], now: datetime) -> str:
    """Why no extension of `task`, which has had `extensions`, can be asked for; "" if one can."""
    granted = sum(one.granted is True for one in extensions)
    if task.opens_at > now:
        return _("The task is not open yet.")
    if task.exempt:
        return _("The task is exempt: nothing is owed.")
    if task.fulfilled_at:
        return _("The task is fulfilled already.")
    if task.hold == Hold.IN_CORRECTION and now < task.held_until:
        return _("The task is in its correction window.")
    if any(one.decided_at is None for one in extensions):
        return _("An extension has been asked for and is not yet decided.")
    if granted >= GRANTS_PER_TASK:
        return _("The task has been extended %(times)d times.") % {"times": granted}
    return ""


def _check_words(words: str, field: str) -> str:
    words = words.strip()
    most = Extension._meta.get_field(field).max_length
    if not words:
        raise Refused(_("Give a reason."), field=field)
    if len(words) > most:
        raise Refused(_("Use at most %(most)d characters.") % {"most": most}, field=field)
    return words


def _undecided(by: Actor, now: datetime, extension_id: int) -> tuple[Extension, Task]:
    """The extension and its task, both locked, if this person may decide on it."""
    visible = Extension.objects.visible_to(by.user, at=now)
    (task,) = lock_tasks([visible.values_list("task", flat=True).get(pk=extension_id)])
    extension = Extension.objects.select_for_update(of=("self",)).get(pk=extension_id)
    if not may_extend(user=by.user, owed=task, at=now):
        raise PermissionDenied(_("The commission office or the supervising body decides."))
    if extension.asked_by_id == by.user.pk:
        raise PermissionDenied(_("Nobody decides on what they asked for themselves."))
    if extension.decided_at:
        raise Refused(_("This has been decided already."))
    return extension, task


def _decide(extension: Extension, by: Actor, now: datetime, *, granted: bool, answer: str) -> None:
    extension.decided_at, extension.decided_by = now, by.user
    extension.granted, extension.answer = granted, answer.strip()
    extension.save()


def _new_day(task: Task, due_on: date, now: datetime) -> dict:
    """The facts of a deadline on `due_on`, in the scheme in force at the decision."""
    if due_on <= task.due_on or due_on < day_of(now):
        raise Refused(_("Choose a day after the due day that is not over."), field="due_on")
    timetable = timetable_of(task.county_id, now=now)
    if task.item is None or task.item.rolls_forward:
        due_on = timetable.calendar.roll_forward(due_on)
    scheme = timetable.scheme_for(day_of(task.opens_at))
    instants = instants_of(
        opens_at=task.opens_at,
        due_on=due_on,
        warn_days=scheme.warn_days,
        closes_after_days=scheme.closes_after_days,
    )
    return {
        "due_on": due_on,
        "warns_at": instants.warns_at,
        "late_at": instants.late_at,
        "closes_at": instants.closes_at,
        "provisional": timetable.calendar.is_provisional(due_on),
    }


def _tell(extension: Extension, task: Task, now: datetime) -> None:
    owe_reminders(
        model=Task, ids=[task.pk], stage=EXTENSION_DECIDED, now=now, slot=f"ext-{extension.pk}"
    )


def _note(action: str, task: Task, by: Actor, now: datetime, before=None, after=None) -> None:
    record_audit(
        by=by, now=now, action=action, about=task, post_id=task.post_id, before=before, after=after
    )
