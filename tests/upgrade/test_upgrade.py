"""A database of every release, brought to the newest state: nothing is lost, nothing is loosened.

The whole way is a county's: its dump into an empty database, `manage.py migrate`.
"""

import os
from collections.abc import Iterator
from contextlib import closing
from types import SimpleNamespace

import psycopg2
import pytest
from django.db import connection as of_the_tests

from responsibility.lists.starter_data import rows_of
from tests.upgrade.catalogue import catalogue, difference
from tests.upgrade.dump import DUMPS
from tests.upgrade.restore import manage, missing, new_database, restore, tables_of

OURS = ("alerts_", "responsibility_", "supervision_")
# What a migration has moved or filled anew on purpose: "table" or "table.column", and why.
CHANGED_ON_PURPOSE = {
    "responsibility_extension": "to the decisions about any deadline: alerts_extension, see below",
    "responsibility_exemption": "the same: alerts_exemption",
    "alerts_localclosure.day": "called first_on, beside last_on",
    "supervision_demand.reply_by": "called due_on, as of every deadline; see below",
}


@pytest.fixture(scope="module", params=[dump.name for dump in sorted(DUMPS.glob("*.sql.gz"))])
def upgraded(request) -> Iterator[SimpleNamespace]:
    """One release's database after the upgrade; `before` has its rows as they were."""
    with new_database(f"upgrade_{os.getpid()}") as database:
        restore(DUMPS / request.param, to=database)
        with closing(psycopg2.connect(database)) as connection:
            before = tables_of(connection)
        manage("migrate", "--verbosity", "0", database=database)
        with closing(psycopg2.connect(database)) as connection:
            yield SimpleNamespace(database=database, connection=connection, before=before)


@pytest.fixture
def cursor(upgraded):
    with upgraded.connection.cursor() as cursor:
        yield cursor
    upgraded.connection.rollback()


def test_the_dump_has_something_in_every_table(upgraded):
    ours = {table: rows for table, rows in upgraded.before.items() if table.startswith(OURS)}
    assert len(ours) > 50
    assert [table for table, rows in ours.items() if not rows] == []


def test_every_row_is_there_as_it_was(upgraded, cursor):
    after = tables_of(upgraded.connection)
    lost = {}
    for table, rows in upgraded.before.items():
        if table in CHANGED_ON_PURPOSE:
            continue
        changed = {
            name.removeprefix(f"{table}.")
            for name in CHANGED_ON_PURPOSE
            if name.startswith(f"{table}.")
        }
        if gone := missing(rows, after.get(table, []), without=changed):
            lost[table] = gone
    assert not lost, "Mend the migration, or say in CHANGED_ON_PURPOSE why."


@pytest.mark.parametrize("name", ["extension", "exemption"])
def test_decisions_about_tasks_moved_with_their_numbers(upgraded, name):
    old = upgraded.before.get(f"responsibility_{name}")
    if old is None:
        pytest.skip("a release after the move")
    moved = [
        {"kind": "task", "deadline_id": row.pop("task_id"), **row}
        for row in [dict(row) for row in old]
    ]
    assert moved
    assert not missing(moved, tables_of(upgraded.connection)[f"alerts_{name}"], without=set())


def test_a_demand_of_old_has_the_lamp_and_the_ledger_of_its_answers(upgraded, cursor):
    demands = upgraded.before["supervision_demand"]
    if "reply_by" not in demands[0]:
        pytest.skip("a release in which demands were deadlines")
    cursor.execute("SELECT id, due_on::text, lamp, done FROM supervision_demand ORDER BY id")
    assert cursor.fetchall() == [(row["id"], row["reply_by"], "green", 1) for row in demands]
    cursor.execute(
        "SELECT l.to_lamp, l.cause FROM alerts_lampturn l WHERE l.kind = 'demand' ORDER BY l.id"
    )
    assert cursor.fetchall() == [("unlit", "created"), ("green", "answered")] * len(demands)


def test_what_people_did_can_be_read(cursor):
    cursor.execute(
        "SELECT u.name, p.title, r.text, t.lamp FROM responsibility_credit c"
        " JOIN responsibility_dutyrecord r ON r.id = c.record_id"
        " JOIN responsibility_task t ON t.id = c.task_id"
        " JOIN responsibility_post p ON p.id = r.post_id"
        " JOIN responsibility_user u ON u.id = r.lodged_by_id"
        " WHERE c.ended_at IS NULL ORDER BY r.lodged_at DESC LIMIT 1"
    )
    said = "Talked with one of the team, at length."
    assert cursor.fetchall() == [("Person 1", "principal_officer", said, "green")]


