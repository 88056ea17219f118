"""One migrated database for a run, copied wherever a test needs one that is migrated.

Migrating takes some fifteen seconds of a processor, a copy well under one.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management import call_command
from django.db import connection

from tests.servers import OWN_SERVER

NAME = "liangze_migrated"


def may_copy() -> bool:
    """Whether the server is the run's own: in a caller's nothing may be left behind."""
    return OWN_SERVER in os.environ


@contextmanager
def migrated_database() -> Iterator[str]:
    """The name of the migrated database, which the first to ask makes.

    Nobody else copies it meanwhile: PostgreSQL copies none that somebody is in.
    """
    with open(Path(os.environ["LIANGZE_TEST_RUN"], "migrated"), "a+") as made:
        fcntl.flock(made, fcntl.LOCK_EX)
        made.seek(0)
        if not made.read():
            _migrate()
            made.write(NAME)
            made.flush()
        yield NAME


def _migrate() -> None:
    values = connection.settings_dict
    before = values["NAME"]
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {NAME}")
    values["NAME"] = NAME
    try:
        call_command("migrate", verbosity=0)
    finally:
        connection.close()
        values["NAME"] = before
