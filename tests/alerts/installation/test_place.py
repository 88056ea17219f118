"""Where the database is, and that a copy of it may not send."""

import pytest
from django.core.files.storage import default_storage
from django.db import connection

from alerts.installation.models import Installation
from alerts.installation.place import MARK, may_send, place

pytestmark = pytest.mark.django_db


@pytest.fixture
def mark():
    """The id in the folder of files, put back afterwards."""
    assert may_send()
    path = default_storage.path(MARK)
    with open(path) as file:
        kept = file.read()
    yield path
    with open(path, "w") as file:
        file.write(kept)


def test_a_database_is_at_home_where_it_is_first_asked_about():
    assert may_send()
    assert Installation.objects.get().place == place()
    assert may_send()


@pytest.mark.parametrize("part", range(5))
def test_each_part_of_the_place_tells_a_copy(mark, part):
    row = Installation.objects.get()
    parts = row.place.split(" ")
    parts[part] = parts[part][:-1] + ("0" if parts[part][-1] != "0" else "1")
    row.place = " ".join(parts)
    row.save()
    assert not may_send()


def test_other_processes_with_a_folder_of_their_own_may_not_send(mark):
    default_storage.delete(MARK)
    assert not may_send()
    with open(mark, "w") as file:
        file.write("another")
    assert not may_send()


def test_a_table_brought_back_into_its_own_database_is_told(mark):
    """As pg_restore --clean does it."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE kept AS TABLE alerts_installation")
        cursor.execute("DROP TABLE alerts_installation")
        cursor.execute("ALTER TABLE kept RENAME TO alerts_installation")
    assert not may_send()


def test_an_ordinary_role_may_ask():
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE ordinary NOSUPERUSER")
        cursor.execute("GRANT SELECT, INSERT ON alerts_installation TO ordinary")
        cursor.execute("SET LOCAL ROLE ordinary")
        assert place()
        cursor.execute("RESET ROLE")
        cursor.execute("DROP OWNED BY ordinary")
        cursor.execute("DROP ROLE ordinary")
