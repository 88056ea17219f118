"""What `make run` starts: the one list of steps and services."""

import http.client
import os
import secrets
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from config.stack.account import unprivileged
from config.stack.crew import Command, Crew
from config.stack.parts import Part, Service, Step
from config.stack.places import home_of_postgres, programs_of_postgres
from config.stack.ports import HOST, listen
from config.stack.postgres import Postgres, ask
from config.stack.redis import Redis, find_redis
from config.stack.supervisor import Plan

NAMED = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY")  # what the caller may bring along
NO_USER = "SELECT NOT EXISTS (SELECT FROM responsibility_user)"


def liangze(crew: Crew) -> Plan:
    """Liangze, its data in `crew.folder`. Servers that the environment names are not started.

    Raises:
        Failed: Redis is missing.
    """
    servers, environment, holds_no_user = _servers(crew)
    listener = listen()
    port = listener.getsockname()[1]
    address = f"http://{HOST}:{port}/"
    django = Django({**environment, "LIANGZE_DATA": str(crew.folder)})

    def welcome(crew: Crew) -> str:
        accounts = crew.run(django.manage("demo_accounts"))
        return f"\nLiangze runs at {address} (Ctrl-C stops it; logs: {crew.logs})\n\n{accounts}"

    return Plan(
        address=address,
        parts=[
            *servers,
            django.step("Bringing the database up to date.", "migrate", "--no-input"),
            Step(
                sentence="Compiling the translations.",
                command=django.python("-m", "config.catalogue", "compile", name="catalogue"),
            ),
            django.step("Collecting the static files.", "collectstatic", "--no-input"),
            django.step("Loading the starter lists.", "load_starter_data"),
            django.step("Filling in a county to try.", "seed_demo", needed=holds_no_user),
            django.web(listener),
            Service(command=django.manage(*WORKER)),
            Service(command=django.manage("ticker")),
        ],
        welcome=welcome,
    )


# JSON, since whoever can write to Redis could run code through pickles; the short time to live
# makes an idle worker notice soon that another one died.
WORKER = ("rqworker", "default", "--serializer", "json", "--worker-ttl", "60")


def _servers(crew: Crew) -> tuple[list[Part], dict[str, str], Callable[[Crew], bool]]:
    """The servers to start, the environment that names them, and whether no user is in there."""
    account = unprivileged()
    sockets = crew.make_sockets_folder(account)
    home = home_of_postgres(crew.folder, account=account)
    programs = programs_of_postgres(home, account=account)
    data = home / "postgres" / "data"
    postgres = Postgres(programs=programs, data=data, sockets=sockets, account=account)
    parts: list[Part] = []
    environment = {name: os.environ[name] for name in NAMED if os.environ.get(name)}
    if "DATABASE_URL" not in environment:
        parts.append(postgres)
        environment["DATABASE_URL"] = postgres.url
    if "REDIS_URL" not in environment:
        parts.append(redis := Redis(find_redis(), sockets))
        environment["REDIS_URL"] = redis.url
    if "SECRET_KEY" not in environment:
        environment["SECRET_KEY"] = _secret_key(crew.folder)

    def holds_no_user(crew: Crew) -> bool:
        return ask(crew, programs, environment["DATABASE_URL"], NO_USER) == "t"

    return parts, environment, holds_no_user


def _secret_key(folder: Path) -> str:
    """The key of this installation: made once, for our eyes only."""
    path = folder / "secret-key"
    if not path.exists():
        fresh = path.with_suffix(".new")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(50))
        fresh.replace(path)
    return path.read_text()


@dataclass(frozen=True)
class Django:
    """Liangze's own processes, which all have the same environment."""

    environment: dict[str, str]

    def python(self, *words: str, name: str, sockets: tuple[socket.socket, ...] = ()) -> Command:
        return Command(
            name=name,
            words=[sys.executable, *words],
            environment={
                **self.environment,
                "DJANGO_SETTINGS_MODULE": "config.settings",
                "PYTHONUNBUFFERED": "1",
            },
            sockets=sockets,
        )

    def manage(self, *words: str) -> Command:
        return self.python("manage.py", *words, name=words[0])

    def step(self, sentence: str, *words: str, **more) -> Step:
        return Step(sentence=sentence, command=self.manage(*words), **more)

    def web(self, listener: socket.socket) -> Service:
        """The web server on a socket that listens already.

        Threads, because a browser opens connections ahead and leaves them idle.
        """
        words = ["-m", "gunicorn", "config.wsgi", "--bind", f"fd://{listener.fileno()}"]
        words += ["--workers", "2", "--threads", "4", "--timeout", "60"]
        words += ["--graceful-timeout", "5", "--no-control-socket"]
        web = self.python(*words, name="web", sockets=(listener,))
        port = listener.getsockname()[1]
        return Service(command=web, answers=lambda: _serves_pages(port))


def _serves_pages(port: int) -> bool:
    """Whether the web server answers a request, and not with an error of its own."""
    line = http.client.HTTPConnection(HOST, port, timeout=10)
    try:
        line.request("GET", "/")
        return line.getresponse().status < http.client.INTERNAL_SERVER_ERROR
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()
