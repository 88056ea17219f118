"""The audit log with a million entries: its first page, narrowed to a person, a unit, an act.

    python -m benchmarks.audit
    python -m benchmarks.audit --entries 100000 --rounds 3      # a shorter look

Two thousand people in one county of 130 bodies, 100,000 tasks; each entry is about a task, a
person, a post or a unit, by one of the people. Through the page, in this process. Prints for each
narrowing the milliseconds of its statements and of the slowest of them: medians of the rounds.
"""

import argparse
from time import perf_counter

from benchmarks.export import fill as fill_people
from benchmarks.scratch import median, scratch_database

PEOPLE, BODIES, TASKS = 2_000, 130, 100_000
# An hour holds some 45 entries: a million is two and a half years of a large county.
ENTRIES = """
INSERT INTO alerts_auditentry (user_id, post_id, at, address, action, kind, object_id)
SELECT users[1 + n %% cardinality(users)], posts[1 + n %% cardinality(posts)],
    %(until)s::timestamptz - n * interval '80 seconds', '10.0.0.7', 'record.lodge', kind,
    CASE kind WHEN 'task' THEN tasks[1 + n * 7 %% cardinality(tasks)]
        WHEN 'user' THEN users[1 + n * 7 %% cardinality(users)]
        WHEN 'post' THEN posts[1 + n * 7 %% cardinality(posts)]
        ELSE units[1 + n * 7 %% cardinality(units)] END
FROM (SELECT array_agg(id) FROM responsibility_user) AS u (users),
    (SELECT array_agg(id) FROM responsibility_post) AS p (posts),
    (SELECT array_agg(id) FROM responsibility_unit) AS o (units),
    (SELECT array_agg(id) FROM responsibility_task) AS t (tasks),
    generate_series(%(entries)s, 1, -1) AS n,
    LATERAL (SELECT (ARRAY['task','task','task','task','task','task','task','user','post','unit'])
        [1 + n %% 10]) AS k (kind)
"""


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--entries", type=int, default=1_000_000)
    arguments.add_argument("--rounds", type=int, default=7)
    options = arguments.parse_args()
    with scratch_database():
        asked = _fill(options.entries)
        print(f"{'narrowed to':<24} {'statements':>10} {'ms':>8} {'slowest':>8}", flush=True)
        for name, values in asked.items():
            rounds = [_open(values) for _ in range(options.rounds)]
            taken = median([sum(times) for times in rounds])
            slowest = median([max(times) for times in rounds])
            print(f"{name:<24} {len(rounds[0]):>10} {taken:>8.1f} {slowest:>8.1f}", flush=True)


def _fill(entries: int) -> dict[str, dict[str, str]]:
    """What the database holds; what the log is narrowed to, by how it is called."""
    from django.core.management import call_command
    from django.db import connection

    from benchmarks.pages import multiply
    from responsibility.organisation.units.models import Unit
    from tests import make

    call_command("collectstatic", interactive=False, verbosity=0)
    fill_people(min(PEOPLE, entries))
    make.make_person(staff_number="auditor", is_auditor=True)
    county = Unit.objects.get(kind=Unit.Kind.COUNTY)
    bodies = [make.make_unit(county) for _ in range(min(BODIES, entries))]
    for body in bodies:
        make.make_task(make.make_holder(body)[0])
    multiply(up_to=min(TASKS, entries))
    with connection.cursor() as cursor:
        cursor.execute(ENTRIES, {"entries": entries, "until": make.NOW})
        cursor.execute("VACUUM ANALYZE")
    return {
        "nothing": {},
        "a person": {"person": "=Person 7"},
        "people of a name": {"person": "Person"},
        "a unit": {"unit": str(bodies[0].pk)},
        "the whole county": {"unit": str(county.pk)},
        "an act": {"act": "record.lodge"},
        "a person's day": {"person": "=Person 7", "since": "2026-09-01", "until": "2026-09-01"},
        "with automatic acts": {"automatic": "with"},
    }


def _open(asked: dict[str, str]) -> list[float]:
    """Open the page; the milliseconds of each of its statements."""
    from django.db import connection
    from django.test import Client
    from django.urls import reverse

    from responsibility.organisation.people.models import User

    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(staff_number="auditor"))
    times: list[float] = []
    with connection.execute_wrapper(_timed(times)):
        assert client.get(reverse("audit"), asked).status_code == 200
    return times


def _timed(times: list[float]):
    def run(execute, *arguments):
        started = perf_counter()
        try:
            return execute(*arguments)
        finally:
            times.append((perf_counter() - started) * 1000)

    return run


if __name__ == "__main__":
    main()
