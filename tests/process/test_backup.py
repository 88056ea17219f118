"""Backup and restore as a county does them: kept from one database, brought back into an empty one
and counted, and no text leaves it before a person decides."""

import os
import subprocess
from pathlib import Path
from shutil import rmtree

import pytest

from config.stack.account import unprivileged
from config.stack.crew import ROOT
from config.stack.places import programs_of_postgres
from tests.process.test_roles import NAME, SERVER, ask, make_roles, manage, opened_county

pytestmark = pytest.mark.process
AGAIN = f"{NAME}_again"
PICTURE = "ab/one.jpg"


@pytest.fixture(scope="module")
def county(django_db_blocker):
    with opened_county("made before", django_db_blocker):
        yield


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("backup")
    for name in ("files/ab", "backups", "empty"):
        (folder / name).mkdir(parents=True)
    (folder / "files" / PICTURE).write_bytes(b"a photo")
    (folder / "files" / "installation").write_bytes(b"0123")
    return folder


def script(name: str, *words: str, place: Path, files: str, database: str):
    programs = programs_of_postgres(Path(os.environ["LIANGZE_TEST_RUN"]), account=unprivileged())
    environment = {
        "PATH": f"{programs / 'bin'}:{os.environ['PATH']}",
        "PGHOST": SERVER["HOST"],
        "PGUSER": "liangze_owner",
        "PGDATABASE": database,
        "FILES": str(place / files),
        "BACKUPS": str(place / "backups"),
    }
    command = ["sh", str(ROOT / "deploy" / name), *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True)


def keep(place: Path) -> Path:
    rmtree(place / "backups")  # one may be there of this very second
    (place / "backups").mkdir()
    made = script("backup.sh", place=place, files="files", database=NAME)
    assert made.returncode == 0, made.stderr
    assert made.stdout.endswith(" 2 files\n")
    return Path(made.stdout.split(":")[0])


@pytest.fixture
def kept(county, place):
    """The folder of a backup that was made."""
    folder = keep(place)
    assert {file.name for file in folder.iterdir()} == {
        "database.dump", "files.tar", "counts", "sums",
    }  # fmt: skip
    assert all(file.stat().st_mode & 0o077 == 0 for file in [folder, *folder.iterdir()])
    return folder


@pytest.fixture
def empty(kept, place):
    """An empty database beside it, with the roles of a county, and an empty folder."""
    ask(f"CREATE DATABASE {AGAIN}", user=SERVER["USER"], database="postgres")
    make_roles(AGAIN)
    yield
    ask(f"DROP DATABASE {AGAIN} WITH (FORCE)", user=SERVER["USER"], database="postgres")
    subprocess.run(["find", str(place / "empty"), "-mindepth", "1", "-delete"], check=True)


def bring_back(kept, place, *, files: str = "empty", database: str = AGAIN):
    return script("restore.sh", kept.name, place=place, files=files, database=database)


def audit_of(database: str) -> list:
    return ask("SELECT * FROM alerts_auditentry ORDER BY id", user="liangze_app", database=database)


@pytest.mark.usefixtures("empty")
def test_what_was_kept_comes_back_counted(kept, place):
    done = bring_back(kept, place)
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith(" rows, 2 files\n") and int(done.stdout.split()[0]) > 100
    picture = place / "empty" / PICTURE
    assert picture.read_bytes() == b"a photo"
    # The proxy reads it by another account.
    assert picture.stat().st_mode == (place / "files" / PICTURE).stat().st_mode
    assert audit_of(AGAIN) == audit_of(NAME) != []
    # The roles are as before: the platform's works, and cannot go round the ledgers.
    manage("sweep", user="liangze_app", database=AGAIN)
    with pytest.raises(Exception, match="never changed or deleted"):
        ask("DELETE FROM alerts_auditentry", user="liangze_app", database=AGAIN)
    with pytest.raises(Exception, match="permission denied|must be owner"):
        ask("TRUNCATE alerts_auditentry", user="liangze_app", database=AGAIN)


@pytest.mark.usefixtures("empty")
def test_a_restored_database_sends_nothing_before_a_person_decides(kept, place):
    manage("drain", user="liangze_app")  # the first one is at home where it is
    folder = keep(place)
    assert bring_back(folder, place).returncode == 0
    manage("drain", user="liangze_app", database=AGAIN)
    alarms = "SELECT count(*) FROM alerts_alarm WHERE kind = 'restored' AND closed_at IS NULL"
    assert ask(alarms, user="liangze_app", database=NAME) == [(0,)]
    assert ask(alarms, user="liangze_app", database=AGAIN) == [(1,)]
    manage("adopt_database", "--cancel", "--by", "admin", user="liangze_app", database=AGAIN)
    assert ask(alarms, user="liangze_app", database=AGAIN) == [(0,)]


def test_what_stands_is_never_written_over(kept, place, empty):
    before = audit_of(NAME)
    refused = bring_back(kept, place, database=NAME)
    assert refused.returncode == 2 and "not empty" in refused.stderr
    assert audit_of(NAME) == before
    refused = bring_back(kept, place, files="files")
    assert refused.returncode == 2 and "not empty" in refused.stderr
    assert (place / "files" / PICTURE).read_bytes() == b"a photo"


@pytest.mark.usefixtures("empty")
@pytest.mark.parametrize("name", ["database.dump", "files.tar", "counts"])
def test_a_backup_that_was_changed_is_not_brought_back(kept, place, name):
    whole = (kept / name).read_bytes()
    (kept / name).write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    try:
        refused = bring_back(kept, place)
    finally:
        (kept / name).write_bytes(whole)
    assert refused.returncode != 0 and "FAILED" in refused.stdout
    tables = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
    assert ask(tables, user="liangze_app", database=AGAIN) == [(0,)]


@pytest.mark.usefixtures("county")
@pytest.mark.parametrize(
    ("files", "database"),
    [("no such folder", NAME), ("files", "no_such_database")],
    # Each worker has its own name of a database, and all have to collect the same tests.
    ids=["no such folder", "no such database"],
)
def test_a_backup_that_breaks_off_is_never_taken_for_one(place, files, database):
    there = set((place / "backups").iterdir())
    failed = script("backup.sh", place=place, files=files, database=database)
    (left,) = set((place / "backups").iterdir()) - there
    assert failed.returncode != 0 and left.name.endswith(".part")
    rmtree(left)


# A record is not needed for it, so that what binds one is taken away first.
LOST = """
DO $$ DECLARE bond text; BEGIN
    SELECT conname INTO bond FROM pg_constraint
    WHERE conrelid = 'responsibility_evidence'::regclass
        AND confrelid = 'responsibility_dutyrecord'::regclass;
    EXECUTE format('ALTER TABLE responsibility_evidence DROP CONSTRAINT %I', bond);
END $$;
SET session_replication_role = replica;
INSERT INTO responsibility_storedfile (id, owner_id, name, kind, media_type, content, size,
    received_sha256, stored_sha256, uploaded_at)
SELECT '00000000-0000-4000-8000-000000000001', min(id), 'x', 'jpeg', 'image/jpeg', 'ab/lost.jpg',
    1, '', '', now() FROM responsibility_user;
INSERT INTO responsibility_evidence (record_id, stored_file_id, position)
VALUES (1, '00000000-0000-4000-8000-000000000001', 1);
"""


@pytest.mark.usefixtures("empty")
def test_a_file_that_a_record_holds_and_the_backup_lacks_is_said(place):
    ask(LOST, user=SERVER["USER"])
    refused = bring_back(keep(place), place)
    assert refused.returncode == 3 and "ab/lost.jpg" in refused.stderr
