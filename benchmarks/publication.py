"""Publishing all 189 items for the 486 posts of a county, and publishing the same again.

    python -m benchmarks.publication

Each round is rolled back; figures are seconds, medians of the rounds.
"""

import argparse
from datetime import datetime
from time import perf_counter
from zoneinfo import ZoneInfo

from benchmarks.scratch import median, scratch_database

NOW = datetime(2026, 1, 4, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=7)
    arguments.add_argument("--items", type=int, help="of each list; all of them by default")
    options = arguments.parse_args()
    with scratch_database():
        _measure(options.rounds, options.items)


def _measure(rounds: int, items: int | None) -> None:
    from django.db import transaction

    from alerts.workdays.announce import announce_year
    from demonstration.county import build_county
    from responsibility.lists.starter_data import load_county_lists, load_kinds
    from responsibility.tasks.models import Task

    load_kinds()
    for year in (2025, 2026, 2027):
        announce_year(year=year)
    county = build_county(opened_at=NOW).unit
    lists = load_county_lists(county=county, now=NOW)
    first, again = [], []
    for _ in range(rounds):
        with transaction.atomic():
            first.append(_publish_all(lists, items))
            made = Task.objects.count()
            again.append(_publish_all(lists, items))
            assert Task.objects.count() == made
            transaction.set_rollback(True)
    print(f"{items or 'all'} items of each list, 486 posts: {made} tasks, {rounds} rounds")
    for name, seconds in (("first", first), ("again", again)):
        low, high = min(seconds), max(seconds)
        print(f"  {name}: {median(seconds):.2f} s  [{low:.2f}..{high:.2f}]")


def _publish_all(lists, items: int | None) -> float:
    from responsibility.tasks.publishing.publish import publish

    started = perf_counter()
    for duty_list in lists:
        codes = list(duty_list.items.values_list("code", flat=True))[:items]
        publish(duty_list_id=duty_list.pk, year=NOW.year, codes=codes, by=None, now=NOW)
    return perf_counter() - started


if __name__ == "__main__":
    main()
