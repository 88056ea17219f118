"""Being reminded on a day of one's own choice, and no longer."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from alerts.workdays.calendar import calendar_of
from pages.days import day_of
from pages.refused import Refused
from responsibility.agenda.own_reminders.days import AFTER_RED, AHEAD, days_of
from responsibility.agenda.own_reminders.models import OwnReminder
from responsibility.organisation.standing import standing_of
from responsibility.owed.models import OwedByPost


def days_to_choose(owed: OwedByPost, *, now: datetime) -> list[date]:
    """The days on which one may be reminded of what is `owed`, by its county's calendar."""
    today = day_of(now)
    calendar = calendar_of(owed.county_id, within=(today, today + max(AHEAD, AFTER_RED)))
    return days_of(due_on=owed.due_on, today=today, calendar=calendar)


@transaction.atomic
def set_own_reminder(*, owed: OwedByPost, on: date, by: Actor, now: datetime) -> OwnReminder:
    """Remind `by` on the day `on` of what is `owed`; another day set before is taken back. The
    same day again changes nothing.

    Raises:
        PermissionDenied: it is not on the person's desk.
        Refused: nothing is left to do, or the day is none of `days_to_choose`.
    """
    if owed.post_id not in standing_of(by.user, at=now).desk_posts:
        raise PermissionDenied
    locked = type(owed).objects.select_for_update(of=("self",), no_key=True).get(pk=owed.pk)
    if locked.fulfilled_at is not None or locked.exempt:
        raise Refused(_("Nothing is left to do here."))
    if on not in days_to_choose(locked, now=now):
        raise Refused(_("Choose one of the list."), field="on")
    own = OwnReminder.objects.visible_to(by.user, at=now).pending()
    before = own.filter(kind=owed.matter_kind, owed_id=owed.pk).first()
    if before and before.on == on:
        return before
    if before:
        _end(before, by=by, now=now, post_id=owed.post_id)
    made = OwnReminder.objects.create(
        county_id=owed.county_id,
        person=by.user,
        kind=owed.matter_kind,
        owed_id=owed.pk,
        on=on,
        made_at=now,
    )
    record_audit(
        by=by,
        now=now,
        action="own_reminder.set",
        about=made,
        post_id=owed.post_id,
        after={"on": on},
    )
    return made


@transaction.atomic
def take_back_own_reminder(*, reminder_id: int, by: Actor, now: datetime) -> bool:
    """Remind `by` no longer; False where its day has come. Taken back already, nothing happens.

    Raises OwnReminder.DoesNotExist where it is another's.
    """
    own = OwnReminder.objects.visible_to(by.user, at=now).select_for_update()
    reminder = own.get(pk=reminder_id)
    if reminder.taken_back_at:
        return True
    if reminder.came_at:
        return False
    _end(reminder, by=by, now=now)
    return True


def _end(reminder: OwnReminder, *, by: Actor, now: datetime, post_id: int | None = None) -> None:
    reminder.taken_back_at = now
    reminder.save(update_fields=["taken_back_at"])
    record_audit(
        by=by, now=now, action="own_reminder.take_back", about=reminder, post_id=post_id,
        before={"on": reminder.on},
    )  # fmt: skip
