"""Backups brought back, copies of the whole database: none of them texts anybody by itself."""

import shutil
import subprocess

import pytest
from django.core.files.storage import default_storage

from alerts.alarms.models import Alarm
from alerts.outbox.states import State
from tests.faults.marks import fault, long
from tests.faults.world import World
from tests.make import make_person


def held(world) -> bool:
    return Alarm.objects.filter(kind=Alarm.Kind.RESTORED, closed_at=None).exists()


def program(world, name: str, *words: str) -> None:
    server = world.postgres.server
    run = [str(server.programs / "bin" / name), "-h", str(server.sockets), "-U", "liangze", *words]
    subprocess.run(run, check=True, capture_output=True)


@fault(40)
@pytest.mark.parametrize("decision", ["--cancel", pytest.param("--keep", marks=long)])
def test_a_backup_of_yesterday_sends_nothing_until_a_person_decides(world, decision):
    """The provider keeps what went out since the backup, of which the backup knows nothing."""
    assert world.play("drain") == 0, "this is where it is at home"
    world.messages(4)
    backup = str(world.folder / "backup")
    program(world, "pg_dump", "-Fc", "-f", backup, world.name)
    assert world.play("drain") == 0
    assert len(world.book.taken) == 4
    with world.away():
        world.postgres.drop(world.name)
        world.postgres.ask(f"CREATE DATABASE {world.name}")
        program(world, "pg_restore", "-d", world.name, backup)
    for _ in range(2):
        assert world.play("drain") == 0
    assert world.states() == {State.PENDING: 4}
    assert len(world.book.posts) == 4, "nothing was sent again"
    assert held(world)
    system = make_person(is_system_administrator=True)
    words = ("adopt_database", decision, "--by", system.staff_number)
    assert world.play("manage", words=words) == 0, world.said()
    assert not held(world)
    world.comes_to_rest()
    again = {"--cancel": 0, "--keep": 4}[decision]
    assert len(world.book.posts) == 4 + again, "only what the person said"
    world.excused = {"I3", "I4", "I8"}  # of the POSTs since the backup it knows nothing


@fault(41)
def test_a_copy_on_the_same_server_sends_nothing(world):
    """As a staging system is made: the whole database under another name."""
    assert world.play("drain") == 0
    world.messages(3)
    name = f"{world.name}_copy"
    with world.away():
        world.postgres.ask(f"CREATE DATABASE {name} TEMPLATE {world.name}")
    copy = World(world.postgres, name, world.stub, world.folder)
    with world.postgres.connected(copy.name):
        assert copy.play("drain") == 0
        assert copy.states() == {State.PENDING: 3}
        assert held(copy)
    assert world.book.posts == []
    assert world.play("drain") == 0
    assert not held(world)
    assert world.states() == {State.ACCEPTED: 3}
    world.postgres.drop(copy.name)


@fault(41)
def test_other_processes_on_the_same_database_send_nothing(world):
    """A second stack pointed at the first one's database: its folder of files is another."""
    assert world.play("drain") == 0
    world.messages(3)
    folder = default_storage.location
    other = world.folder / "other"
    shutil.copytree(folder, other, ignore=lambda *_: ["installation"])
    storages = {"default": {"BACKEND": "django.core.files.storage.FileSystemStorage",
                            "OPTIONS": {"location": str(other)}}}  # fmt: skip
    assert world.play("drain", settings={"STORAGES": storages}) == 0
    assert world.book.posts == []
    assert held(world)
    assert world.play("drain") == 0
    assert world.states() == {State.ACCEPTED: 3}
