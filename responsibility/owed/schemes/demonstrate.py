"""The lamp rules' part of a county to try: a change for open tasks too, entered ahead."""

from datetime import timedelta

from alerts.audit.actor import Actor
from alerts.kinds.trial import Trial
from pages.days import day_of
from responsibility.owed.schemes.change import change_scheme, try_scheme

AHEAD = timedelta(days=7)


def demonstrate(trial: Trial) -> None:
    """From next week on lamps are yellow ten days before the deadline, also those of open tasks."""
    rules = {
        "county_id": trial.county_id,
        "name": trial.words["rules_name"],
        "colours": 4,
        "warn_days": 10,
        "closes_after_days": None,
        "first_on": day_of(trial.until) + AHEAD,
        "for_open": True,
        "reason": trial.words["rules_reason"],
        "by": Actor(user=trial.people["office"]),
        "now": trial.until,
    }
    change_scheme(mark=try_scheme(**rules).mark, **rules)
