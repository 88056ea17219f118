"""Words in a million texts: rare ones, common ones, those of long ago, those of other units.

    python -m benchmarks.search
    python -m benchmarks.search --texts 100000 --rounds 5       # a shorter look

A county of 85 units, texts of some ninety characters over six years in the product's own table,
their words as uneven as in life. Who looks: a group that supervises three units, a body that
supervises all of them, an official with his own, through the rule behind the page. Prints for each
word how many texts have it, and the milliseconds of CPU of each reader's first page, in PostgreSQL
and in this process: the middle one and the 95th of a hundred; then the same of all words together.
Needs Linux (/proc).
"""

import argparse
from pathlib import Path
from time import perf_counter, process_time

from benchmarks.scratch import median, scratch_database

UNITS, SUPERVISED = 85, 3
# A text's words are those of a vocabulary of 5,000, the first of them most often.
TEXTS = """
INSERT INTO responsibility_dutyrecord (county_id, post_id, unit_id, kind, happened_on, place,
    participants, text, restricted, lodged_by_id, lodged_at, nonce)
SELECT %(county)s, posts[u], units[u], 'record', day, '机关三楼会议室',
    CASE WHEN n %% (%(texts)s / 31 + 1) = 7 THEN '王建国' ELSE '' END,
    concat(
        CASE WHEN random() < .6 THEN '工作' END, CASE WHEN random() < .13 THEN '信访举报' END,
        CASE WHEN random() < .09 THEN '，廉政谈话' END,
        CASE WHEN random() < .01 THEN '巡察整改' END,
        CASE WHEN random() < .003 THEN '村级小微权力' END,
        CASE WHEN random() < .0007 THEN '问题清单公示' END,
        CASE WHEN n < %(texts)s * .3 AND random() < .5 THEN '主题教育' END,
        CASE WHEN u > 80 AND random() < .5 THEN '校园食堂' END,
        CASE WHEN random() < .2 THEN '党组书记' END, CASE WHEN random() < .2 THEN '，记录台账' END,
        CASE WHEN n = %(texts)s / 3 THEN '编号777777' END,
        (SELECT string_agg(chr(19968 + (k * 7919 & 2047)) || chr(19968 + (k * 10473 >> 3 & 2047))
            || CASE WHEN k %% 10 = 0 THEN '，' WHEN k %% 29 = 0 THEN '。' ELSE '' END, '')
            FROM (SELECT floor(power(random(), 3) * 5000)::int + 0 * i AS k
                FROM generate_series(1, 34) AS i) AS word WHERE n > 0)),
    false, people[u], day + interval '9 hours', gen_random_uuid()
FROM generate_series(1, %(texts)s) AS n,
    LATERAL (SELECT CASE WHEN n %% 1000 = 0 THEN %(units)s + 1
        ELSE 1 + (n::bigint * 7919 %% %(units)s)::int END, %(until)s::date - 5
        - ((%(texts)s - n)::bigint * 2100 / %(texts)s)::int + (random() * 5)::int) AS p (u, day),
    (SELECT array_agg(p.id ORDER BY p.id), array_agg(p.unit_id ORDER BY p.id),
        array_agg(a.user_id ORDER BY p.id) FROM responsibility_post p
        JOIN responsibility_appointment a ON a.post_id = p.id
        WHERE p.role_kind_id = %(role)s) AS holders (posts, units, people)
"""
ASKED = [
    "工作", "信访举报", "廉政谈话", "党组书记", "书记录", "巡察整改", "村级小微权力",
    "问题清单公示", "主题教育", "校园食堂", "王建国", "编号777777", "谈", "77", "党组 信访",
    "工作 校园 教育", "不存在的词",
]  # fmt: skip


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--texts", type=int, default=1_000_000)
    arguments.add_argument("--rounds", type=int, default=30)
    options = arguments.parse_args()
    with scratch_database():
        readers = _fill(options.texts)
        print(f"{'':<14} {'texts':>8}" + "".join(f" {name:>22}" for name in readers), flush=True)
        _measure(readers, options.rounds)


