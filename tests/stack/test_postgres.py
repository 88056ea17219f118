"""The embedded PostgreSQL: survives deaths, and opens nothing that is closed."""

import os
import shutil
import signal
import stat
from contextlib import closing, suppress

import psycopg2
import pytest
from psycopg2.extras import wait_select

from config.stack.account import unprivileged
from config.stack.places import home_of_postgres
from config.stack.processes import wait_for
from config.stack.roster import read_roster
from tests.patience import LONG
from tests.stack.starting import nobody_is_left, processes_of

pytestmark = pytest.mark.process


def execute(address: str, statement: str) -> list:
    connection = psycopg2.connect(address)
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []
    finally:
        connection.close()


def start_database(begin, folder) -> str:
    begin("database").says("postgresql://")
    return read_roster(folder / "roster.json").address


def answers(address: str) -> bool:
    try:
        return execute(address, "SELECT 1") == [(1,)]
    except psycopg2.OperationalError:
        return False


def test_what_was_committed_outlives_the_death_of_the_server(begin, folder):
    database = begin("database")
    database.says("postgresql://")
    address = database.roster()["address"]
    execute(address, "CREATE TABLE kept (id int); INSERT INTO kept VALUES (1)")
    os.kill(database.number_of("postgres"), signal.SIGKILL)
    database.says("postgres has ended; it is started again.")
    assert wait_for(lambda: answers(address), within=LONG)
    assert execute(address, "SELECT id FROM kept") == [(1,)]


def test_a_busy_session_does_not_keep_it_from_coming_back(begin, folder):
    database = begin("database")
    database.says("postgresql://")
    address = database.roster()["address"]
    with closing(psycopg2.connect(address, async_=True)) as session:
        wait_select(session)
        with session.cursor() as cursor:
            # It never waits for anything, and so does not notice the server's death.
            cursor.execute("SELECT count(*) FROM generate_series(1, 30000000)")
            assert wait_for(lambda: busy(address), within=LONG)
            os.kill(database.number_of("postgres"), signal.SIGKILL)
            database.says("postgres has ended; it is started again.")
            assert wait_for(lambda: answers(address), within=LONG)
    assert "again and again" not in database.said()
    assert "shared memory block" in (folder / "log" / "postgres.log").read_text()


def busy(address: str) -> bool:
    found = "SELECT 1 FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%generate_s%'"
    return len(execute(address, found)) == 2  # this question is itself one of them


def test_what_was_committed_outlives_the_death_of_everyone(begin, folder):
    database = begin("database")
    database.says("postgresql://")
    execute(database.roster()["address"], "CREATE TABLE kept (id int); INSERT INTO kept VALUES (1)")
    sockets = database.roster()["folders"]
    for pid in processes_of(folder):
        with suppress(ProcessLookupError):  # gone with its server
            os.kill(pid, signal.SIGKILL)
    following = begin("database")
    following.says("postgresql://")
    assert execute(following.roster()["address"], "SELECT id FROM kept") == [(1,)]
    assert not [path for path in sockets if os.path.exists(path)]


def test_a_kill_while_the_cluster_is_made_leaves_nothing_half_made(begin, folder):
    database = begin("database")
    assert wait_for(lambda: (folder / "postgres" / "data.new").exists(), within=LONG)
    database.kill()
    assert nobody_is_left(folder)
    assert not (folder / "postgres" / "data").exists()
    address = start_database(begin, folder)
    assert execute(address, "SELECT datlocprovider FROM pg_database LIMIT 1") == [("b",)]


def test_it_answers_on_a_socket_in_a_closed_folder_alone(begin, folder):
    database = begin("database")
    database.says("postgresql://")
    address = database.roster()["address"]
    assert execute(address, "SHOW listen_addresses") == [("",)]
    [sockets] = database.roster()["folders"]
    assert stat.S_IMODE(os.stat(sockets).st_mode) == 0o700
    database.interrupt()
    assert not os.path.exists(sockets)


def test_no_closed_folder_is_opened_for_it(begin, folder):
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    inside = closed / "checkout"
    inside.mkdir(mode=0o755)
    before = modes_above(inside)
    database = begin("database", within=inside)
    database.says("postgresql://")
    assert answers(database.roster()["address"])
    database.interrupt()
    assert modes_above(inside) == before
    home = home_of_postgres(inside, account=unprivileged())
    shutil.rmtree(home)  # as root it lies elsewhere


def modes_above(path) -> dict:
    return {str(one): oct(one.stat().st_mode) for one in (path, *path.parents)}
