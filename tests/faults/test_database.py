"""PostgreSQL crashed, ended sessions, locked tables, without room, without descriptors."""

import os
import subprocess
from pathlib import Path

import psycopg2
import pytest

from alerts.outbox.models import Attempt
from alerts.outbox.states import State
from tests.alerts.channels.stub_twilio import slowly
from tests.faults.marks import fault, long


@long
@fault(9)
@pytest.mark.parametrize("when", ["before the POST", "during it"])
def test_a_sender_whose_session_is_ended(world, when):
    """The lock went with the session; what became of the message is asked of the provider."""
    world.messages()
    if when == "during it":
        world.book.script = [slowly(1.5)]
    sender = world.start("drain", gap=1.5 if when == "before the POST" else 0)
    world.waits_for(lambda: Attempt.objects.exists())
    if when == "during it":
        world.waits_for(lambda: world.book.posts)
    ended = world.postgres.ask(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
        "WHERE datname = %s AND application_name = %s",
        world.name,
        f"faults {sender.pid}",
    )
    assert ended == [(1,)]
    sender.join(60)
    world.comes_to_rest()
    assert world.states() == {State.ACCEPTED: 1}
    assert len(world.book.taken) == 1


@fault(8)
def test_the_server_crashes_in_the_middle_of_a_call(world):
    world.messages(3)
    world.book.script = [slowly(1)]
    going_on = world.start("drains")
    world.waits_for(lambda: world.book.posts)
    world.postgres.crash()
    world.waits_for(world.is_calm)
    assert going_on.is_alive()
    assert world.states() == {State.ACCEPTED: 3}
    assert sorted(world.book.times_taken().values()) == [1, 1, 1]


@long
@fault(39)
def test_a_change_of_tables_gives_up_rather_than_stand_in_the_way(world):
    """As a migration is run while workers are up: `lock_timeout` ends it, nobody is stuck."""
    world.messages(30)
    world.book.script = [slowly(0.1)]
    line = psycopg2.connect(world.dsn)
    with line, line.cursor() as cursor:  # a long report, reading
        cursor.execute("SELECT count(*) FROM alerts_message")
        going_on = world.start("drains")
        world.waits_for(lambda: world.book.taken)
        change = "SET lock_timeout = '500ms'; ALTER TABLE alerts_message ADD COLUMN more int"
        with pytest.raises(psycopg2.errors.LockNotAvailable):
            world.postgres.ask(change, database=world.name)
    line.close()
    world.waits_for(world.is_calm)
    assert going_on.is_alive()
    world.kill(going_on)
    world.postgres.ask(change, database=world.name)
    assert world.states() == {State.ACCEPTED: 30}


@fault(36)
@pytest.mark.skipif(os.geteuid() != 0, reason="a small disk is mounted by root alone")
def test_without_room_nothing_is_sent(world, small_disk):
    """No POST without an attempt on disk: the claim fails, and goes on when there is room."""
    world.postgres.ask(
        f"ALTER TABLE alerts_attempt SET TABLESPACE {small_disk.name}", database=world.name
    )
    world.messages(20)
    small_disk.fill()
    going_on = world.start("drains", settings={"SMS_LEASE_SECONDS": 5})
    world.waits_for(lambda: "No space left" in world.said())
    assert len(world.book.posts) == Attempt.objects.count()
    small_disk.empty()
    world.waits_for(world.is_calm)
    assert world.states() == {State.ACCEPTED: 20}
    world.kill(going_on)
    world.postgres.ask("ALTER TABLE alerts_attempt SET TABLESPACE pg_default", database=world.name)


@fault(37)
@pytest.mark.parametrize("spare", [0, 1], ids=["for the database", "for the provider"])
def test_without_descriptors_a_worker_ends_and_another_does_its_work(world, spare):
    world.messages(5)
    world.play("drain", descriptors=spare)
    assert "Too many open files" in world.said() or "OperationalError" in world.said()
    assert world.book.posts == []
    world.comes_to_rest()
    assert world.states() == {State.ACCEPTED: 5}


@pytest.fixture
def small_disk(world):
    """A tablespace of a few megabytes."""
    folder = Path(world.folder) / "disk"
    folder.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    if subprocess.run(words, capture_output=True).returncode:
        pytest.skip("this machine mounts no small disk")
    disk = SmallDisk(world, folder)
    yield disk
    disk.end()


class SmallDisk:
    name = "small"

    def __init__(self, world, folder: Path):
        self.folder, self.postgres = folder, world.postgres
        world.folder.chmod(0o711)
        account = world.postgres.server.account
        (folder / "here").mkdir()
        for place in (folder, folder / "here"):
            account.own(place)
        self.postgres.ask(f"CREATE TABLESPACE {self.name} LOCATION '{folder / 'here'}'")

    def fill(self) -> None:
        room = os.statvfs(self.folder)
        (self.folder / "full").write_bytes(bytes(room.f_bavail * room.f_bsize))

    def empty(self) -> None:
        (self.folder / "full").unlink()

    def end(self) -> None:
        self.postgres.ask(f"DROP TABLESPACE {self.name}")
        subprocess.run(["umount", str(self.folder)], check=True)
