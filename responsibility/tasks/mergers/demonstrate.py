"""A county to try: two sections merged today, and one that is split on the first of a month."""

from datetime import date, timedelta

from alerts.audit.actor import Actor
from alerts.kinds.trial import Trial
from responsibility.organisation.units.models import Unit
from responsibility.tasks.mergers.forms import RowsForm
from responsibility.tasks.mergers.merge import merge_units
from responsibility.tasks.mergers.plan import Plan
from responsibility.tasks.mergers.split import split_unit

HOUR = timedelta(hours=1)


def demonstrate(trial: Trial) -> None:
    """Sections of two bodies in which nobody has an account to try."""
    by, words = Actor(user=trial.people["office"]), trial.words["mergers"]
    bodies = [body for body in _bodies(trial) if len(_sections(body)) > 1][-2:]
    if len(bodies) < 2:
        return
    basis = words["basis"].format(year=trial.until.year)
    day, now = trial.until.date(), trial.until - HOUR
    first, second = _sections(bodies[0])[-2:]
    act = {"basis": basis, "by": by, "now": now}
    plan = Plan(sources=[first, second], names=[words["merged"]], ends=True, first_on=day, now=now)
    merge_units(
        unit_ids=[first.pk, second.pk], name=words["merged"], first_on=day, **act,
        **RowsForm(plan=plan).as_shown,
    )  # fmt: skip
    split = _sections(bodies[1])[0]
    coming = _first_of_next_month(day)
    plan = Plan(
        sources=[split], names=[words["split"]], ends=False, first_on=coming, now=now,
        is_split=True,
    )  # fmt: skip
    split_unit(
        unit_id=split.pk, names=[words["split"]], ends=False, first_on=coming, **act,
        **RowsForm(plan=plan).as_shown,
    )  # fmt: skip


def _bodies(trial: Trial) -> list[Unit]:
    """The bodies without accounts to try, in order."""
    people = [user.pk for user in trial.people.values()]
    bodies = Unit.objects.filter(county=trial.county_id, kind=Unit.Kind.BODY, closed_on=None)
    known = bodies.filter(posts__appointments__user__in=people)
    known |= bodies.filter(posts__memberships__user__in=people)
    return list(bodies.exclude(pk__in=known.values("pk")).in_order())


def _sections(body: Unit) -> list[Unit]:
    sections = Unit.objects.filter(parent=body, kind=Unit.Kind.SECTION, closed_on=None)
    return list(sections.in_order())


def _first_of_next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)
