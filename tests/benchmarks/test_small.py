"""Every benchmark, small: what it measures is of no account here, that it still runs is."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg2
import pytest
from django.db import connection

from config.stack.crew import ROOT
from tests.process.engine import database_url

SMALL = {
    "audit": ["--entries", "40", "--rounds", "1"],
    "dispatch": ["--messages", "40", "--rounds", "1", "--causes", "2"],
    "export": ["--rows", "20"],
    "files": ["--edge", "400", "--pages", "2", "--rounds", "1"],
    "organisation_in": ["--units", "6"],
    "pages": ["--small", "--tasks", "1000", "--rounds", "1", "--seconds", "0.2"],
    "publication": ["--rounds", "1", "--items", "1"],
    "rows_in": ["--people", "10"],
    "search": ["--texts", "200", "--rounds", "1"],
    "what_if": ["--rounds", "1", "--items", "2", "--more", "0"],
    "sweep": ["--tasks", "200", "400", "--turned", "20", "--rounds", "1"],
}
SAYS = {
    "audit": ["a person", "the whole county", "with automatic acts"],
    "dispatch": ["one sender / bare loop:", "one cause at a time, 1 times", "an idle minute:"],
    "export": ["xlsx", "csv"],
    "files": ["HEIC taken in", "photo read", "last page of PDF read"],
    "organisation_in": ["tried out", "imported", "exported", "the export tried out"],
    "pages": ["tasks", "desk", "board, one group", "board, county", "overview"],
    "publication": ["first:", "again:"],
    "rows_in": ["tried out", "imported", "the same tried out again", "first passwords given"],
    "search": ["texts written", "all units", "all words together"],
    "what_if": ["open tasks", "lamp rules:", "closure:", "maintenance:"],
    "sweep": ["sweep / bare:", "sweep / ORM loop:", "same number of turns, 400 / 200:"],
}


@pytest.fixture
def scratch_url(transactional_db):
    """A copy of the tests' database, which nobody else reads; its address."""
    of = connection.settings_dict
    url, name = database_url(), f"{of['NAME']}_scratch"
    connection.close()  # a database is copied while nobody is in it
    line = psycopg2.connect(url.rpartition("/")[0] + "/postgres")
    line.autocommit = True
    with line.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{of["NAME"]}"')
        yield f"{url.rpartition('/')[0]}/{name}"
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    line.close()


@pytest.mark.process
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", SMALL)
def test_it_runs(name, scratch_url, tmp_path):
    environment = {"SCRATCH_DATABASE_URL": scratch_url, "LIANGZE_DATA": str(tmp_path)}
    words = [sys.executable, "-m", f"benchmarks.{name}", *SMALL[name]]
    run = subprocess.run(
        words, cwd=ROOT, env=os.environ | environment, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
    assert [words for words in SAYS[name] if words not in run.stdout] == []


def test_none_is_left_out():
    modules = Path(ROOT, "benchmarks").glob("*.py")
    assert {path.stem for path in modules if "\ndef main(" in path.read_text()} == set(SMALL)
