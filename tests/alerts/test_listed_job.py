"""Whoever can write to Redis can ring our bells, and nothing else."""

import inspect

import django_rq
import pytest
from django.conf import settings
from redis import Redis
from rq import Queue, SimpleWorker
from rq.job import Callback
from rq.serializers import JSONSerializer

from alerts import jobs
from alerts.listed_job import JOBS, ListedJob


@pytest.fixture
def queue():
    """A queue as a stranger has it who knows the address of Redis."""
    redis = Redis.from_url(settings.REDIS_URL)
    queue = Queue("default", connection=redis, serializer=JSONSerializer)
    queue.empty()
    yield queue
    queue.empty()


def test_the_list_is_what_stands_in_jobs():
    ours = {
        f"alerts.jobs.{name}"
        for name, verb in inspect.getmembers(jobs, inspect.isfunction)
        if verb.__module__ == "alerts.jobs" and not name.startswith("_")
    }
    assert ours == JOBS


def test_a_worker_of_ours_calls_no_function_of_a_strangers_choice(queue, tmp_path):
    made = tmp_path / "made"
    job = queue.enqueue("os.mkdir", str(made), result_ttl=60, failure_ttl=60)
    worker = django_rq.get_worker("default", worker_class=SimpleWorker, serializer=JSONSerializer)
    worker.work(burst=True)
    assert not made.exists()
    assert (
        job.get_status() == "failed"
        and "is no job of this platform" in job.latest_result().exc_string
    )
    job.delete()


def test_no_callback_of_a_strangers_choice_is_imported(queue):
    away = Callback("os.getpid")
    job = queue.enqueue("alerts.jobs.sweep", on_success=away, on_failure=away, on_stopped=away)
    listed = ListedJob.fetch(job.id, connection=queue.connection, serializer=JSONSerializer)
    assert listed.func is jobs.sweep
    assert listed.success_callback is listed.failure_callback is listed.stopped_callback is None
    job.delete()
