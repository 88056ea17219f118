"""The database as its sources say it is: the models, and the .sql files of the rooms.

Both are what a migration is written from. Here they are brought into a schema of their own,
without any migration, to be compared with what the migrations made.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.apps import AppConfig, apps
from django.db import ProgrammingError, connection, transaction
from psycopg2.errors import UndefinedFunction, UndefinedObject, UndefinedTable

from tests.upgrade.catalogue import Part

ROOT = Path(__file__).parent.parent.parent
SCHEMA = "as_the_sources_say"
WAITS_FOR_ANOTHER = (UndefinedFunction, UndefinedObject, UndefinedTable)


@contextmanager
def built_from_sources() -> Iterator[str]:
    """The name of a schema with every table, function and trigger; it is gone afterwards."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {SCHEMA}")
        cursor.execute(f"SET LOCAL search_path = {SCHEMA}")
        _make_tables()
        _run(list(sql_files()))
        yield SCHEMA
        transaction.set_rollback(True)


def our_apps() -> list[AppConfig]:
    """Those that stand beside manage.py."""
    return [app for app in apps.get_app_configs() if Path(app.path).parent == ROOT]


def sql_files() -> Iterator[Path]:
    """Every .sql file of our own apps, wherever its room is."""
    for app in our_apps():
        yield from sorted(Path(app.path).rglob("*.sql"))


def _make_tables() -> None:
    with connection.schema_editor() as editor:
        for model in apps.get_models():
            if model._meta.managed and not model._meta.proxy:
                editor.create_model(model)


def _run(waiting: list[Path]) -> None:
    """Run the files; one that needs what another makes waits for it."""
    while waiting:
        later = [file for file in waiting if not _runs(file)]
        assert len(later) < len(waiting), f"{later} need what no file makes."
        waiting = later


def _runs(file: Path) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(file.read_text(encoding="utf-8"))
    except ProgrammingError as error:
        if isinstance(error.__cause__, WAITS_FOR_ANOTHER):
            return False
        raise
    return True


def comparable(parts: list[Part]) -> list[Part]:
    """The same without Django's own tables, which we do not write, and without the names nobody
    gave: those of a foreign key or of a column's index outlive a column's renaming.
    """
    others = _tables_of_others()
    given = {
        part.name
        for model in apps.get_models()
        for part in [*model._meta.constraints, *model._meta.indexes]
    }
    return [
        part._replace(name="")
        if part.what in {"constraint", "index"} and part.name not in given
        else part
        for part in parts
        if part.table not in others
    ]


def _tables_of_others() -> set[str]:
    others = [app for app in apps.get_app_configs() if app not in our_apps()]
    models = [model for app in others for model in app.get_models(include_auto_created=True)]
    return {model._meta.db_table for model in models}
