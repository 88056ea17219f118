"""A scratch PostgreSQL with the project's tables, ended with the measurement.

Durable as in production: fsync and synchronous_commit stay on, else ratios would flatter.
Where SCRATCH_DATABASE_URL names a migrated database, that one is taken, and left full: the tests
run every benchmark small on a copy of theirs (tests/benchmarks).
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.core.management import call_command

from config.stack.account import unprivileged
from config.stack.crew import Crew
from config.stack.places import programs_of_postgres
from config.stack.postgres import Postgres

SETTINGS = {
    "shared_buffers": "1GB",
    "max_wal_size": "8GB",
    "checkpoint_timeout": "15min",
    "work_mem": "64MB",
    "jit": "off",
}


@contextmanager
def scratch_database() -> Iterator[None]:
    """Set Django up on a new, migrated database."""
    if url := os.environ.get("SCRATCH_DATABASE_URL"):
        _set_up(url)
        yield
        return
    folder = Path(tempfile.mkdtemp(prefix="liangze-bench-", dir="/tmp"))
    folder.chmod(0o711)
    try:
        with Crew(folder) as crew:
            account = unprivileged()
            postgres = Postgres(
                programs=programs_of_postgres(folder, account=account),
                data=folder / "postgres" / "data",
                sockets=crew.make_sockets_folder(account),
                account=account,
                settings=SETTINGS,
            )
            postgres.start(crew)
            os.environ["LIANGZE_DATA"] = str(folder)
            _set_up(postgres.url)
            call_command("migrate", verbosity=0)
            yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _set_up(url: str) -> None:
    os.environ["DATABASE_URL"] = url
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()


def median(values: list[float]) -> float:
    """The middle value; of an even number, the lower of the two."""
    return sorted(values)[(len(values) - 1) // 2]
