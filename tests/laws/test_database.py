"""The database's code is frozen in the migrations, and what they make is what the sources say."""

import ast
import re
from collections.abc import Iterator

import pytest
from django.db import connection, transaction

from tests.laws.sources import ROOT, built_from_sources, comparable, sql_files
from tests.upgrade.catalogue import catalogue, difference

MIGRATIONS = sorted(ROOT.glob("*/migrations/[0-9]*.py"))
# What a migration may import: it says everything else itself, so that it stays what it was.
STAYS_AS_IT_IS = {"datetime", "decimal", "uuid", "django"}
CHANGES = {"django.apps", "django.utils.module_loading", "django.core.management"}
READS = {"open", "read_text", "read_bytes", "__import__", "import_module", "import_string"}
MAKES = re.compile(r"^CREATE (?:OR REPLACE )?(FUNCTION|PROCEDURE|VIEW|TRIGGER) (\S+)", re.MULTILINE)


def compared() -> tuple[list, list]:
    """What the migrations alone made, and what the sources alone say."""
    with connection.cursor() as cursor, built_from_sources() as schema:
        said = catalogue(cursor, schema=schema)
        made = catalogue(cursor)
    return difference(comparable(made), comparable(said))


@pytest.mark.django_db
def test_the_migrated_database_is_what_the_sources_say():
    """Whoever changes a model or a .sql file writes a migration that holds the new text."""
    made, said = compared()
    assert not made, "The migrations alone make:\n" + "\n".join(map(str, made))
    assert not said, "The sources alone say:\n" + "\n".join(map(str, said))


@pytest.mark.parametrize(
    "change",
    [
        "DROP TRIGGER message_kept ON alerts_message",
        "ALTER TABLE alerts_message DISABLE TRIGGER message_kept",
        "ALTER FUNCTION never_deleted() RENAME TO hardly_ever_deleted",
        "CREATE OR REPLACE FUNCTION never_deleted() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RETURN OLD; END $$",
        "ALTER FUNCTION lamp_turned() RESET enable_nestloop",
        "ALTER TABLE responsibility_task DROP CONSTRAINT task_lamp_agrees_with_facts",
        "ALTER TABLE responsibility_task RESET (fillfactor)",
        "ALTER TABLE responsibility_task ALTER turns_at DROP EXPRESSION",
        "ALTER TABLE alerts_auditentry ALTER action DROP NOT NULL",
        "ALTER TABLE alerts_auditentry ALTER noted_at DROP DEFAULT",
        "DROP INDEX message_to_send",
    ],
)
@pytest.mark.django_db
def test_a_difference_is_seen(change):
    with connection.cursor() as cursor:
        before = catalogue(cursor)
        with transaction.atomic():
            cursor.execute(change)
            assert difference(before, catalogue(cursor)) != ([], [])
            transaction.set_rollback(True)


def test_each_piece_of_the_database_has_one_source():
    made = [name for file in sql_files() for name in MAKES.findall(file.read_text())]
    assert made
    assert len(set(made)) == len(made)


# Migrations stay what they were


def names_imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." if node.level else node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def names_called(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield getattr(node.func, "attr", getattr(node.func, "id", ""))


def faults(source: str) -> list[str]:
    """What in a migration depends on something that may change after it."""
    tree = ast.parse(source)
    imports = [
        name
        for name in names_imported(tree)
        if name.split(".")[0] not in STAYS_AS_IT_IS
        or any(name == module or name.startswith(f"{module}.") for module in CHANGES)
    ]
    return imports + [name for name in names_called(tree) if name in READS]


@pytest.mark.parametrize("migration", MIGRATIONS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_migration_imports_nothing_of_ours_and_reads_no_file(migration):
    """A model's choices, default or path that is a function of ours would be imported by it."""
    assert faults(migration.read_text()) == []


@pytest.mark.parametrize(
    "source",
    [
        "import alerts.outbox.states",
        "from responsibility.files.models import where_stored",
        "from pathlib import Path",
        "from . import sql",
        "from django.apps import apps",
        "SQL = open('ledger.sql').read()",
        "SQL = LAMPS.read_text()",
        "f = __import__('alerts')",
    ],
)
def test_one_that_does_is_found(source):
    assert faults(source)
