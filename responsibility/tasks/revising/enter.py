"""Entering a revision from a day ahead, trying it out, taking it back before its day."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.reminders.owe import owe_reminders
from alerts.whatif.foresee import CHANGED_SINCE, foresee
from alerts.whatif.foresight import Foresight
from pages.days import day_of, midnight
from pages.refused import Refused
from pages.templatetags.look import day
from responsibility.lists.models import DutyList
from responsibility.lists.revisions import Revision
from responsibility.lists.succession import years_to_revise
from responsibility.lists.versions.locked import locked_version
from responsibility.lists.versions.states import State, state_of
from responsibility.organisation.office import audit_office
from responsibility.tasks.models import Task
from responsibility.tasks.revising.carry_out import carry_out
from responsibility.tasks.revising.changes import changes_of, new_items
from responsibility.tasks.revising.fate import Fate, mark_of
from responsibility.tasks.revising.kind import REVISED, TAKEN_BACK
from responsibility.tasks.revising.told import people_told


@dataclass(frozen=True)
class Foreseen:
    """What a revision would bring: the `fates` of tasks, the lamps and messages of `foresight`,
    and how many `people` hear of it at once."""

    fates: Sequence[Fate]
    foresight: Foresight
    people: int

    @property
    def mark(self) -> str:
        """Short for all of it: two that say the same have the same."""
        return f"{mark_of(self.fates)}{self.foresight.mark}"


@transaction.atomic
def enter_revision(
    *,
    list_id: int,
    first_on: date,
    codes: Collection[str],
    end_running: bool = False,
    mark: str = "",
    by: Actor,
    now: datetime,
) -> Revision:
    """Let a published version take the place of those before it from `first_on`, a day ahead.

    `codes` are those of its new items that are owed from then on; items that were owed before and
    are still on it go on. Who answers for a post of the role hears of it now; on its day it is
    carried out (carry_out.py). `mark` is that of what was shown (`try_revision`).

    Raises:
        DutyList.DoesNotExist: there is none, or `by` does not work in its county's office.
        Refused: with a sentence, at its field.
    """
    duty_list = locked_version(list_id=list_id, by=by, now=now)
    years = _check(duty_list, first_on, now)
    known = {"list_id": list_id, "first_on": first_on, "codes": codes, "end_running": end_running}
    foreseen = _as_shown(mark, by=by, now=now, **known)
    revision = Revision.objects.create(
        county=duty_list.county,
        duty_list=duty_list,
        first_on=first_on,
        codes=_owed_from_then(duty_list, years, codes),
        end_running=end_running,
        foreseen=foreseen,
        entered_by=by.user,
        entered_at=now,
    )
    after = {"first_on": first_on, "codes": revision.codes, "end_running": end_running}
    audit_office(action="revision.enter", about=revision, by=by, now=now, after=after)
    _tell(revision, REVISED, by, now)
    return revision


@transaction.atomic
def try_revision(
    *,
    list_id: int,
    first_on: date,
    codes: Collection[str],
    end_running: bool = False,
    by: Actor,
    now: datetime,
) -> Foreseen:
    """What it brings: it is entered and carried out, and all of it is undone. Raises as
    `enter_revision`."""
    first = midnight(first_on)
    known = {"list_id": list_id, "first_on": first_on, "codes": codes, "end_running": end_running}

    def act() -> tuple[list[Fate], int]:
        revision = enter_revision(by=by, now=now, **known)
        people = len(_heard_by(revision, by, now))
        return carry_out(revision_id=revision.pk, now=first), people

    duty_list = locked_version(list_id=list_id, by=by, now=now)
    rows = Task.objects.filter(county_id=duty_list.county_id, role_kind=duty_list.role_kind_id)
    (fates, people), foresight = foresee(
        act, county_id=duty_list.county_id, rows=[rows.open_still()], at=max(first, now)
    )
    return Foreseen(fates, foresight, people)


@transaction.atomic
def take_back_revision(*, revision_id: int, by: Actor, now: datetime) -> Revision:
    """Take back a revision before its day: the former version goes on, and who heard of it hears
    that it does.

    Raises:
        Revision.DoesNotExist: there is none, or `by` does not work in its county's office.
        Refused: it is carried out, or taken back already.
    """
    managed = Revision.objects.managed_by(by.user, at=now).select_related("duty_list__role_kind")
    revision = managed.select_for_update(of=("self",), no_key=True).get(pk=revision_id)
    if revision.taken_back_at:
        raise Refused(_("It is taken back already."))
    if not revision.waits:
        raise Refused(_("It is carried out. What was right before comes back by a new version."))
    revision.taken_back_by, revision.taken_back_at = by.user, now
    revision.save(update_fields=["taken_back_by", "taken_back_at"])
    before = {"first_on": revision.first_on}
    audit_office(action="revision.take_back", about=revision, by=by, now=now, before=before)
    _tell(revision, TAKEN_BACK, by, now)
    return revision


def _check(duty_list: DutyList, first_on: date, now: datetime) -> list[int]:
    """That it may take effect on that day; the years in which it does."""
    if state_of(duty_list) != State.PUBLISHED:
        raise Refused(_("Publish the version first, under its number."))
    if standing := duty_list.revisions.standing().first():
        sentence = _("It takes effect on %(day)s already.")
        raise Refused(sentence % {"day": day(standing.first_on, now)})
    same = Revision.objects.waiting().filter(
        county=duty_list.county_id, duty_list__role_kind=duty_list.role_kind_id
    )
    if other := same.select_related("duty_list").first():
        sentence = _("Version %(number)d waits to take effect. Take that back first.")
        raise Refused(sentence % {"number": other.duty_list.version})
    if first_on <= day_of(now):
        sentence = _("Choose a day after today: a change never reaches back.")
        raise Refused(sentence, field="first_on")
    years = years_to_revise(duty_list, since=first_on.year)
    if first_on.year not in years:
        sentence = _("For %(year)d no earlier version is published. Publish its items instead.")
        raise Refused(sentence % {"year": first_on.year}, field="first_on")
    return years


def _owed_from_then(duty_list: DutyList, years: list[int], codes: Collection[str]) -> list[str]:
    """The codes of all items that are owed from then on, in their order."""
    coming = {item.code for item in new_items(duty_list, years=years)}
    if unknown := set(codes) - coming:
        words = _("These are no new items of the list: %(codes)s.")
        raise Refused(words % {"codes": ", ".join(sorted(unknown))}, field="codes")
    changes = changes_of(duty_list, years=years, codes=codes)
    owed = {code for of_year in changes for code in of_year.codes}
    if not owed:
        raise Refused(_("Choose at least one item."), field="codes")
    items = duty_list.items.filter(code__in=owed).order_by("position")
    return list(items.values_list("code", flat=True))


def _as_shown(mark: str, **act) -> int | None:
    """How many tasks change, where that is what was shown with `mark`, if anything."""
    if not mark:
        return None
    foreseen = try_revision(**act)
    if foreseen.mark != mark:
        raise Refused(CHANGED_SINCE)
    return sum(not fate.stays for fate in foreseen.fates)


def _heard_by(revision: Revision, by: Actor, now: datetime) -> list[int]:
    people = people_told(revision.duty_list, now=now)
    return [person for person in people if person != by.user.pk]


def _tell(revision: Revision, stage: str, by: Actor, now: datetime) -> None:
    owe_reminders(
        model=Revision, ids=[revision.pk], stage=stage, now=now, asked_by_id=by.user.pk,
        to=_heard_by(revision, by, now),
    )  # fmt: skip
