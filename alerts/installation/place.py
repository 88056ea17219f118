"""Where this database is: a restored or copied one must not text a whole county.

The study's faults 40 and 41. A backup brought back into the same server is told by the table's
own number, a clone by the database's, another server or an earlier point in time by its identity
and timeline, another set of processes on the same database by their folder of files.
"""

from contextlib import suppress
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.models.functions import Now

from alerts.installation.models import Installation

MARK = "installation"  # the file in the folder of files that holds its random id
SERVER = """
SELECT concat_ws(' ',
    (SELECT system_identifier FROM pg_control_system()),
    left(pg_walfile_name(pg_current_wal_lsn()), 8),
    (SELECT oid FROM pg_database WHERE datname = current_database()),
    'alerts_installation'::regclass::oid)
"""


def place() -> str:
    """What tells this installation from every other; an ordinary role may ask for all of it.

    PostgreSQL's system identifier and timeline, the numbers of the database and of the table
    `alerts_installation`, and the id in the folder of files ("" where there is none).
    """
    with connection.cursor() as cursor:
        cursor.execute(SERVER)
        return f"{cursor.fetchone()[0]} {_folder_id()}"


def may_send() -> bool:
    """Whether texts may leave: this is where the outbox was last let go.

    A database that was never anywhere is at home where it is first asked about.
    """
    noted = Installation.objects.first()
    return (noted or _settle()).place == place()


@transaction.atomic
def _settle() -> Installation:
    """Write the first place down; side by side, the first one counts."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('alerts.installation', 0))")
    if not _folder_id():
        default_storage.save(MARK, ContentFile(uuid4().hex.encode()))
    return Installation.objects.get_or_create(defaults={"place": place(), "since": Now()})[0]


def _folder_id() -> str:
    with suppress(FileNotFoundError), default_storage.open(MARK) as file:
        return file.read().decode()
    return ""
