"""A process is its number and its start; a number alone may be somebody else's by now."""

import os
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from config.stack import processes
from config.stack.processes import Process, started, wait_for, words_of

pytestmark = [pytest.mark.process, pytest.mark.usefixtures("source")]
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1, flush=True)"


@pytest.fixture(params=["/proc", "ps"])
def source(request, monkeypatch):
    """Both ways to learn of processes: that of Linux and that of the others."""
    if request.param == "ps":
        if not shutil.which("ps"):
            pytest.skip("There is no ps on this machine.")
        monkeypatch.setattr(processes, "PROC", Path("/nowhere"))
    elif not processes.PROC.exists():
        pytest.skip("There is no /proc on this machine.")


@pytest.fixture
def deaf():
    """A process in a session of its own that heeds no polite request."""
    words = [sys.executable, "-c", f"{DEAF}; time.sleep(600)"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, start_new_session=True) as process:
        process.stdout.readline()
        yield process
        process.kill()


def entry_of(process) -> Process:
    return Process(name="deaf", pid=process.pid, start=started(process.pid))


def test_whoever_does_not_heed_is_killed_after_the_grace(deaf):
    entry = entry_of(deaf)
    entry.end(within=0.2)
    assert not entry.alive()
    assert deaf.wait() == -signal.SIGKILL


def test_a_stranger_with_the_same_number_is_left_alone(deaf):
    stranger = replace(entry_of(deaf), start="an earlier life")
    assert not stranger.alive()
    assert stranger.session() == []
    stranger.end(within=0.2)
    assert deaf.poll() is None


def test_the_words_of_a_process_are_its_command_line(deaf):
    assert "signal.SIGTERM" in words_of(deaf.pid)


def test_a_process_that_is_gone_has_no_start():
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    assert started(process.pid) is None
    assert words_of(process.pid) == ""
    assert started(os.getpid())


def test_one_that_ended_but_was_not_collected_counts_as_gone(deaf):
    entry = entry_of(deaf)
    deaf.kill()
    assert wait_for(lambda: not entry.alive(), within=10)
