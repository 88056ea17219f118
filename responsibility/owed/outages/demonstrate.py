"""The outages' part of a county to try: maintenance ahead, and a fault that moved deadlines."""

from datetime import date, timedelta

from alerts.audit.actor import Actor
from alerts.kinds.trial import Trial
from alerts.workdays.calendar import DAY
from pages.days import day_of, midnight
from responsibility.owed.across import owed_models
from responsibility.owed.outages.keep import agree_to_fault, enter_outage

NEAR = 5  # days until the maintenance
EVENING, AFTERNOON, HOURS = timedelta(hours=20), timedelta(hours=14), timedelta(hours=3)


def demonstrate(trial: Trial) -> None:
    """Maintenance on an evening of this week, announced on every page; and a fault on the newest
    day on which something fell due, recorded by one of the office and agreed to by another."""
    act = {"county_id": trial.county_id, "by": Actor(user=trial.people["office"])}
    act["now"] = trial.until
    soon = midnight(day_of(trial.until) + NEAR * DAY) + EVENING
    reason, basis = trial.words["maintenance"]
    basis = basis.format(year=trial.until.year)
    enter_outage(
        planned=True, starts_at=soon, ends_at=soon + HOURS, reason=reason, basis=basis, **act
    )
    fell_due = _newest_due(trial)
    if fell_due:
        start = midnight(fell_due) + AFTERNOON
        reason, basis = trial.words["fault"]
        basis = basis.format(year=trial.until.year)
        fault = enter_outage(
            planned=False, starts_at=start, ends_at=start + HOURS, reason=reason, basis=basis, **act
        )
        second = Actor(user=trial.people["office2"])
        agree_to_fault(outage_id=fault.pk, by=second, now=trial.until)


def _newest_due(trial: Trial) -> date | None:
    """The last day before that of the play on which something fell due, within a month."""
    today = day_of(trial.until)
    since = today - 30 * DAY
    days = [
        model.objects.filter(county_id=trial.county_id, due_on__gte=since, due_on__lt=today)
        .order_by("-due_on")
        .values_list("due_on", flat=True)
        .first()
        for model in owed_models()
    ]
    return max(filter(None, days), default=None)