def test_the_starter_roles_have_the_properties_of_the_starter_file(cursor):
    """What the code asked of them by their codes before."""
    names = sorted({name for row in rows_of("role_kinds") for name in properties_of(row)})
    assert len(names) == 8
    cursor.execute(f"SELECT code, segment, {', '.join(names)} FROM responsibility_rolekind")
    starter = {row["code"]: row for row in rows_of("role_kinds")}
    found = cursor.fetchall()
    assert {code for code, *_rest in found} <= starter.keys()
    for code, segment, *has in found:
        row = starter[code]
        assert segment == row["segment"]
        assert {name for name, yes in zip(names, has, strict=True) if yes} == properties_of(row)


def properties_of(row) -> set[str]:
    return set(filter(None, row["properties"].split("|")))


def test_it_is_the_database_that_a_new_county_gets(cursor, db):
    with of_the_tests.cursor() as new:
        assert difference(catalogue(cursor), catalogue(new)) == ([], [])


@pytest.mark.parametrize(
    ("table", "kind"), [("responsibility_task", "task"), ("supervision_demand", "demand")]
)
def test_every_lamp_is_what_its_ledger_says(cursor, table, kind):
    cursor.execute(
        "SELECT count(*), count(*) FILTER ("
        "   WHERE (t.lamp, t.lamp_since) = (l.to_lamp, l.took_effect_at))"
        f" FROM {table} t CROSS JOIN LATERAL ("
        f"   SELECT * FROM alerts_lampturn WHERE kind = '{kind}' AND deadline_id = t.id"
        "   ORDER BY id DESC LIMIT 1) l"
    )
    rows, agree = cursor.fetchone()
    assert rows == agree > 0


def test_a_turn_is_written_into_the_ledger(cursor):
    cursor.execute("SELECT count(*) FROM alerts_lampturn")
    (before,) = cursor.fetchone()
    cursor.execute(
        "UPDATE responsibility_task SET lamp = 'exempt', exempt = true, lamp_cause = 'exempted',"
        " lamp_since = lamp_since + interval '1 day' WHERE lamp = 'red'"
    )
    turned = cursor.rowcount
    assert turned > 0
    cursor.execute("SELECT count(*) FROM alerts_lampturn")
    assert cursor.fetchone() == (before + turned,)


REFUSED = {
    "UPDATE alerts_lampturn SET to_lamp = 'green'": "never changed or deleted",
    "DELETE FROM alerts_lampturn": "never changed or deleted",
    "INSERT INTO alerts_lampturn (kind, deadline_id, county_id, to_lamp, cause, took_effect_at)"
    " SELECT 'task', id, county_id, 'green', 'clock', now() FROM responsibility_task":
        "by its trigger alone",
    "UPDATE alerts_auditentry SET action = 'x'": "never changed or deleted",
    "UPDATE alerts_messageevent SET to_state = 'sent'": "never changed or deleted",
    "UPDATE alerts_message SET text = 'x'": "never changed",
    "UPDATE alerts_message SET state = 'pending' WHERE state = 'delivered'": "does not go from",
    "UPDATE responsibility_dutyrecord SET text = 'x'": "kept as written",
    "DELETE FROM responsibility_dutyrecord": "never deleted",
    "UPDATE responsibility_withdrawal SET reason = 'x'": "never changed or deleted",
    "UPDATE responsibility_remindercardline SET text = 'x'": "never changed or deleted",
    "UPDATE responsibility_cardline SET text = 'x'": "never changed",
    "DELETE FROM responsibility_task": "never deleted",
    "DELETE FROM supervision_demand": "never deleted",
    "UPDATE supervision_demand SET text = 'x'": "never changed or deleted",
    "UPDATE supervision_demandreply SET text = 'x'": "kept as written",
    "UPDATE responsibility_task SET lamp = 'yellow' WHERE lamp = 'unlit'": "a later lamp_since",
    "UPDATE responsibility_task SET lamp = 'green', lamp_since = now() WHERE lamp = 'red'":
        "task_lamp_agrees_with_facts",
    "INSERT INTO responsibility_appointment (post_id, user_id, period, entered_at)"
    " SELECT post_id, user_id, period, entered_at FROM responsibility_appointment":
        "appointment",
    "UPDATE responsibility_user SET staff_number = 'the same'": "staff_number",
}  # fmt: skip


@pytest.mark.parametrize("statement", REFUSED)
def test_what_the_database_refused_it_refuses_still(statement, cursor):
    with pytest.raises(psycopg2.DatabaseError, match=REFUSED[statement]):
        cursor.execute(statement)


def test_the_engine_goes_on_with_it(upgraded):
    """A quarter later the lamps of the old tasks turn, by the new code."""
    later = "2027-01-05T10:20:00+08:00"
    said = manage("sweep", "--now", later, "--dry-run", database=upgraded.database)
    assert int(said.split()[0]) > 0
