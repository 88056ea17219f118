"""One migrated database for a run: every worker's is a copy of it.

Migrating takes some fifteen seconds of a processor, a copy well under one.
"""

import fcntl
import os
from pathlib import Path

from django.core.management import call_command
from django.db import connection

NAME = "liangze_migrated"


def migrated_database() -> str:
    """The name of the migrated database, which the first worker to ask makes.

    It is made once in a server of the run's own and ends with it.
    """
    with open(Path(os.environ["LIANGZE_TEST_RUN"], "migrated"), "a+") as made:
        fcntl.flock(made, fcntl.LOCK_EX)
        made.seek(0)
        if not made.read():
            _migrate()
            made.write(NAME)
    return NAME


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
