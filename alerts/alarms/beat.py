"""The signs of life of the platform's loops."""

from datetime import datetime, timedelta

from django.db import connection

SPARSE = timedelta(seconds=5)  # between two notes: many workers, few writes

# An instant ahead of the clock (it was put back) is no sign of life: it is written over.
BEAT = """
INSERT INTO alerts_heartbeat (loop, at) VALUES (%(loop)s, %(now)s)
ON CONFLICT (loop) DO UPDATE SET at = excluded.at
    WHERE alerts_heartbeat.at NOT BETWEEN excluded.at - %(sparse)s AND excluded.at
"""


def beat(*, loop: str, now: datetime) -> None:
    """Note that `loop` (`sweep`, `drain`, `look_up`, `ticker`) was alive at `now`, the database's
    instant, never a pretended one. Written at most once in five seconds.
    """
    with connection.cursor() as cursor:
        cursor.execute(BEAT, {"loop": loop, "now": now, "sparse": SPARSE})
