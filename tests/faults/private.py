"""A PostgreSQL of the faults' own, which they may crash, and in it a new database for each test.

Commits are durable against a crash of the server (synchronous_commit stays on), not against one of
the machine, which no test brings about.
"""

import os
import shutil
import signal
import tempfile
from contextlib import ExitStack, suppress
from itertools import count
from pathlib import Path
from urllib.parse import quote

import psycopg2
from django.core.management import call_command
from django.db import connections

from config.stack.account import unprivileged
from config.stack.crew import Crew
from config.stack.places import programs_of_postgres
from config.stack.postgres import USER, Postgres
from config.stack.processes import wait_for
from tests.migrated import may_copy, migrated_database
from tests.upgrade.dump import dumped

SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    "timezone": "UTC",
    "autovacuum": "off",
}
MASTER = "master"


class PrivatePostgres:
    """A context: the server, with the migrated database every test's is a copy of."""

    def __init__(self):
        self.names = count(1)
        self.before = dict(connections["default"].settings_dict)

    def __enter__(self) -> "PrivatePostgres":
        self.stack = ExitStack()
        # Not the system's temporary folder: on macOS its path is too long for a socket.
        self.folder = Path(tempfile.mkdtemp(prefix="liangze-faults-", dir="/tmp"))
        self.stack.callback(shutil.rmtree, self.folder, ignore_errors=True)
        self.folder.chmod(0o711)
        self.crew = self.stack.enter_context(Crew(self.folder))
        account = unprivileged()
        self.server = Postgres(
            programs=programs_of_postgres(self.folder, account=account),
            data=self.folder / "postgres" / "data",
            sockets=self.crew.make_sockets_folder(account),
            account=account,
            settings=SETTINGS,
        )
        self.member = self.server.start(self.crew)
        self.ask(f"CREATE DATABASE {MASTER}")
        self._migrate()
        return self

    def __exit__(self, *_) -> None:
        self.stack.close()

    def _migrate(self) -> None:
        """Bring the master to the newest state: as a copy of the run's migrated database."""
        if not may_copy():
            with self.connected(MASTER):
                call_command("migrate", verbosity=0)
            return
        with migrated_database() as name:
            host, user = quote(self.before["HOST"], safe=""), self.before["USER"]
            self.ask(dumped(f"postgresql://{user}@{host}/{name}"), database=MASTER)

    def __str__(self) -> str:
        return str(self.server.sockets)

    def values(self, name: str) -> dict[str, str]:
        """What Django must know to reach the database `name`."""
        return {
            "HOST": str(self.server.sockets),
            "NAME": name,
            "USER": USER,
            "PASSWORD": "",
            "PORT": "",
        }

    def connected(self, name: str) -> "Connected":
        return Connected(self.values(name))

    def fresh(self) -> str:
        """The name of a new database like the master."""
        name = f"fault_{next(self.names)}"
        self.ask(f"CREATE DATABASE {name} TEMPLATE {MASTER} STRATEGY file_copy")
        return name

    def drop(self, name: str) -> None:
        self.ask(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def ask(self, statement: str, *values, database: str = "postgres") -> list[tuple]:
        """What the server answers, past Django and on a connection of its own."""
        line = psycopg2.connect(host=str(self.server.sockets), user=USER, dbname=database)
        try:
            line.autocommit = True
            with line.cursor() as cursor:
                cursor.execute(statement, values or None)
                return cursor.fetchall() if cursor.description else []
        finally:
            line.close()

    def crash(self) -> None:
        """Immediate shutdown: no farewell to the sessions, no checkpoint. Recovers at start."""
        pid = int((self.server.data / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGQUIT)
        assert wait_for(self.member.ended, within=30)
        self.crew.end(self.member)
        self.member = self.server.start(self.crew)

    def sessions(self, name: str) -> list[int]:
        """The backends that others than the asker hold on the database `name`."""
        found = self.ask("SELECT pid FROM pg_stat_activity WHERE datname = %s", name)
        return [pid for (pid,) in found]


class Connected:
    """A context in which this process's Django speaks to another database."""

    def __init__(self, values: dict[str, str]):
        self.values = values

    def __enter__(self) -> None:
        line = connections["default"]
        with suppress(Exception):
            line.close()
        self.before = {name: line.settings_dict[name] for name in self.values}
        line.settings_dict.update(self.values)

    def __exit__(self, *_) -> None:
        line = connections["default"]
        line.close()
        line.settings_dict.update(self.before)
