"""A database for a test: made from a release's dump, read back, dropped. psycopg2 does it all."""

import gzip
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg2
from psycopg2.extensions import connection as Connection
from psycopg2.extensions import make_dsn

ROOT = Path(__file__).parent.parent.parent
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"


@contextmanager
def new_database(name: str) -> Iterator[str]:
    """An empty database beside the tests' own; where it is, as DATABASE_URL says it."""
    server = os.environ["DATABASE_URL"]
    drop = f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'
    _outside_of_transactions(server, drop, f'CREATE DATABASE "{name}" TEMPLATE template0')
    yield make_dsn(server, dbname=name)
    _outside_of_transactions(server, drop)


def _outside_of_transactions(database: str, *statements: str) -> None:
    with closing(psycopg2.connect(database)) as connection:
        connection.autocommit = True
        for statement in statements:
            connection.cursor().execute(statement)


def restore(dump: Path, *, to: str) -> None:
    """Bring `dump` into the empty database `to`."""
    # A connection of its own: the dump changes the session's settings.
    with closing(psycopg2.connect(to)) as connection, connection:
        connection.cursor().execute(gzip.decompress(dump.read_bytes()).decode())


def manage(*words: str, database: str) -> str:
    """What `manage.py` says, run as a county runs it, on `database`."""
    environment = {**os.environ, "DATABASE_URL": database}
    command = [sys.executable, "manage.py", *words]
    ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def tables_of(connection: Connection) -> dict[str, list[dict]]:
    """Every table's rows, each as what its columns hold."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        names = [name for (name,) in cursor.fetchall()]
        return {name: _rows(cursor, name) for name in names}


def _rows(cursor, table: str) -> list[dict]:
    cursor.execute(f'SELECT to_jsonb(t) FROM "{table}" t')
    return [row for (row,) in cursor.fetchall()]


def missing(before: list[dict], after: list[dict], *, without: set[str]) -> list[str]:
    """The rows of `before` that are not among those of `after`, by all columns but `without`."""
    columns = {column for row in before for column in row} - without

    def counted(rows: list[dict]) -> Counter:
        asked = ({name: row[name] for name in columns & row.keys()} for row in rows)
        return Counter(json.dumps(row, sort_keys=True) for row in asked)

    return sorted((counted(before) - counted(after)).elements())
