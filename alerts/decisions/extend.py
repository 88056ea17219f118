"""Asking for a later day, and deciding on it (延期; edge cases 25, 26)."""

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from alerts.deadlines.discovery import deadline_model
from alerts.deadlines.kind import EXTENDED, EXTENSION_ASKED, EXTENSION_DECIDED, REFUSED
from alerts.deadlines.models import Deadline
from alerts.decisions.models import Extension
from alerts.decisions.turn import turn_lamp
from alerts.lamps.rule import Hold
from alerts.reminders.owe import owe_reminders
from pages.days import day_of
from pages.refused import Refused

MOST_GRANTED = 2  # an extension of an extension, and no more
UNHELD = {"hold": None, "held_since": None, "held_until": None}


@transaction.atomic
def ask_extension(
    *, by: Actor, now: datetime, deadline: Deadline, wanted_on: date, reason: str
) -> Extension:
    """Ask that the deadline be due on `wanted_on`. Until it is decided the clock stands still.

    It is read anew, whatever is known of it. A request made once it is late holds nothing: red
    stays red until it is granted. The same asked again by the same person, as by a second tap, is
    the request there is.

    Raises:
        DoesNotExist: there is none, or the person may not see it.
        PermissionDenied: the person may not log for its post.
        Refused: it is fulfilled, exempt or waits already; the day or the reason will not do.
    """
    deadline = type(deadline).objects.lock_visible(deadline.pk, to=by.user, at=now)
    if not deadline.is_owed_by(by.user, at=now):
        raise PermissionDenied(_("Only who may log for the post asks for an extension."))
    reason = _check_words(reason, "reason")
    asked = {"asked_by": by.user, "wanted_on": wanted_on, "reason": reason}
    extensions = Extension.objects.of(deadline)
    if waiting := extensions.filter(decided_at=None, **asked).first():
        return waiting
    if against := why_not_ask(deadline=deadline, extensions=extensions, now=now):
        raise Refused(against)
    if wanted_on <= max(deadline.due_on, day_of(now)):
        raise Refused(_("Choose a day after today and after the due day."), field="wanted_on")
    extension = Extension.objects.create(
        kind=deadline.matter_kind, deadline_id=deadline.pk, asked_at=now, **asked
    )
    if now < deadline.late_at:
        held = {"hold": Hold.EXTENSION_ASKED, "held_since": now, "held_until": None}
        turn_lamp(deadline=deadline, now=now, cause=EXTENSION_ASKED, **held)
    _note("deadline.ask_extension", deadline, by, now, after={"wanted_on": wanted_on})
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
    """Grant the day asked for, or `due_on`; moved past days off where the kind says so.

    The lamp follows the new instants from `now`; a red before stays in the ledger. The new day's
    reminders are owed anew.

    Raises:
        Extension.DoesNotExist: there is none, or the person may not see its deadline.
        PermissionDenied: the person may not decide on it.
        Refused: decided before, or the day is over.
    """
    extension, deadline = _undecided(by, now, extension_id)
    due_on = due_on or extension.wanted_on
    if due_on <= deadline.due_on or due_on < day_of(now):
        raise Refused(_("Choose a day after the due day that is not over."), field="due_on")
    facts = deadline.moved_to(due_on, now=now)
    before = {"due_on": deadline.due_on}
    extension.was_due_on, extension.due_on = deadline.due_on, facts["due_on"]
    _decide(extension, by, now, granted=True, answer=answer)
    if deadline.hold == Hold.EXTENSION_ASKED:
        facts |= UNHELD
    turn_lamp(deadline=deadline, now=now, cause=EXTENDED, **facts)
    _tell(extension, deadline, now)
    after = {"due_on": deadline.due_on}
    _note("deadline.grant_extension", deadline, by, now, before=before, after=after)
    return extension


@transaction.atomic
def refuse_extension(*, by: Actor, now: datetime, extension_id: int, answer: str) -> Extension:
    """Refuse: the clock goes on. Past the deadline the lamp is red from this decision, or stays so.

    Raises: as `grant_extension`; Refused also where `answer` is empty.
    """
    extension, deadline = _undecided(by, now, extension_id)
    _decide(extension, by, now, granted=False, answer=_check_words(answer, "answer"))
    if deadline.hold == Hold.EXTENSION_ASKED:
        turn_lamp(deadline=deadline, now=now, cause=REFUSED, **UNHELD)
    _tell(extension, deadline, now)
    after = {"wanted_on": extension.wanted_on}
    _note("deadline.refuse_extension", deadline, by, now, after=after)
    return extension


def why_not_ask(*, deadline: Deadline, extensions: Iterable[Extension], now: datetime) -> str:
    """Why no further extension can be asked for than the `extensions` there are; "" if one can."""
    granted = sum(one.granted is True for one in extensions)
    if deadline.opens_at > now:
        return _("It is not open yet.")
    if deadline.exempt:
        return _("It is exempt: nothing is owed.")
    if deadline.fulfilled_at:
        return _("It is fulfilled already.")
    if deadline.hold == Hold.IN_CORRECTION and now < deadline.held_until:
        return _("It is in its correction window.")
    if any(one.decided_at is None for one in extensions):
        return _("An extension has been asked for and is not yet decided.")
    if granted >= MOST_GRANTED:
        return _("It has been extended %(times)d times.") % {"times": granted}
    return ""


def _check_words(words: str, field: str) -> str:
    words = words.strip()
    most = Extension._meta.get_field(field).max_length
    if not words:
        raise Refused(_("Give a reason."), field=field)
    if len(words) > most:
        raise Refused(_("Use at most %(most)d characters.") % {"most": most}, field=field)
    return words


def _undecided(by: Actor, now: datetime, extension_id: int) -> tuple[Extension, Deadline]:
    """The extension and its deadline, both locked, if this person may decide on it."""
    visible = Extension.objects.visible_to(by.user, at=now)
    extension = visible.get(pk=extension_id)
    model = deadline_model(extension.kind)
    (deadline,) = model.objects.lock([extension.deadline_id])
    extension = Extension.objects.select_for_update(of=("self",)).get(pk=extension_id)
    if not model.objects.filter(model.extends(by.user, at=now), pk=deadline.pk).exists():
        raise PermissionDenied(_("This request is not for you to decide."))
    if extension.asked_by_id == by.user.pk:
        raise PermissionDenied(_("Nobody decides on what they asked for themselves."))
    if extension.decided_at:
        raise Refused(_("This has been decided already."))
    return extension, deadline


def _decide(extension: Extension, by: Actor, now: datetime, *, granted: bool, answer: str) -> None:
    extension.decided_at, extension.decided_by = now, by.user
    extension.granted, extension.answer = granted, answer.strip()
    extension.save()


def _tell(extension: Extension, deadline: Deadline, now: datetime) -> None:
    owe_reminders(
        model=type(deadline),
        ids=[deadline.pk],
        stage=EXTENSION_DECIDED,
        now=now,
        slot=f"ext-{extension.pk}",
    )


def _note(action: str, deadline: Deadline, by: Actor, now: datetime, **values) -> None:
    post = getattr(deadline, "post_id", None)
    record_audit(by=by, now=now, action=action, about=deadline, post_id=post, **values)