def _fill(texts: int) -> dict:
    """What the database holds; who looks, by what they are called."""
    from django.db import connection

    from responsibility.organisation.units.models import Unit
    from tests import make

    county = make.make_county()
    body = make.make_unit(county, kind=Unit.Kind.DISCIPLINE)
    above = make.make_unit(county, kind=Unit.Kind.DISCIPLINE)
    _post, group = make.make_holder(body, "stationed_group")
    _post, commission = make.make_holder(above, "stationed_group")
    for number in range(UNITS + 1):  # of the last one few texts
        unit = make.make_unit(county)
        head, official = make.make_holder(unit)
        make.supervise(above, unit)
        if number < SUPERVISED:
            make.supervise(body, unit)
    values = {"county": county.pk, "texts": texts, "units": UNITS, "until": make.NOW}
    with connection.cursor() as cursor:
        began = perf_counter()
        cursor.execute("SET maintenance_work_mem = '1GB'")
        cursor.execute("SELECT pg_get_indexdef('dutyrecord_words'::regclass)")
        index = cursor.fetchone()[0]
        cursor.execute("DROP INDEX dutyrecord_words")
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(TEXTS, values | {"role": head.role_kind_id})
        cursor.execute("SET session_replication_role = origin")
        written = perf_counter()
        cursor.execute(index)
        cursor.execute("ALTER INDEX dutyrecord_words ALTER COLUMN 1 SET STATISTICS 400")
        indexed = perf_counter()
        cursor.execute("VACUUM ANALYZE responsibility_dutyrecord")
        analysed = perf_counter()
        cursor.execute(SIZES)
        table, words = cursor.fetchone()
    print(
        f"{texts:,} texts written in {written - began:.0f} s, table {table}; index of words "
        f"{indexed - written:.0f} s, {words}; analysed in {analysed - indexed:.0f} s",
        flush=True,
    )
    return {"three units": group, "all units": commission, "an official": official}


SIZES = """
SELECT pg_size_pretty(pg_table_size('responsibility_dutyrecord')),
    pg_size_pretty(pg_relation_size('dutyrecord_words'))
"""


def _measure(readers: dict, rounds: int) -> None:
    from django.db import connection

    every: dict[str, list[float]] = {name: [] for name in readers}
    for typed in ASKED:
        with connection.cursor() as cursor:
            cursor.execute(HAVE, [f"%{typed.split()[0]}%"])
            texts = cursor.fetchone()[0]
        line = f"{typed:<14} {texts:>8}"
        for name, user in readers.items():
            times = [_look(user, typed) for _ in range(rounds)]
            every[name] += times
            line += f" {median(times):>14.1f} {_late(times):>7.1f}"
        print(line, flush=True)
    print("all words together: " + ", ".join(
        f"{name} p50 {median(times):.1f} p95 {_late(times):.1f} ms" for name, times in every.items()
    ))  # fmt: skip


HAVE = """
SELECT count(*) FROM responsibility_dutyrecord WHERE text || participants LIKE %s
"""


def _late(times: list[float]) -> float:
    """The 95th of a hundred."""
    return sorted(times)[int(len(times) * 0.95)]


def _look(user, typed: str) -> float:
    """The milliseconds of CPU of a first page, in this process and in PostgreSQL's: the clock would
    measure what else the machine does."""
    from django.db import connection

    from responsibility.records.finding.find import find_records
    from responsibility.records.finding.terms import words_of
    from responsibility.records.finding.wanted import Wanted
    from tests import make

    connection.ensure_connection()
    server = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    wanted = Wanted(words=tuple(words_of(typed)))
    before, began = int(server.read_text().split()[0]), process_time()
    list(find_records(wanted, user=user, at=make.NOW).records)
    here = (process_time() - began) * 1000
    return here + (int(server.read_text().split()[0]) - before) / 1e6


if __name__ == "__main__":
    main()
