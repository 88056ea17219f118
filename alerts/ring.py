"""The doorbell: Redis carries "please look", never what to look at (architecture 6)."""

import logging
from functools import cache

import django_rq
from django.db import transaction
from django_rq.queues import DjangoRQ
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

logger = logging.getLogger(__name__)

RUNG = "liangze:drain-rung"
PATIENCE = 60  # seconds after which a ring that nobody answered counts no more


@cache
def door() -> DjangoRQ:
    """The queue of all jobs."""
    connection = impatient(django_rq.get_connection("default"))
    return django_rq.get_queue("default", connection=connection, commit_mode="auto")


def impatient(connection: Redis) -> Redis:
    """The same connection, which gives a Redis up that is silent for two seconds, at once."""
    connection.set_retry(Retry(NoBackoff(), 0))
    connection.connection_pool.connection_kwargs.update(socket_timeout=2, socket_connect_timeout=2)
    return connection


def ring() -> None:
    """Once the transaction is committed, ask a worker to look into the outbox.

    May fail without harm: the ticker rings every half minute. A burst rings once.
    """
    transaction.on_commit(_ring, robust=True)


def _ring() -> None:
    try:
        if door().connection.set(RUNG, 1, nx=True, ex=PATIENCE):
            door().enqueue("alerts.jobs.drain", ttl=PATIENCE, result_ttl=0, failure_ttl=3600)
    except RedisError as reason:
        logger.warning("Redis is away, nobody heard the bell: %s", reason)


def answer() -> None:
    """To be called before looking: who rings from now on is not heard by this look."""
    try:
        door().connection.delete(RUNG)
    except RedisError as reason:
        logger.warning("Redis is away: %s", reason)
