"""PostgreSQL refuses to run as root: then it runs as an account without rights."""

import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Account:
    uid: int
    gid: int

    def reaches(self, path: Path) -> bool:
        """Whether this account may enter every folder above `path` and read `path` itself."""
        path = path.resolve()
        return all(self._may(folder, stat.S_IXOTH) for folder in path.parents) and self._may(
            path, stat.S_IROTH | (stat.S_IXOTH if path.is_dir() else 0)
        )

    def _may(self, path: Path, wanted: int) -> bool:
        facts = path.stat()
        if facts.st_uid == self.uid:
            wanted <<= 6
        elif facts.st_gid == self.gid:
            wanted <<= 3
        return facts.st_mode & wanted == wanted

    def own(self, path: Path) -> None:
        """Hand a folder that we have just made over to this account."""
        os.chown(path, self.uid, self.gid)


def unprivileged() -> Account | None:
    """The account for PostgreSQL when we are root; None when we are somebody ourselves."""
    if os.geteuid() != 0:
        return None
    nobody = pwd.getpwnam("nobody")
    return Account(uid=nobody.pw_uid, gid=nobody.pw_gid)
