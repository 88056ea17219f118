"""PostgreSQL refuses to run as root: then it runs as an account without rights."""

import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Account:
    """Someone else as whom we, being root, start PostgreSQL."""

    uid: int
    gid: int

    def enters(self, folder: Path) -> bool:
        """Whether this account may pass through `folder` and all that are above it."""
        folder = folder.resolve()
        return all(self._may(one, stat.S_IXOTH) for one in (folder, *folder.parents))

    def runs(self, program: Path) -> bool:
        """Whether this account may start `program`."""
        program = program.resolve()
        return self.enters(program.parent) and self._may(program, stat.S_IXOTH | stat.S_IROTH)

    def own(self, folder: Path) -> None:
        """Give this account a folder that we have just made."""
        os.chown(folder, self.uid, self.gid)

    def _may(self, path: Path, wanted: int) -> bool:
        facts = path.stat()
        if facts.st_uid == self.uid:
            wanted <<= 6
        elif facts.st_gid == self.gid:
            wanted <<= 3
        return facts.st_mode & wanted == wanted


def unprivileged() -> Account | None:
    """The account for PostgreSQL when we are root; None when we are somebody ourselves."""
    if os.geteuid() != 0:
        return None
    nobody = pwd.getpwnam("nobody")
    return Account(uid=nobody.pw_uid, gid=nobody.pw_gid)


def make_folder(path: Path, *, account: Account | None, mode: int) -> Path:
    """Make `path` with exactly this mode, for `account`; one that is there stays as it is."""
    if not path.exists():
        path.mkdir()
        path.chmod(mode)
        if account:
            account.own(path)
    return path
