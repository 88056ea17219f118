"""The application's role in the database: it does the platform's work, and owns nothing."""

import os
import subprocess
import sys
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import psycopg2
import pytest
from django.conf import settings

from config.stack.account import unprivileged
from config.stack.crew import ROOT
from config.stack.places import programs_of_postgres
from tests.migrated import may_copy, migrated_database

pytestmark = pytest.mark.process
# Of each worker of the tests its own: they share one server.
NAME = f"liangze_of_two_roles_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
SERVER = settings.DATABASES["default"]


def url(user: str, database: str = NAME) -> str:
    return f"postgresql://{user}@{quote(SERVER['HOST'], safe='')}/{database}"


def ask(statement: str, *, user: str, database: str = NAME):
    with closing(psycopg2.connect(url(user, database))) as line:
        line.autocommit = True
        with line.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else None


def make_roles(database: str = NAME) -> None:
    programs = programs_of_postgres(Path(os.environ["LIANGZE_TEST_RUN"]), account=unprivileged())
    words = [programs / "bin" / "psql", "-qX", "-d", url(SERVER["USER"], database)]
    secrets = {"OWNER_PASSWORD": "o'wner", "APP_PASSWORD": "app"}
    with alone_with_the_roles():
        subprocess.run([*words, "-f", ROOT / "deploy" / "roles.sql"], env=secrets, check=True)


@contextmanager
def alone_with_the_roles():
    """Roles belong to the whole server, which the workers of the tests share."""
    with closing(psycopg2.connect(url(SERVER["USER"], "postgres"))) as line:
        line.autocommit = True
        with line.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(hashtext('liangze roles'))")
            yield cursor


def drop_roles() -> None:
    """By whichever worker needs them last: until then another's database depends on them."""
    with alone_with_the_roles() as cursor, suppress(psycopg2.errors.DependentObjectsStillExist):
        for role in ("liangze_owner", "liangze_app"):
            cursor.execute(f"DROP ROLE IF EXISTS {role}")


def manage(*words: str, user: str, database: str = NAME) -> None:
    environment = os.environ | {"DATABASE_URL": url(user, database)}
    command = [sys.executable, "manage.py", *words]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]


def make_migrated(django_db_blocker) -> None:
    """A database that the server's role has migrated."""
    if may_copy():
        with django_db_blocker.unblock(), migrated_database() as template:
            copy = f"CREATE DATABASE {NAME} TEMPLATE {template}"
            ask(copy, user=SERVER["USER"], database="postgres")
    else:
        ask(f"CREATE DATABASE {NAME}", user=SERVER["USER"], database="postgres")
        manage("migrate", "--no-input", user=SERVER["USER"])


@pytest.fixture(scope="module", params=["fresh", "made before"])
def county(request, django_db_blocker):
    """A database as docker-compose.yml makes it, or one that the server's role has made."""
    with opened_county(request.param, django_db_blocker):
        yield


@contextmanager
def opened_county(how: str, django_db_blocker):
    """The same for as long as it is needed; `how`: "fresh" or "made before"."""
    try:
        if how == "fresh":
            ask(f"CREATE DATABASE {NAME}", user=SERVER["USER"], database="postgres")
            make_roles()
            manage("migrate", "--no-input", user="liangze_owner")
        else:
            make_migrated(django_db_blocker)
            make_roles()
            make_roles()  # may be run again
        manage("load_starter_data", user="liangze_owner")
        named = ("--name", "澜川县", "--account", "admin", "--person", "许嘉言")
        manage("open_county", *named, user="liangze_app")
        yield
    finally:
        ask(
            f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)", user=SERVER["USER"], database="postgres"
        )
        drop_roles()


def test_the_engine_runs_as_the_role_that_owns_nothing(county):
    for command in ("sweep", "drain"):
        manage(command, user="liangze_app")
    owned = "SELECT count(*) FROM pg_class WHERE relowner = 'liangze_app'::regrole"
    assert ask(owned, user="liangze_app") == [(0,)]
    others = """SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace
                AND relowner <> 'liangze_owner'::regrole"""
    assert ask(others, user="liangze_app") == []


FORBIDDEN = [
    "TRUNCATE alerts_auditentry",
    "TRUNCATE alerts_lampturn CASCADE",
    "ALTER TABLE alerts_auditentry DISABLE TRIGGER ALL",
    "SET session_replication_role = replica",
    "COPY alerts_auditentry TO PROGRAM 'cat'",
    "COPY alerts_auditentry TO '/tmp/audit'",
    "DROP TABLE alerts_auditentry",
    "CREATE TABLE mine (id int)",
    "CREATE OR REPLACE FUNCTION public.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "SELECT pg_read_file('/etc/passwd')",
    "SET ROLE liangze_owner",
    "ALTER ROLE liangze_app SUPERUSER",
]


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_what_would_go_round_the_ledgers_is_refused(county, statement):
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        ask(statement, user="liangze_app")


@pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {} SET id = id"])
def test_append_only_holds_against_it(county, change):
    assert ask("SELECT count(*) FROM alerts_auditentry", user="liangze_app")[0][0] > 0
    with pytest.raises(psycopg2.Error, match="never changed or deleted"):
        ask(change.format("alerts_auditentry"), user="liangze_app")
