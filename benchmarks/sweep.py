"""The sweep beside a bare UPDATE of the same rows, a per-row ORM loop, and itself at ten times
the tasks.

    python -m benchmarks.sweep                     # 100 000 and 1 000 000 tasks
    python -m benchmarks.sweep --tasks 100000      # one size

Each round does every variant on the same due rows and rolls it back. Figures are rows per second
and medians of the rounds; only the ratios mean anything.
"""

import argparse
from datetime import timedelta
from time import perf_counter

from benchmarks.scratch import median, scratch_database

EPOCH = "2026-01-01 00:00+08"
ORGANISATION = """
INSERT INTO responsibility_rolekind (code, name, name_en, collective, chain, position)
VALUES ('team_member', 'M', 'M', false, 'principal', 1);
INSERT INTO responsibility_category (code, chain, name, name_en, position)
SELECT 'C' || n, 'principal', 'C' || n, 'C' || n, n FROM generate_series(1, 24) n;
INSERT INTO responsibility_unit (id, kind, name, position, path, order_key)
VALUES (1, 'county', 'County', 0, '/1/', '0000');
INSERT INTO responsibility_unit (id, kind, county_id, parent_id, name, position, path, order_key)
SELECT n, 'body', 1, 1, 'Unit ' || n, n, '/1/' || n || '/', '0000.' || n
FROM generate_series(2, 86) n;
INSERT INTO responsibility_user (id, password, staff_number, name, pinyin, phone, email, is_active,
    is_system_administrator, is_auditor)
SELECT n, '!', 'u' || n, 'Person ' || n, '', '', '', true, false, false
FROM generate_series(1, 486) n;
INSERT INTO responsibility_post (id, unit_id, role_kind_id, title, position, opened_on)
SELECT n, 2 + n % 85, (SELECT id FROM responsibility_rolekind), 'Post', n, '2024-01-01'
FROM generate_series(1, 486) n;
INSERT INTO responsibility_appointment (post_id, user_id, acting, period, basis, entered_at)
SELECT n, n, false, '[2024-01-01,)', '', now() FROM generate_series(1, 486) n;
INSERT INTO responsibility_dutylist (id, county_id, role_kind_id, version)
VALUES (1, 1, (SELECT id FROM responsibility_rolekind), 1);
INSERT INTO responsibility_dutyitem (id, duty_list_id, code, category_id, position, text, text_en,
    cadence, due_rule, rolls_forward, required, count_basis, applies_to, zero_report, core,
    task_kind, sensitivity, event_key, basis)
VALUES (1, 1, 'X', (SELECT min(id) FROM responsibility_category), 1, 'Duty', '', 'monthly',
    'period_end', true, 1, 'record', '{}', false, true, 'common', 'internal', '', '');
"""
# Half fulfilled, two fifths unlit, a tenth yellow, due instants scattered over the heap.
TASKS = """
INSERT INTO responsibility_task (county_id, post_id, unit_id, role_kind_id, category_id, item_id,
    item_code, period_start, period_end, count_basis, task_kind, made_at, due_on, opens_at,
    warns_at, late_at, provisional, colours, required, done, fulfilled_at, exempt, revision, lamp,
    lamp_since, lamp_cause)
SELECT 1, 1 + n %% 486, 2 + n %% 486 %% 85, (SELECT id FROM responsibility_rolekind),
    (SELECT min(id) FROM responsibility_category) + n %% 24, 1, 'X-' || n / 486, '2026-01-01',
    '2027-01-01', 'record', 'common', %(epoch)s, '2026-06-30', %(epoch)s,
    late - interval '7 days', late, false, 4, 1, (n %% 10 < 5)::int,
    CASE WHEN n %% 10 < 5 THEN %(epoch)s::timestamptz END, false, 0,
    CASE WHEN n %% 10 < 5 THEN 'green' WHEN n %% 10 = 5 THEN 'yellow' ELSE 'unlit' END,
    %(epoch)s, 'created'
FROM (SELECT n, %(epoch)s::timestamptz + interval '10 days'
      + random() * interval '300 days' AS late FROM generate_series(1, %(tasks)s) n) x
"""
DUE_WHEN = """SELECT max(turns_at) FROM (SELECT turns_at FROM responsibility_task
    WHERE turns_at IS NOT NULL ORDER BY turns_at LIMIT %s) x"""
BARE = """
WITH due AS MATERIALIZED (
    SELECT ctid AS tid FROM responsibility_task WHERE turns_at <= %(now)s
    ORDER BY turns_at LIMIT %(batch)s FOR NO KEY UPDATE SKIP LOCKED)
UPDATE responsibility_task t
SET lamp = CASE WHEN t.late_at <= %(now)s THEN 'red' ELSE 'yellow' END,
    lamp_since = %(now)s, lamp_cause = 'clock'
FROM due WHERE t.ctid = due.tid"""


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--tasks", type=int, nargs="*", default=[100_000, 1_000_000])
    arguments.add_argument("--turned", type=int, default=5000)
    arguments.add_argument("--rounds", type=int, default=7)
    options = arguments.parse_args()
    seconds = {}
    with scratch_database():
        from benchmarks.variants import organise

        organise(ORGANISATION)
        for tasks in options.tasks:
            seconds[tasks] = _measure(tasks, options.turned, options.rounds)
    if len(seconds) == 2:
        small, large = (seconds[tasks] for tasks in options.tasks)
        print(f"same number of turns, {options.tasks[1]} / {options.tasks[0]}: {large / small:.2f}")


def _measure(tasks: int, turned: int, rounds: int) -> float:
    """Print one size's figures; return the sweep's median seconds for `turned` rows."""
    from benchmarks.variants import bare, fill, idle, orm_loop, sweep_once  # after django.setup

    now = fill(TASKS, {"epoch": EPOCH, "tasks": tasks}, DUE_WHEN, turned)
    times: dict[str, list[float]] = {"bare": [], "sweep": [], "orm": []}
    few = min(turned, 200)
    for _ in range(rounds):
        times["bare"].append(_timed(bare, BARE, now, turned) / turned)
        times["sweep"].append(_timed(sweep_once, now, turned) / turned)
        times["orm"].append(_timed(orm_loop, now, few) / few)
    per_row = {name: median(values) for name, values in times.items()}
    idle_ms = median([_timed(idle, now - timedelta(days=400)) * 1000 for _ in range(rounds)])
    print(f"{tasks} tasks, {turned} turned, {rounds} rounds")
    for name, values in times.items():
        low, high = 1 / max(values), 1 / min(values)
        print(f"  {name:<6} {1 / per_row[name]:>9.0f} rows/s  [{low:.0f}..{high:.0f}]")
    print(f"  sweep / bare: {per_row['bare'] / per_row['sweep']:.2f}")
    print(f"  sweep / ORM loop: {per_row['orm'] / per_row['sweep']:.0f}x")
    print(f"  idle call: {idle_ms:.2f} ms")
    return per_row["sweep"] * turned


def _timed(what, *arguments) -> float:
    started = perf_counter()
    what(*arguments)
    return perf_counter() - started


if __name__ == "__main__":
    main()
