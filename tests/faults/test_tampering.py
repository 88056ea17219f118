"""A ledger tampered with: refused to who may not, found out where somebody could."""

import psycopg2
import pytest

from tests.faults.invariants import APPEND_ONLY, broken
from tests.faults.marks import fault, long

ACTS = {
    "change": "UPDATE {} SET id = id",
    "delete": "DELETE FROM {}",
}


@pytest.fixture
def history(world):
    """A world in which something happened, with an ordinary role beside its owner."""
    world.tasks(3, since=world.offset)
    world.messages(2)
    for role in ("sweep", "drain"):
        assert world.play(role) == 0
    world.postgres.ask("DROP ROLE IF EXISTS web")
    world.postgres.ask("CREATE ROLE web LOGIN")
    world.postgres.ask(
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO web; "
        "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO web",
        database=world.name,
    )
    yield world
    world.postgres.ask("DROP OWNED BY web; DROP ROLE web", database=world.name)


def as_role(world, role: str, statement: str) -> None:
    with psycopg2.connect(world.dsn.replace("user=liangze", f"user={role}")) as line:
        line.cursor().execute(statement)
    line.close()


@fault(42)
@pytest.mark.parametrize("role", ["web", "liangze"], ids=["the application", "the owner"])
def test_nobody_changes_or_deletes_what_was_written(history, role):
    for table in ("alerts_lampturn", "alerts_messageevent"):
        for act in ACTS.values():
            with pytest.raises(psycopg2.errors.RaiseException, match="never changed or deleted"):
                as_role(history, role, act.format(table))
    with pytest.raises(psycopg2.errors.RaiseException, match="by its trigger alone"):
        as_role(
            history,
            role,
            "INSERT INTO alerts_lampturn (kind, deadline_id, county_id, to_lamp, cause, "
            "took_effect_at) VALUES ('task', 1, 1, 'red', 'clock', now())",
        )
    with pytest.raises(psycopg2.errors.RaiseException, match="does not go from"):
        as_role(history, role, "UPDATE alerts_message SET state = 'pending'")


@fault(42)
def test_the_application_neither_empties_a_ledger_nor_switches_its_guard_off(history):
    for table in APPEND_ONLY:
        for statement in (f"TRUNCATE {table}", f"ALTER TABLE {table} DISABLE TRIGGER ALL"):
            with pytest.raises(psycopg2.errors.InsufficientPrivilege):
                as_role(history, "web", statement)
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        as_role(history, "web", "SET session_replication_role = replica")


AS_SUPERUSER = "SET session_replication_role = replica; "
CRIMES = [
    ("I1", AS_SUPERUSER + "DELETE FROM alerts_lampturn WHERE to_lamp = 'yellow'"),
    ("I1", AS_SUPERUSER + "UPDATE alerts_lampturn SET took_effect_at = now() "
           "WHERE to_lamp = 'yellow'"),
    ("I2", AS_SUPERUSER + "DELETE FROM alerts_reminder"),
    ("I4", AS_SUPERUSER + "UPDATE alerts_message SET provider_id = 'x' || id"),
    ("I6", AS_SUPERUSER + "DELETE FROM alerts_messageevent WHERE to_state = 'sending'"),
    ("I7", "ALTER TABLE alerts_lampturn DISABLE TRIGGER lampturn_kept"),
    ("I8", AS_SUPERUSER + "DELETE FROM alerts_attempt"),
]  # fmt: skip


@fault(42)
@pytest.mark.breaks
@long
@pytest.mark.parametrize(("rule", "crime"), CRIMES)
def test_what_a_superuser_does_is_found_out(history, rule, crime):
    assert not any(broken(history).values())
    history.postgres.ask(crime, database=history.name)
    assert broken(history)[rule], "the invariant has teeth"
