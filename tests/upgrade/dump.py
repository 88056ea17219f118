"""Make the dump of this release: `python -m tests.upgrade.dump`.

An empty database is migrated and filled with the small county of `tests/upgrade/county.py`; what
pg_dump says of it is kept as tests/upgrade/dumps/<version>.sql.gz: SQL that any client can send.
"""

import gzip
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import django
from django.core.management import call_command
from django.db import connection

from config.stack.crew import ROOT
from config.stack.places import programs_of_postgres
from tests.servers import prepare

DUMPS = Path(__file__).with_name("dumps")
# What psql alone understands, and what names the makers of the dump.
FOR_PSQL_ALONE = re.compile(r"^\\(un)?restrict .*\n", re.MULTILINE)
OPTIONS = ("--no-owner", "--no-privileges", "--rows-per-insert=200")


def main() -> str:
    """Make it, once; why not, or "". The dump of a version given out is never made anew."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        version = tomllib.load(file)["project"]["version"]
    dump = DUMPS / f"{version}.sql.gz"
    if dump.exists():
        return f"{dump.name} is there: a release's dump stays as it is."
    prepare()
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()
    call_command("migrate", verbosity=0)
    fill()
    if empty := empty_tables():
        return f"Nothing stands in {', '.join(empty)}: let tests/upgrade/county.py fill them."
    DUMPS.mkdir(exist_ok=True)
    dump.write_bytes(gzip.compress(dumped(os.environ["DATABASE_URL"]).encode(), mtime=0))
    sys.stdout.write(f"{dump.relative_to(ROOT)}, {dump.stat().st_size} bytes\n")
    return ""


def fill() -> None:
    """Build the county; its builders import the models, which wait for Django."""
    from tests.upgrade.county import build_county  # noqa: PLC0415

    build_county()


def empty_tables() -> list[str]:
    """Tables of the apps without a row: an upgrade would not be seen to keep them."""
    from tests.laws.sources import our_apps  # noqa: PLC0415

    models = [model for app in our_apps() for model in app.get_models(include_auto_created=True)]
    tables = sorted(model._meta.db_table for model in models if model._meta.managed)
    with connection.cursor() as cursor:
        return [table for table in tables if not has_rows(cursor, table)]


def has_rows(cursor, table: str) -> bool:
    cursor.execute(f'SELECT EXISTS (SELECT FROM "{table}")')
    return cursor.fetchone()[0]


def dumped(url: str) -> str:
    """The database at `url` as SQL."""
    programs = programs_of_postgres(ROOT, account=None)
    words = [str(programs / "bin" / "pg_dump"), *OPTIONS, url]
    dump = subprocess.run(words, check=True, capture_output=True, encoding="utf-8").stdout
    return FOR_PSQL_ALONE.sub("", dump)


if __name__ == "__main__":
    sys.exit(main() or 0)
