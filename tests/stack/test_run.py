"""`make run` as a whole: from nothing to the pages, through a death, and to an end."""

import http.client
import re
import socket
import subprocess
from contextlib import suppress

import pytest

from config.stack.account import unprivileged
from config.stack.places import home_of_postgres, programs_of_postgres
from config.stack.ports import FIRST, HOST
from config.stack.postgres import DATABASE, USER
from tests.stack.starting import nobody_is_left, processes_of

pytestmark = pytest.mark.process
FIRST_START = 600  # seconds: migrations and a county to try, on a slow machine
# The servers of this test run are not for it.
NOTHING_NAMED = {"DATABASE_URL": "", "REDIS_URL": "", "SECRET_KEY": ""}


@pytest.fixture
def taken():
    """The first port, which this test or somebody else holds."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with suppress(OSError):
            listener.bind((HOST, FIRST))
            listener.listen()
        yield FIRST


def test_it_starts_serves_survives_and_ends(begin, folder, taken):
    first = begin("liangze", **NOTHING_NAMED)
    first.says("Ctrl-C stops it", within=FIRST_START)
    address = first.roster()["address"]
    port = int(re.fullmatch(rf"http://{HOST}:(\d+)/", address)[1])
    assert port > taken
    assert status_of(port, "/healthz") == 200, "it says so once it runs well"
    assert "Filling in a county to try." in first.said()
    assert "password" in first.said()
    assert superusers(folder) == set(), "nothing of the platform runs as one"

    second = begin("liangze", **NOTHING_NAMED)
    assert second.ends() == 0
    assert f"already runs at {address}" in second.said()

    first.kill()
    assert nobody_is_left(folder)

    again = begin("liangze", **NOTHING_NAMED)
    again.says("Ctrl-C stops it", within=FIRST_START)
    assert "Filling in a county to try." not in again.said()
    names = {one["name"] for one in again.roster()["processes"]}
    assert names == {"postgres", "redis", "web", "rqworker", "ticker"}
    assert again.interrupt() == 0
    assert not processes_of(folder)


def superusers(folder) -> set[str]:
    """The superusers that sessions of clients belong to."""
    account = unprivileged()
    home = home_of_postgres(folder, account=account)
    programs = programs_of_postgres(home, account=account)
    [sockets] = [
        line
        for line in (home / "postgres" / "data" / "postmaster.pid").read_text().splitlines()
        if line.startswith("/")
    ][1:2]
    ask = """SELECT DISTINCT usename FROM pg_stat_activity JOIN pg_roles ON rolname = usename
             WHERE backend_type = 'client backend' AND rolsuper AND pid <> pg_backend_pid()"""
    words = [programs / "bin" / "psql", "-qXtA", "-h", sockets, "-U", USER, "-d", DATABASE]
    done = subprocess.run([*words, "-c", ask], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def status_of(port: int, path: str) -> int:
    line = http.client.HTTPConnection(HOST, port, timeout=10)
    try:
        line.request("GET", path)
        return line.getresponse().status
    finally:
        line.close()
