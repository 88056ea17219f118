"""The engine's real processes on the test's own database and a Redis of their own."""

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote

from django.db import connection
from redis import Redis
from redis.exceptions import RedisError

from config.stack.processes import wait_for
from config.stack.redis import find_redis

ROOT = Path(__file__).resolve().parents[2]
WORKER = ("rqworker", "default", "--serializer", "json", "--worker-ttl", "60")


class Engine:
    """A context: processes started inside it are killed at its end, by their numbers."""

    def __init__(self, **environment: str):
        self.more = environment

    def __enter__(self) -> "Engine":
        self.stack = ExitStack()
        # Not the system's temporary folder: on macOS its path is too long for a socket.
        self.folder = Path(tempfile.mkdtemp(prefix="liangze-engine-", dir="/tmp"))
        self.stack.callback(shutil.rmtree, self.folder, ignore_errors=True)
        self.socket = self.folder / "redis.sock"
        self.environment = {
            **os.environ,
            "DATABASE_URL": database_url(),
            "REDIS_URL": f"unix://{self.socket}?db=0",
            "DEADLY": str(self.folder / "deadly"),
            "DJANGO_SETTINGS_MODULE": "tests.process.settings",
            "SMS_QUIET_HOURS": "false",
            "PYTHONUNBUFFERED": "1",
            **self.more,
        }
        return self

    def __exit__(self, *_) -> None:
        self.stack.close()

    def start(self, *words: str) -> subprocess.Popen:
        """Start a process; what it says goes to a file of its own."""
        name = Path(words[0]).name if words[0] != sys.executable else words[2]
        with (self.folder / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(
                words, cwd=ROOT, env=self.environment, stdout=log, stderr=log,
                stdin=subprocess.DEVNULL,
            )  # fmt: skip
        self.stack.callback(process.wait)
        self.stack.callback(process.kill)
        return process

    def manage(self, *words: str) -> subprocess.Popen:
        return self.start(sys.executable, "manage.py", *words)

    def redis(self) -> subprocess.Popen:
        """A Redis that keeps nothing, answering."""
        words = ["--port", "0", "--unixsocket", str(self.socket), "--save", ""]
        process = self.start(find_redis(), *words, "--dir", str(self.folder))
        assert wait_for(self.redis_answers, within=20), self.said("redis-server")
        return process

    def redis_answers(self) -> bool:
        try:
            return self.client().ping()
        except RedisError:
            return False

    def client(self) -> Redis:
        return Redis(unix_socket_path=str(self.socket), retry=None)

    def said(self, name: str) -> str:
        """What the processes of that name wrote."""
        log = self.folder / f"{name}.log"
        return log.read_text(errors="replace") if log.exists() else ""


def database_url() -> str:
    of = connection.settings_dict
    host = quote(of["HOST"], safe="")
    port = f":{of['PORT']}" if of["PORT"] else ""
    return f"postgresql://{of['USER']}:{of['PASSWORD']}@{host}{port}/{of['NAME']}"
