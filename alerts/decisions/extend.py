"""Asking for a later day, and deciding on it (延期; edge cases 25, 26)."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.deadlines.kind import (
    EXTENDED,
    EXTENSION_ASKED,
    EXTENSION_DECIDED,
    EXTENSION_WAITS,
    EXTENSION_WAITS_RED,
    REFUSED,
)
from alerts.deadlines.models import Deadline
from alerts.decisions import rooms
from alerts.decisions.models import Extension
from alerts.decisions.request import UNHELD, check_waits, lock_request, note_decision, release_hold
from alerts.decisions.turn import turn_lamp
from alerts.lamps.rule import Hold
from alerts.reminders.owe import owe_reminders
from pages.days import day_of
from pages.refused import Refused
from pages.templatetags.look import day
from pages.words import fitting

MOST_GRANTED = 2  # an extension of an extension, and no more
MOST_DAYS = 92  # a quarter: how far beyond the due day, or today if later
NO_LETTERS = re.compile(r"[\W_]+")


@transaction.atomic
def ask_extension(
    *, by: Actor, now: datetime, deadline: Deadline, wanted_on: date, reason: str
) -> Extension:
    """Ask that the deadline be due on `wanted_on`. Until it is decided the clock stands still.

    It is read anew, whatever is known of it. A request made once it is late holds nothing: red
    stays red until it is granted. The same asked again by the same person, as by a second tap, is
    the request there is. Who decides is told.

    Raises:
        DoesNotExist: there is none, or the person may not see it.
        PermissionDenied: the person may not log for its post.
        Refused: it is fulfilled, exempt or waits already; the day or the reason will not do.
    """
    deadline = type(deadline).objects.lock_visible(deadline.pk, to=by.user, at=now)
    if not deadline.is_owed_by(by.user, at=now):
        raise PermissionDenied(_("Only who may log for the post asks for an extension."))
    reason = fitting(reason, of=Extension, field="reason", missing=_("Give a reason."))
    asked = {"asked_by": by.user, "wanted_on": wanted_on, "reason": reason}
    extensions = Extension.objects.of(deadline)
    if waiting := extensions.waiting().filter(**asked).first():
        return waiting
    if against := why_not_ask(deadline=deadline, extensions=extensions, now=now):
        raise Refused(against)
    if wanted_on <= max(deadline.due_on, day_of(now)):
        raise Refused(_("Choose a day after today and after the due day."), field="wanted_on")
    _check_bound(deadline, wanted_on, now, "wanted_on")
    if any(one.granted is False and _same(one.reason, reason) for one in extensions):
        raise Refused(_("This reason was refused before. Give a new one."), field="reason")
    extension = Extension.objects.create(
        kind=deadline.matter_kind,
        deadline_id=deadline.pk,
        asked_at=now,
        decide_by=rooms.day_to_decide(deadline, now=now),
        **asked,
    )
    rooms.decision_asked(about=extension, now=now)
    late = now >= deadline.late_at
    _tell(extension, deadline, now, stage=EXTENSION_WAITS_RED if late else EXTENSION_WAITS)
    if not late:
        held = {"hold": Hold.EXTENSION_ASKED, "held_since": now, "held_until": None}
        turn_lamp(deadline=deadline, now=now, cause=EXTENSION_ASKED, **held)
    note_decision("deadline.ask_extension", deadline, by, now, after={"wanted_on": wanted_on})
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
        Refused: decided on or taken back before, the day is over or too far ahead.
    """
    extension, deadline = _undecided(by, now, extension_id)
    due_on = due_on or extension.wanted_on
    if due_on <= deadline.due_on or due_on < day_of(now):
        raise Refused(_("Choose a day after the due day that is not over."), field="due_on")
    _check_bound(deadline, due_on, now, "due_on")
    facts = deadline.moved_to(due_on, now=now)
    before = {"due_on": deadline.due_on}
    extension.was_due_on, extension.due_on = deadline.due_on, facts["due_on"]
    _decide(extension, by, now, granted=True, answer=answer)
    if deadline.hold == Hold.EXTENSION_ASKED:
        facts |= UNHELD
    turn_lamp(deadline=deadline, now=now, cause=EXTENDED, **facts)
    _tell(extension, deadline, now)
    after = {"due_on": deadline.due_on}
    note_decision("deadline.grant_extension", deadline, by, now, before=before, after=after)
    return extension


