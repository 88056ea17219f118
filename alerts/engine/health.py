"""How the platform is, for whoever watches it from outside; no personal data, no rights needed."""

from datetime import datetime

from django.db import DatabaseError, InterfaceError
from django.db.models import Count, Min
from redis.exceptions import RedisError

from alerts.alarms.signs import ages, is_late
from alerts.clock import database_now
from alerts.outbox.models import Message
from alerts.outbox.states import State
from alerts.ring import door


def health() -> tuple[dict, bool]:
    """The facts of /healthz, ages in whole seconds (null: never), and whether all is well.

    It is not well without PostgreSQL, or where a loop is late. Without Redis it is: the ticker
    does the work itself.
    """
    redis = _redis_answers()
    try:
        now = database_now()
        age, outbox = ages(now=now), _outbox(now)
    except (DatabaseError, InterfaceError):
        return {"status": "down", "database": False, "redis": redis}, False
    well = not any(is_late(seconds) for seconds in age.values())
    facts = {"status": "ok" if well else "late"}
    facts |= {f"{loop}_age": _seconds(seconds) for loop, seconds in age.items()}
    return facts | {"outbox": outbox, "database": True, "redis": redis}, well


def _outbox(now: datetime) -> dict:
    """What may be sent now and is not yet: how many, and for how long the oldest."""
    waiting = Message.objects.filter(
        state__in=[State.PENDING, State.RETRY_WAIT], not_before__lte=now
    )
    found = waiting.aggregate(waiting=Count("pk"), oldest=Min("not_before"))
    oldest = found["oldest"] and _seconds(now - found["oldest"])
    return {"waiting": found["waiting"], "oldest": oldest}


def _seconds(age) -> int | None:
    return None if age is None else int(age.total_seconds())


def _redis_answers() -> bool:
    try:
        return door().connection.ping()
    except RedisError:
        return False
