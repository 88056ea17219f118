"""Changing a county's lamp rules from a day ahead (M000-13, M002-13; architecture 4)."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.whatif.foresee import CHANGED_SINCE, foresee, open_of
from alerts.whatif.foresight import Foresight
from pages.days import day_of, midnight
from pages.refused import Refused
from pages.templatetags.look import day
from pages.words import fitting
from responsibility.lists.lamp_scheme import LampScheme
from responsibility.organisation.office import audit_office
from responsibility.organisation.periods import from_day
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from responsibility.owed.schemes.apply import apply_scheme


@transaction.atomic
def change_scheme(
    *,
    county_id: int,
    name: str,
    colours: int,
    warn_days: int,
    closes_after_days: int | None,
    first_on: date,
    for_open: bool = False,
    reason: str = "",
    mark: str = "",
    by: Actor,
    now: datetime,
) -> LampScheme:
    """Let other lamp rules hold in a county from `first_on` on, a day after that of `now`.

    `warn_days` and `closes_after_days` count calendar days (None: late entry stays open). Tasks
    made from now on take the rules of the day on which they open, an extension those of its
    decision (responsibility.tasks.publishing.plan). What is open on `first_on` takes them on that
    day where they are `for_open` (apply.py), else it keeps what it was made with; the ledger is
    never touched. `mark` is that of the foresight that was shown (`try_scheme`).

    Raises:
        PermissionDenied: `by` does not work in that county's commission office.
        Refused: with a sentence.
    """
    if county_id not in standing_of(by.user, at=now).office_counties:
        raise PermissionDenied(_("The commission office sets the lamp rules."))
    if first_on <= day_of(now):
        raise Refused(_("Choose a day after today: a change never reaches back."), field="first_on")
    rules = {"colours": colours, "warn_days": warn_days, "closes_after_days": closes_after_days}
    known = {"name": name, "for_open": for_open, "reason": reason, **rules}
    foreseen = _as_shown(mark, county_id=county_id, first_on=first_on, by=by, now=now, **known)
    running = _running(county_id, now)
    was = _rules(running) if running else {}
    if was == rules:
        raise Refused(_("Nothing changes: the rules are these already."))
    if running:
        running.period = from_day(running.period.lower, first_on)
        running.save(update_fields=["period"])
    scheme = LampScheme.objects.create(
        county_id=county_id,
        name=name,
        period=from_day(first_on),
        for_open=for_open,
        reason=fitting(reason, of=LampScheme, field="reason"),
        foreseen=foreseen,
        **rules,
    )
    after = {**rules, "first_on": first_on, **_why(scheme)}
    audit_office(action="scheme.change", about=scheme, by=by, now=now, before=was, after=after)
    return scheme


def _as_shown(mark: str, **change) -> int | None:
    """How many lamps will turn otherwise, where that is what was shown with `mark`, if anything."""
    if not mark:
        return None
    foresight = try_scheme(**change)
    if foresight.mark != mark:
        raise Refused(CHANGED_SINCE)
    return len(foresight.turning)


def _why(scheme: LampScheme) -> dict:
    said = {"for_open": scheme.for_open, "reason": scheme.reason}
    return {name: value for name, value in said.items() if value}


def try_scheme(*, county_id: int, first_on: date, now: datetime, **rules) -> Foresight:
    """What a change brings to what is open on its first day: the change is entered and applied, and
    all of it is undone. Raises as `change_scheme`."""
    first = midnight(first_on)

    def act() -> None:
        scheme = change_scheme(county_id=county_id, first_on=first_on, now=now, **rules)
        if scheme.for_open:
            apply_scheme(scheme_id=scheme.pk, now=first)

    rows = open_of(county_id)
    return foresee(act, county_id=county_id, rows=rows, at=max(first, now))[1]


@transaction.atomic
def take_back_scheme(*, scheme_id: int, by: Actor, now: datetime) -> None:
    """Take back lamp rules whose day has not come; those before them go on.

    Raises:
        LampScheme.DoesNotExist: none such ahead, or `by` does not keep that county.
    """
    ahead = LampScheme.objects.managed_by(by.user, at=now).filter(
        period__startswith__gt=day_of(now)
    )
    county_id = ahead.get(pk=scheme_id).county_id
    _lock(county_id)
    scheme = ahead.get(pk=scheme_id)
    first_on = scheme.period.lower
    scheme.period = DateRange(empty=True)
    scheme.save(update_fields=["period"])
    before = LampScheme.objects.filter(county_id=county_id, period__endswith=first_on).first()
    if before:
        before.period = from_day(before.period.lower)
        before.save(update_fields=["period"])
    after = {**_rules(scheme), "first_on": first_on}
    audit_office(action="scheme.take_back", about=scheme, by=by, now=now, before=after)


def _running(county_id: int, now: datetime) -> LampScheme | None:
    """The rules in force, if no change of them is entered; the county's rules are locked."""
    _lock(county_id)
    newest = LampScheme.objects.filter(county_id=county_id).kept().order_by("-period").first()
    if newest and newest.period.lower > day_of(now):
        raise Refused(
            _("A change from %(day)s is entered already. Take that back first.")
            % {"day": day(newest.period.lower, now)},
            field="first_on",
        )
    return newest


def _lock(county_id: int) -> None:
    """Who changes a county's rules waits for whoever is changing them."""
    Unit.objects.select_for_update(no_key=True).get(pk=county_id)


def _rules(scheme: LampScheme) -> dict:
    return {
        "colours": scheme.colours,
        "warn_days": scheme.warn_days,
        "closes_after_days": scheme.closes_after_days,
    }
