"""The one clock of sweeps and dispatchers: PostgreSQL's, the same on every host."""

from datetime import datetime

from django.db import connection


def database_now() -> datetime:
    """The aware instant it is now, by the database server."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]
