"""A short folder for each test that starts processes, and nobody left in it."""

import os
import shutil
import signal
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest

from tests.stack.starting import Start, processes_of


@pytest.fixture
def folder():
    """A new folder into which PostgreSQL's account may go; whoever still runs in it is ended."""
    made = Path(tempfile.mkdtemp(prefix="liangze-try-", dir="/tmp"))
    made.chmod(0o711)
    yield made
    for pid in processes_of(made):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture
def begin(folder):
    """begin(plan): start one of the plans in the folder; it is stopped after the test."""
    begun = []

    def start(plan: str, *, within: Path = folder, **environment: str) -> Start:
        begun.append(Start(within, plan, environment=environment))
        return begun[-1]

    yield start
    for one in begun:
        one.interrupt()
