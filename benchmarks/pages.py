"""The desk, the board and the overview under load, on the demonstration county.

    python -m benchmarks.pages                     # needs Linux (/proc)
    python -m benchmarks.pages --tasks 1000000     # filled up to three years of a large county
    python -m benchmarks.pages --small             # three bodies: only to see that it runs

gunicorn with two workers, four clients on the same machine, rounds interleaved page by page.
Prints requests a second, p50 and p95 in milliseconds, queries, the slowest of them in
milliseconds, and CPU milliseconds a request of the web processes (the steadier figure): medians of
the rounds.
"""

import argparse
import os
import subprocess
import sys
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from http.client import HTTPConnection
from pathlib import Path
from time import monotonic, perf_counter
from zoneinfo import ZoneInfo

from benchmarks.scratch import median, scratch_database
from config.stack.ports import listen

UNTIL = datetime(2026, 11, 22, 10, 20, tzinfo=ZoneInfo("Asia/Shanghai"))
PAGES = [
    ("desk", "official", "/desk/"),
    ("board, one group", "group", "/board/"),
    ("board, county", "office", "/board/"),
    ("overview", "leader", "/overview/"),
]
CLIENTS = 4
YEARS = 3
# What there is, again and again: in this year and in the two before it. Without triggers, so
# without a ledger of its own.
MORE = """
INSERT INTO responsibility_task ({columns})
SELECT {values} FROM responsibility_task t
CROSS JOIN generate_series(1, %(times)s) AS n
CROSS JOIN LATERAL (SELECT make_interval(years => n %% %(years)s) AS back) AS earlier
"""
# Earlier years are over: what was not due yet when it was copied has been done since.
OVER = """
UPDATE responsibility_task
SET done = required, fulfilled_at = late_at - interval '1 hour', lamp = 'green',
    lamp_since = late_at - interval '1 hour', hold = NULL, held_since = NULL, held_until = NULL
WHERE turns_at <= %(until)s AND NOT exempt
"""
COLUMNS = """
SELECT column_name, data_type FROM information_schema.columns
WHERE table_name = 'responsibility_task' AND column_name <> 'id' AND is_generated = 'NEVER'
"""


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=7)
    arguments.add_argument("--seconds", type=float, default=4)
    arguments.add_argument("--tasks", type=int, default=0)
    arguments.add_argument("--small", action="store_true")
    options = arguments.parse_args()
    with scratch_database():
        _fill_small() if options.small else _fill()
        multiply(up_to=options.tasks)
        _measure(options.rounds, options.seconds)


def _fill() -> None:
    from demonstration.seed import seed

    seed(until=UNTIL, say=lambda _step: None)


def _fill_small() -> None:
    """The county of the dashboards' tests, its people under the demonstration's accounts."""
    from responsibility.organisation.people.models import User
    from tests.dashboards import county

    shire = county.build()
    county.fill(shire)
    kinds = {"official": "officer", "group": "group", "office": "office", "leader": "party leader"}
    for account, kind in kinds.items():
        User.objects.filter(pk=shire.people[kind].pk).update(staff_number=account)


def multiply(*, up_to: int) -> None:
    """Let there be about `up_to` tasks, if there are fewer."""
    from django.db import connection
    from django.utils import timezone

    from alerts.engine.sweep import sweep
    from responsibility.tasks.models import Task

    times = up_to // max(Task.objects.count(), 1) - 1
    if times < 1:
        return
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS)
        values = {name: _value(name, kind) for name, kind in cursor.fetchall()}
        cursor.execute("SET session_replication_role = replica")
        statement = MORE.format(columns=", ".join(values), values=", ".join(values.values()))
        cursor.execute(statement, {"times": times, "years": YEARS})
        cursor.execute(OVER, {"until": UNTIL})
        cursor.execute("SET session_replication_role = origin")
        sweep(now=timezone.now())  # the worker runs
        cursor.execute("VACUUM ANALYZE responsibility_task")
    print(f"{Task.objects.count():,} tasks")


def _value(name: str, kind: str) -> str:
    if name == "item_code":
        return "left(item_code, 18) || '~' || n"
    if kind == "date":
        return f"({name} - back)::date"
    return f"{name} - back" if kind.startswith("timestamp") else name


def _measure(rounds: int, seconds: float) -> None:
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)
    listener = listen(8700)
    port, line = listener.getsockname()[1], listener.fileno()
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--workers", "2"]
    command += ["--bind", f"fd://{line}", "--log-level", "error"]
    server = subprocess.Popen(command, pass_fds=[line])
    try:
        cookies = {account: _session(account) for _name, account, _path in PAGES}
        _wait_until_it_answers(port)
        results = defaultdict(list)
        for _ in range(rounds):
            for name, account, path in PAGES:
                results[name].append(_load(port, server.pid, path, cookies[account], seconds))
    finally:
        server.terminate()
        server.wait(timeout=30)
    print(f"{'page':<18} req/s   p50    p95   cpu ms  queries  slowest ({rounds} rounds)")
    for name, account, path in PAGES:
        rate, p50, p95, cpu = (median(list(column)) for column in zip(*results[name], strict=True))
        times = _queries(account, path)
        figures = (
            f"{rate:>5.1f} {p50:>6.1f} {p95:>6.1f} {cpu:>7.1f} {len(times):>7} {max(times):>8.1f}"
        )
        print(f"{name:<18} {figures}")


def _session(account: str) -> str:
    """The cookie of a signed-in person."""
    return _client(account).cookies["sessionid"].value


def _client(account: str):
    from django.test import Client

    from responsibility.organisation.people.models import User

    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(staff_number=account))
    return client


def _queries(account: str, path: str) -> list[float]:
    """Milliseconds of each query of a page that was opened before."""
    from django.db import connection

    times = []

    def clock(execute, *arguments):
        started = perf_counter()
        answer = execute(*arguments)
        times.append((perf_counter() - started) * 1000)
        return answer

    client = _client(account)
    client.get(path)
    with connection.execute_wrapper(clock):
        assert client.get(path).status_code == 200
    return times


def _wait_until_it_answers(port: int) -> None:
    deadline = monotonic() + 30
    while monotonic() < deadline:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/sign-in/")
            connection.getresponse().read()
        except OSError:
            continue
        return
    raise SystemExit("gunicorn did not answer")


def _load(port: int, server: int, path: str, cookie: str, seconds: float) -> tuple[float, ...]:
    """Requests a second, p50 and p95 (ms), CPU ms a request."""
    until = monotonic() + seconds
    before = _cpu_of_children(server)
    with ThreadPoolExecutor(CLIENTS) as pool:
        runs = list(pool.map(lambda _n: _ask(port, path, cookie, until), range(CLIENTS)))
    times = sorted(time for run in runs for time in run)
    cpu = (_cpu_of_children(server) - before) * 1000 / len(times)
    at = [times[int(len(times) * share)] * 1000 for share in (0.5, 0.95)]
    return len(times) / seconds, *at, cpu


def _ask(port: int, path: str, cookie: str, until: float) -> list[float]:
    times = []
    while monotonic() < until:
        started = perf_counter()
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("GET", path, headers={"Cookie": f"sessionid={cookie}"})
        response = connection.getresponse()
        response.read()
        if response.status != 200:
            raise SystemExit(f"{path} answered {response.status}")
        connection.close()
        times.append(perf_counter() - started)
    return times


def _cpu_of_children(parent: int) -> float:
    """CPU seconds, user and system, of the processes below `parent`."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == parent:
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
