"""Taking back a merger or a split as one act, where nothing has happened since."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.decisions.turn import turn_lamp
from pages.days import day_of
from pages.refused import Refused
from responsibility.organisation.dated.take_back import take_back
from responsibility.organisation.links.charge import end_charge
from responsibility.organisation.links.link_supervision import end_link
from responsibility.organisation.office import audit_office
from responsibility.organisation.periods import days_through, from_day, last_day
from responsibility.organisation.posts.appoint import end_appointment
from responsibility.organisation.posts.join import leave
from responsibility.organisation.posts.models import Post
from responsibility.organisation.units.models import Unit, UnitVersion
from responsibility.organisation.units.reorganise import empty_version
from responsibility.organisation.units.tree import lock_tree
from responsibility.organisation.units.versions import apply_versions_due
from responsibility.owed.across import owed_models
from responsibility.tasks.closing.close import close_post
from responsibility.tasks.mergers.kind import REORGANISED, TAKEN_BACK
from responsibility.tasks.mergers.models import (
    Reorganisation,
    ReorganisedEntry,
    ReorganisedTask,
    ReorganisedUnit,
)
from responsibility.tasks.models import Task, TaskCounterpart

ONE_DAY = timedelta(days=1)
FOUNDED, ENDED = ReorganisedUnit.Part.FOUNDED, ReorganisedUnit.Part.ENDED
COLUMNS = {
    "appointment": ("appointments", end_appointment, "appointment_id"),
    "membership": ("memberships", leave, "membership_id"),
    "charge": ("charges", end_charge, "charge_id"),
    "link": ("supervision", end_link, "link_id"),
}


@transaction.atomic
def take_back_reorganisation(
    *, reorganisation_id: int, reason: str, by: Actor, now: datetime
) -> Reorganisation:
    """Let the units, posts, people and tasks be where they were; what the reorganisation founded
    and opened stands no more. It stays to be read, as taken back.

    Raises:
        Reorganisation.DoesNotExist: none, or `by` does not keep it.
        Refused: it is taken back already, or something has happened in it since.
    """
    rows = Reorganisation.objects.managed_by(by.user, at=now)
    county_id = rows.values_list("county", flat=True).get(pk=reorganisation_id)
    lock_tree(county_id)
    made = rows.select_for_update(of=("self",), no_key=True).get(pk=reorganisation_id)
    if made.taken_back_at:
        raise Refused(_("It is taken back already."))
    if sentence := what_happened_since(made):
        raise Refused(sentence)
    for step in made.entries.filter(began=True).order_by("-pk"):
        _undo(step, reason, by=by, now=now)
    _stand_again(made)
    _parts_back(made, by=by, now=now)
    for step in made.entries.filter(began=False):
        _go_on(step, made, by=by, now=now)
    _tasks_back(made, now=now)
    _close_what_was_opened(made, by=by, now=now)
    apply_versions_due(now=now, county_id=county_id)
    made.taken_back_by, made.taken_back_at, made.reason = by.user, now, reason
    made.save(update_fields=["taken_back_by", "taken_back_at", "reason"])
    after = {"first_on": made.first_on, "reason": reason}
    audit_office(action="units.take_back", about=made, by=by, now=now, after=after)
    return made


def what_happened_since(made: Reorganisation) -> str:
    """Why it cannot be taken back: what was done in it since; "" where nothing was."""
    opened = [row.to_post_id for row in made.posts.all() if row.opened]
    founded = made.units_that(FOUNDED)
    records = Post.objects.filter(pk__in=opened, records__isnull=False)
    counted = ReorganisedTask.objects.filter(
        moved_with__reorganisation=made,
        task__credits__offered_at__gte=F("moved_with__reorganisation__moved_at"),
    )
    if records.exists() or counted.exists():
        return _("Duties were logged in the new posts since. Enter another reorganisation instead.")
    if Post.objects.filter(unit__in=founded).exclude(pk__in=opened).exists():
        return _("Posts were opened in the new units since. Close these units instead.")
    begun = UnitVersion.objects.kept().filter(parent__in=founded)
    if begun.exclude(unit__in=[version.unit_id for version in _parts(made)]).exists():
        return _("Units were founded under the new ones since. Close these units instead.")
    return ""


def _parts(made: Reorganisation) -> list[UnitVersion]:
    """The versions by which units beneath went to the units that took over."""
    units = [row.unit_id for row in made.units.all()]
    versions = UnitVersion.objects.filter(
        parent__in=units, basis=made.basis, period__startswith=made.first_on
    )
    before = UnitVersion.objects.filter(parent__in=units, period__endswith=made.first_on)
    moved = versions.filter(unit__in=before.values("unit")).exclude(unit__in=units)
    return list(moved.select_related("unit"))


def _undo(step: ReorganisedEntry, reason: str, *, by: Actor, now: datetime) -> None:
    """An entry goes, unless it went with its appointment or was taken back by itself."""
    entry = step.entry
    if not entry.period.isempty:
        entries = COLUMNS[step.column][0]
        take_back(entries=entries, entry_id=entry.pk, reason=reason, by=by, now=now)


def _stand_again(made: Reorganisation) -> None:
    """The units and posts that ended stand on."""
    for unit in made.units_that(ENDED):
        version = unit.versions.get(period__endswith=made.first_on)
        version.period = from_day(version.period.lower)
        version.save(update_fields=["period"])
        Unit.objects.filter(pk=unit.pk).update(closed_on=None)
    ended = [row.post_id for row in made.posts.all() if not row.goes_on]
    Post.objects.filter(pk__in=ended).update(closed_on=None)


def _parts_back(made: Reorganisation, *, by: Actor, now: datetime) -> None:
    for version in _parts(made):
        empty_version(version, by=by, now=now)


def _go_on(step: ReorganisedEntry, made: Reorganisation, *, by: Actor, now: datetime) -> None:
    entry = step.entry
    if last_day(entry.period) != made.first_on - ONE_DAY:
        raise Refused(
            _("What the reorganisation ended was changed since: %(what)s. Set these days by hand.")
            % {"what": entry}
        )
    _entries, verb, name = COLUMNS[step.column]
    verb(**{name: entry.pk}, last_on=step.was_last_on, by=by, now=now)


def _tasks_back(made: Reorganisation, *, now: datetime) -> None:
    moved = ReorganisedTask.objects.filter(moved_with__reorganisation=made)
    for row in moved.select_related("moved_with__post").order_by("task"):
        post = row.moved_with.post
        Task.objects.filter(pk=row.task_id).update(post=post, unit=post.unit_id)
        for pk, before in row.counterparts.items():
            TaskCounterpart.objects.filter(pk=pk).update(post=before)
    posts = [row.post_id for row in made.posts.all() if not row.goes_on]
    for model in owed_models():
        ended = model.objects.filter(post__in=posts, exempt=True, lamp_cause=REORGANISED)
        for row in ended.select_for_update(of=("self",), no_key=True).order_by("pk"):
            turn_lamp(deadline=row, now=now, cause=TAKEN_BACK, exempt=False)


def _close_what_was_opened(made: Reorganisation, *, by: Actor, now: datetime) -> None:
    """They stand no more from today on. A post has at least one day, also one that never stood."""
    last_on = day_of(now) - ONE_DAY
    for row in made.posts.all():
        if row.opened:
            Post.objects.filter(pk=row.to_post_id, opened_on__gt=last_on).update(opened_on=last_on)
            close_post(post_id=row.to_post_id, last_on=last_on, by=by, now=now)
    for unit in made.units_that(FOUNDED):
        version = unit.versions.get(period__upper_inf=True)
        version.period = days_through(version.period.lower, last_on)
        version.save(update_fields=["period"])
        Unit.objects.filter(pk=unit.pk).update(closed_on=last_on + ONE_DAY)