def grant_by_moving(deadline: Deadline, due_on: date, *, by: Actor, now: datetime) -> dict:
    """Grant what waits about a locked `deadline` that is moved to `due_on` anyway, where no later
    day was asked for; the facts by which its clock goes on. Rights and audit are the caller's."""
    requests = Extension.objects.of(deadline).waiting().filter(wanted_on__lte=due_on)
    extension = requests.exclude(asked_by=by.user).select_for_update(of=("self",)).first()
    if extension is None:
        return {}
    extension.was_due_on, extension.due_on = deadline.due_on, due_on
    _decide(extension, by, now, granted=True, answer="")
    return UNHELD if deadline.hold == Hold.EXTENSION_ASKED else {}


def move_locked(
    *, deadline: Deadline, due_on: date, asked_by, asked_at: datetime, decide_by: date, by: Actor,
    now: datetime, reason: str, answer: str, cause: str,
) -> Extension:  # fmt: skip
    """Move a locked `deadline` to `due_on` on another request than for an extension, as one granted
    extension more: what is done late already may be moved to the day it was done. Rights and audit
    are the caller's.

    Raises:
        Refused: at "due_on"; the day will not do.
    """
    earliest = day_of(deadline.fulfilled_at or now)
    if due_on <= deadline.due_on or due_on < earliest:
        words = _("Choose a day after %(due)s, and not before %(earliest)s.")
        values = {"due": day(deadline.due_on, now), "earliest": day(earliest, now)}
        raise Refused(words % values, field="due_on")
    _check_bound(deadline, due_on, now, "due_on")
    facts = grant_by_moving(deadline, due_on, by=by, now=now)
    facts |= deadline.moved_to(due_on, now=now)
    extension = Extension.objects.create(
        kind=deadline.matter_kind, deadline_id=deadline.pk, asked_by=asked_by, asked_at=asked_at,
        wanted_on=due_on, reason=reason, decide_by=decide_by, decided_at=now, decided_by=by.user,
        granted=True, answer=answer, was_due_on=deadline.due_on, due_on=facts["due_on"],
    )  # fmt: skip
    turn_lamp(deadline=deadline, now=now, cause=cause, **facts)
    return extension


@transaction.atomic
def refuse_extension(*, by: Actor, now: datetime, extension_id: int, answer: str) -> Extension:
    """Refuse: the clock goes on. Past the deadline the lamp is red from this decision, or stays so.

    Raises: as `grant_extension`; Refused also where `answer` is empty.
    """
    extension, deadline = _undecided(by, now, extension_id)
    answer = fitting(answer, of=Extension, field="answer", missing=_("Give a reason."))
    _decide(extension, by, now, granted=False, answer=answer)
    release_hold(deadline, now, REFUSED)
    _tell(extension, deadline, now)
    after = {"wanted_on": extension.wanted_on}
    note_decision("deadline.refuse_extension", deadline, by, now, after=after)
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
    if against := deadline.why_not_extended():
        return against
    if any(one.waits for one in extensions):
        return _("An extension has been asked for and is not yet decided.")
    if granted >= MOST_GRANTED:
        return _("It has been extended %(times)d times.") % {"times": granted}
    return rooms.why_barred(deadline, now=now)


def _check_bound(deadline: Deadline, chosen: date, now: datetime, field: str) -> None:
    latest = max(deadline.due_on, day_of(now)) + timedelta(days=MOST_DAYS)
    if chosen > latest:
        sentence = _("Choose a day until %(latest)s: %(days)d days at most.")
        values = {"latest": day(latest, now), "days": MOST_DAYS}
        raise Refused(sentence % values, field=field)


def _same(reason: str, other: str) -> bool:
    """Whether two reasons differ in nothing but spaces, marks and capitals."""
    return NO_LETTERS.sub("", reason).casefold() == NO_LETTERS.sub("", other).casefold()


def _undecided(by: Actor, now: datetime, extension_id: int) -> tuple[Extension, Deadline]:
    """The extension and its deadline, both locked, if this person may decide on it."""
    extension, deadline = lock_request(by, now, extension_id)
    model = type(deadline)
    if not model.objects.filter(model.extends(by.user, at=now), pk=deadline.pk).exists():
        raise PermissionDenied(_("This request is not for you to decide."))
    if extension.asked_by_id == by.user.pk:
        raise PermissionDenied(_("Nobody decides on what they asked for themselves."))
    check_waits(extension)
    return extension, deadline


def _decide(extension: Extension, by: Actor, now: datetime, *, granted: bool, answer: str) -> None:
    extension.decided_at, extension.decided_by = now, by.user
    extension.granted, extension.answer = granted, answer.strip()
    extension.save()
    rooms.decision_ended(about=extension, by=by, now=now)


def _tell(
    extension: Extension, deadline: Deadline, now: datetime, *, stage: str = EXTENSION_DECIDED
) -> None:
    owe_reminders(
        model=type(deadline),
        ids=[deadline.pk],
        stage=stage,
        now=now,
        slot=f"ext-{extension.pk}",
    )
