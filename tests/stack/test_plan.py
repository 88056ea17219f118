"""What is asked of every start of Liangze, without starting it."""

import stat
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest

from config.stack.crew import Crew
from config.stack.plan import liangze
from config.stack.postgres import Postgres
from config.stack.redis import Redis
from config.stack.servers import NAMED

pytestmark = pytest.mark.process


@contextmanager
def plan_for(folder, **more):
    """The plan for a folder, as the environment stands; nothing of it is started."""
    with Crew(folder) as crew:
        plan = liangze(crew, **more)
        yield plan
        for command in commands(plan):
            for listener in command.sockets:
                listener.close()


def commands(plan) -> list:
    """The commands of all steps and services."""
    return [part.command for part in plan.parts if hasattr(part, "command")]


def servers(plan) -> list:
    return [type(part) for part in plan.parts if isinstance(part, (Postgres, Redis))]


@pytest.fixture
def plan(folder, monkeypatch):
    for name in NAMED:
        monkeypatch.delenv(name, raising=False)
    with plan_for(folder) as made:
        yield made


def test_the_servers_come_first_and_the_ticker_last(plan):
    assert servers(plan) == [Postgres, Redis]
    assert isinstance(plan.parts[0], Postgres)
    names = [command.name for command in commands(plan)]
    assert names[:2] == ["roles", "migrate"]
    assert names[-3:] == ["web", "rqworker", "ticker"]


def test_what_makes_tables_has_the_role_that_owns_them_and_all_else_the_other(plan):
    roles = {
        command.name: urlsplit(command.environment["DATABASE_URL"]).username
        for command in commands(plan)
        if "DATABASE_URL" in command.environment
    }
    owners = {name for name, role in roles.items() if role == "liangze_owner"}
    assert owners == {"migrate", "load_starter_data", "seed_demo"}
    assert {roles[name] for name in roles.keys() - owners} == {"liangze_app"}


@pytest.mark.parametrize("county, command", [("demonstration", "seed_demo"),
                                             ("empty", "seed_empty")])  # fmt: skip
def test_a_start_makes_the_county_that_was_asked_for(folder, county, command):
    with plan_for(folder, county=county) as made:
        names = {one.name for one in commands(made)}
    assert names & {"seed_demo", "seed_empty"} == {command}


def test_the_worker_takes_no_pickles(plan):
    [worker] = [command.words for command in commands(plan) if command.name == "rqworker"]
    assert worker[worker.index("--serializer") + 1] == "json"


def test_the_secret_key_is_ours_alone_and_everybody_has_the_same(plan, folder):
    key = folder / "secret-key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert len(key.read_text()) > 50
    ours = [command for command in commands(plan) if command.name != "roles"]  # that is psql
    assert {command.environment["SECRET_KEY"] for command in ours} == {key.read_text()}


def test_what_the_environment_names_is_used_and_not_started(folder, monkeypatch):
    named = {
        "DATABASE_URL": "postgresql://database.example.cn/liangze",
        "REDIS_URL": "redis://redis.example.cn/0",
        "SECRET_KEY": "brought along",
    }
    for name, value in named.items():
        monkeypatch.setenv(name, value)
    with plan_for(folder) as plan:
        assert servers(plan) == []
        for command in commands(plan):
            assert named.items() <= command.environment.items()
    assert not (folder / "secret-key").exists()
