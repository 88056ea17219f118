"""What changes for a whole county would bring, tried out on all its open tasks.

    python -m benchmarks.what_if

Each trial is rolled back; figures are seconds, medians of the rounds.
"""

import argparse
from collections import defaultdict
from datetime import date, datetime
from time import perf_counter
from zoneinfo import ZoneInfo

from benchmarks.scratch import median, scratch_database

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 1, 4, 9, tzinfo=ZONE)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--items", type=int, help="of each list in 2026; all of them by default")
    arguments.add_argument("--more", type=int, default=12, help="of each list in 2027")
    options = arguments.parse_args()
    with scratch_database():
        _measure(options)


def _measure(options: argparse.Namespace) -> None:
    from django.db import connection

    from responsibility.tasks.models import Task

    county = _publish_all(options)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    took = defaultdict(list)
    for _ in range(options.rounds):
        for name, trial in _trials(county).items():
            started = perf_counter()
            foresight = trial()
            took[name].append((perf_counter() - started, len(foresight.changes)))
    print(f"{Task.objects.count()} open tasks, {options.rounds} rounds")
    for name, figures in took.items():
        seconds = [one for one, _count in figures]
        print(
            f"  {name}: {median(seconds):.2f} s  [{min(seconds):.2f}..{max(seconds):.2f}], "
            f"{figures[0][1]} changed"
        )


def _trials(county) -> dict:
    from responsibility.owed.outages.keep import try_outage
    from responsibility.owed.schemes.change import try_scheme
    from responsibility.tasks.calendar.close import try_closure

    act = {"county_id": county.unit.pk, "by": county.office, "now": NOW}
    rules = {"name": "New", "closes_after_days": None, "first_on": date(2026, 1, 5)}
    days = {"first_on": date(2026, 6, 29), "last_on": date(2026, 7, 3)}
    times = {"starts_at": datetime(2026, 6, 30, 9, tzinfo=ZONE)}
    times["ends_at"] = datetime(2026, 6, 30, 18, tzinfo=ZONE)
    return {
        "lamp rules": lambda: try_scheme(warn_days=3, colours=3, for_open=True, **rules, **act),
        "closure": lambda: try_closure(reason="Flood", **days, **act)[1],
        "maintenance": lambda: try_outage(planned=True, reason="Power", **times, **act)[1],
    }


def _publish_all(options: argparse.Namespace):
    from alerts.audit.actor import Actor
    from alerts.workdays.announce import announce_year
    from demonstration.accounts import open_accounts
    from demonstration.county import build_county
    from responsibility.lists.starter_data import load_county_lists, load_kinds
    from responsibility.tasks.publishing.publish import publish

    load_kinds()
    for year in (2025, 2026, 2027, 2028):
        announce_year(year=year)
    county = build_county(opened_at=NOW)
    for duty_list in load_county_lists(county=county.unit, now=NOW):
        codes = list(duty_list.items.values_list("code", flat=True))
        for year, most in ((2026, options.items), (2027, options.more)):
            if chosen := codes[:most]:
                publish(duty_list_id=duty_list.pk, year=year, codes=chosen, by=None, now=NOW)
    county.office = Actor(user=open_accounts(county)["office"])
    return county


if __name__ == "__main__":
    main()
