"""The faults' server, a world for each test, the nine invariants after it, and their table."""

import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.alerts.channels.stub_twilio import Stub
from tests.faults.invariants import broken
from tests.faults.private import PrivatePostgres
from tests.faults.report import table_of
from tests.faults.world import World, forks

found: dict[str, list[dict[str, str]]] = {}


@pytest.fixture(scope="session")
def postgres(django_db_blocker):
    forks.set_forkserver_preload(["tests.faults.roles"])
    with ExitStack() as stack:
        with django_db_blocker.unblock():
            server = stack.enter_context(PrivatePostgres())
        yield server


@pytest.fixture
def world(postgres, request, django_db_blocker):
    """Afterwards the nine invariants must hold, unless the test says that they must not."""
    folder = Path(tempfile.mkdtemp(prefix="liangze-world-", dir="/tmp"))
    name = postgres.fresh()
    unblocked = django_db_blocker.unblock()
    with Stub() as stub, unblocked, postgres.connected(name):
        here = World(postgres, name, stub, folder)
        try:
            yield here
            here.end_all()
            if not request.node.get_closest_marker("breaks"):
                told = broken(here)
                if mark := request.node.get_closest_marker("fault"):
                    found.setdefault(mark.args[0], []).append(told)
                wrong = {name: some for name, some in told.items() if some}
                assert not wrong, f"{wrong}\n{here.said()}"
        finally:
            here.end_all()
    postgres.drop(name)
    shutil.rmtree(folder, ignore_errors=True)


def pytest_terminal_summary(terminalreporter):
    if found and terminalreporter.config.getoption("-m") != "not faults":
        terminalreporter.section("faults and invariants")
        terminalreporter.line(table_of(found))
