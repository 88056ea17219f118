"""A pytest plugin: one real PostgreSQL and one real Redis for the run, ended with it.

It stands in `addopts` because settings read the environment when Django is set up, which is
before any conftest. What the caller names (DATABASE_URL, REDIS_URL) is used as it is. The workers
of pytest-xdist inherit both servers; each has a folder, a database (pytest-django names it) and a
number in Redis of its own.
"""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from random import randrange

import pytest

from config.stack.account import unprivileged
from config.stack.crew import ROOT, Crew, Failed
from config.stack.places import programs_of_postgres
from config.stack.postgres import WITHOUT_CARE, Postgres
from config.stack.redis import Redis, find_redis

OWN_SERVER = "LIANGZE_TEST_SERVER"  # in the environment where PostgreSQL was started here
open_until_the_end = ExitStack()
atexit.register(open_until_the_end.close)

# A table vacuumed between two tests holds nothing but what was rolled back: the planner then takes
# it for empty, joins what a test writes there row by row over all those pages: it runs for minutes.
NO_VACUUM = {"autovacuum": "off"}


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config):
    asked = early_config.known_args_namespace
    if worker := os.environ.get("PYTEST_XDIST_WORKER"):
        live_apart(worker)
    if not (asked.help or asked.version or asked.collectonly or "LIANGZE_TEST_RUN" in os.environ):
        try:
            prepare()
        except Failed as reason:
            raise pytest.UsageError(str(reason)) from None
    os.environ.setdefault("LIANGZE_ENV", "evaluation")
    return (yield)


def prepare() -> None:
    """Start the servers in a new folder and say in the environment where they are."""
    # Not the system's temporary folder: on macOS its path is too long for a socket.
    folder = Path(tempfile.mkdtemp(prefix="liangze-test-", dir="/tmp"))
    open_until_the_end.callback(shutil.rmtree, folder, ignore_errors=True)
    folder.chmod(0o711)  # PostgreSQL's account has to pass
    os.environ["LIANGZE_TEST_RUN"] = str(folder)
    # Workers must collect the same tests in the same order, also where cases come from a set.
    os.environ.setdefault("PYTHONHASHSEED", str(randrange(2**32)))
    keep_files_in(folder)
    crew = open_until_the_end.enter_context(Crew(folder))
    crew.roster.folders.append(str(folder))
    if "DATABASE_URL" not in os.environ:
        os.environ["DATABASE_URL"] = start_database(crew)
        os.environ[OWN_SERVER] = "yes"
    if "REDIS_URL" not in os.environ:
        redis = Redis(find_redis(), folder)
        redis.start(crew)
        os.environ["REDIS_URL"] = redis.url
    if (ROOT / "config" / "catalogue.py").exists():
        subprocess.run([sys.executable, "-m", "config.catalogue", "compile"], cwd=ROOT, check=True)


def live_apart(worker: str) -> None:
    """Give a worker ("gw1") of this run a folder and a number in Redis that no other has."""
    keep_files_in(Path(os.environ["LIANGZE_TEST_RUN"], worker))
    number = int(worker.removeprefix("gw")) + 1  # 0 is of a run without workers
    os.environ["REDIS_URL"] = os.environ["REDIS_URL"].partition("?")[0] + f"?db={number}"


def keep_files_in(folder: Path) -> None:
    (folder / "static").mkdir(parents=True)  # WhiteNoise warns where it finds none
    os.environ["LIANGZE_DATA"] = str(folder)


def start_database(crew: Crew) -> str:
    """Start PostgreSQL in the run's folder; its URL."""
    account = unprivileged()
    postgres = Postgres(
        programs=programs_of_postgres(crew.folder, account=account),
        data=crew.folder / "postgres" / "data",
        sockets=crew.make_sockets_folder(account),
        account=account,
        settings=WITHOUT_CARE | NO_VACUUM,
    )
    postgres.start(crew)
    return postgres.url
