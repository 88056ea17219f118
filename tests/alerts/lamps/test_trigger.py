"""No writer turns a lamp without its trace, and nobody writes the trace."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import F

from alerts.lamps.models import LampTurn
from responsibility.tasks.models import Task
from tests.make import at, days, make_county, make_holder, make_item, make_task, make_unit


@pytest.fixture
def task(db):
    return make_task(make_holder(make_unit(make_county()))[0])


def run(sql: str, *params) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)


def refused(sql: str, reason: str, kind=DatabaseError) -> None:
    with pytest.raises(kind, match=reason):
        run(sql)


def test_a_first_turn_is_written_with_the_row(task):
    turn = LampTurn.objects.get()
    assert (turn.kind, turn.deadline_id, turn.county_id) == ("task", task.pk, task.county_id)
    assert (turn.from_lamp, turn.to_lamp, turn.cause) == (None, "unlit", "created")
    assert turn.took_effect_at == task.lamp_since


@pytest.mark.parametrize(
    "change",
    [
        "lamp = 'yellow'",
        "lamp = 'yellow', lamp_since = lamp_since",
        "lamp = 'yellow', lamp_since = lamp_since - interval '1 second'",
        "lamp = 'red'",
    ],
)
def test_a_lamp_does_not_turn_without_saying_since_when(task, change):
    refused(f"UPDATE responsibility_task SET {change}", "without a later lamp_since")


@pytest.mark.parametrize(
    ("moved", "reason"),
    [("+ interval '1 second'", "lampturn_turns"), ("- interval '1 second'", "later lamp_since")],
)
def test_since_when_does_not_move_without_a_turn(task, moved, reason):
    refused(f"UPDATE responsibility_task SET lamp_since = lamp_since {moved}", reason)


def test_what_the_clock_did_is_not_dated_anew(task):
    """Yellow since the 23rd: nobody writes that it was the 25th."""
    change = "lamp = 'yellow', lamp_since = '2026-09-25 00:00+08'"
    refused(f"UPDATE responsibility_task SET {change}", "lampturn_turns", IntegrityError)


@pytest.mark.parametrize(
    "change",
    [
        "done = 1, fulfilled_at = '2026-08-01 00:00+08'",
        "exempt = true",
        "lamp = 'green', lamp_since = now()",
        "lamp = 'orange', lamp_since = now()",
        "lamp = 'exempt', lamp_since = now()",
        "done = 1, fulfilled_at = '2026-10-02 00:00+08', lamp = 'green', lamp_since = now()",
        "hold = 'extension_asked', held_since = now(), lamp = 'red', lamp_since = now()",
    ],
)
def test_facts_and_lamp_agree_whoever_writes(task, change):
    refused(f"UPDATE responsibility_task SET {change}", "task_lamp_agrees", IntegrityError)


def test_a_lamp_is_not_lit_later_than_it_should_have_turned(task):
    """Such a row could never be swept."""
    with pytest.raises(IntegrityError, match="task_turns_after_it_was_lit"):
        make_task(task.post, lamp="yellow", lamp_since=at("2026-10-02 00:00"))


def test_deadlines_are_never_deleted(task):
    refused("DELETE FROM responsibility_task", "never deleted")
    with pytest.raises(DatabaseError, match="never deleted"), transaction.atomic():
        task.delete()


def test_a_deadline_keeps_its_number(task):
    refused("UPDATE responsibility_task SET id = id + 1", "never changed")


@pytest.mark.parametrize(
    ("sql", "reason"),
    [
        ("UPDATE alerts_lampturn SET to_lamp = 'green'", "never changed"),
        ("UPDATE alerts_lampturn SET took_effect_at = now()", "never changed"),
        ("DELETE FROM alerts_lampturn", "never changed or deleted"),
        (
            "INSERT INTO alerts_lampturn"
            " (kind, deadline_id, county_id, from_lamp, to_lamp, cause, took_effect_at)"
            " SELECT kind, deadline_id, county_id, 'unlit', 'red', 'clock', now()"
            " FROM alerts_lampturn",
            "by its trigger alone",
        ),
    ],
)
def test_the_ledger_is_only_added_to_and_only_by_its_trigger(task, sql, reason):
    refused(sql, reason)


def test_the_ledger_is_closed_to_the_orm_too(task):
    turn = LampTurn.objects.get()
    with pytest.raises(DatabaseError, match="by its trigger alone"), transaction.atomic():
        LampTurn.objects.bulk_create([LampTurn(**{**values(turn), "pk": None})])
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        turn.save()


def values(turn: LampTurn) -> dict:
    return {field.name: getattr(turn, field.name) for field in LampTurn._meta.fields}


def test_many_rows_in_one_statement_leave_all_their_turns(task):
    post, item, many = task.post, make_item(task.unit.parent), 2000
    like = make_task(post, item)
    rows = []
    for number in range(many):
        copy = Task(**{f.attname: getattr(like, f.attname) for f in Task._meta.fields
                       if not f.primary_key and not f.generated})  # fmt: skip
        copy.item_code = f"row {number}"
        rows.append(copy)
    Task.objects.bulk_create(rows)
    mine = Task.objects.filter(item_code__startswith="row")
    turns = LampTurn.objects.filter(deadline_id__in=mine.values("pk"))
    assert turns.filter(from_lamp=None, to_lamp="unlit").count() == many

    mine.update(lamp="red", lamp_since=F("late_at"), lamp_cause="clock")
    assert turns.filter(from_lamp="unlit", to_lamp="yellow").count() == many
    assert turns.filter(from_lamp="yellow", to_lamp="red").count() == many
    assert turns.count() == 3 * many

    mine.update(
        late_at=F("late_at") + days(40),
        warns_at=F("warns_at") + days(40),
        lamp="unlit",
        lamp_since=at("2026-10-05 00:00"),
        lamp_cause="extended",
    )
    assert turns.filter(from_lamp="red", to_lamp="unlit", cause="extended").count() == many
    assert not LampTurn.objects.filter(deadline_id=task.pk, to_lamp="red").exists()


def test_rows_updated_without_a_turn_leave_none(task):
    before = LampTurn.objects.count()
    Task.objects.update(done=0, provisional=True, due_on=F("due_on"))
    assert LampTurn.objects.count() == before
