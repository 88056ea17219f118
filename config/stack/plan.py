"""What `make run` starts: the one list of steps and services."""

import http.client
import socket
import sys
from dataclasses import dataclass

from config.stack.crew import Command, Crew
from config.stack.parts import Ready, Service, Step
from config.stack.ports import HOST, listen
from config.stack.servers import servers_for
from config.stack.supervisor import Plan

# JSON, since a pickle runs code when it is read (what a job may call: alerts/listed_job.py); the
# short time to live makes an idle worker look up sooner after another one's death.
WORKER = ("rqworker", "default", "--serializer", "json", "--worker-ttl", "60")


@dataclass(frozen=True)
class County:
    """A county that a start makes where there is none: in which folder, and how."""

    folder: str
    sentence: str
    command: str


COUNTIES = {
    "demonstration": County("", "Filling in a county to try.", "seed_demo"),
    "empty": County("empty", "Opening an empty county.", "seed_empty"),
}


def liangze(crew: Crew, *, county: str = "demonstration") -> Plan:
    """Liangze, its data in `crew.folder`, with one of `COUNTIES`.

    Raises:
        Failed: Redis is missing.
    """
    servers = servers_for(crew)
    listener = listen()
    port = listener.getsockname()[1]
    address = f"http://{HOST}:{port}/"
    django, owner = Django(servers.environment), Django(servers.owner)
    begun = COUNTIES[county]

    def welcome(crew: Crew) -> str:
        accounts = crew.run(django.manage("demo_accounts"))
        places = " and ".join(str(place) for place in dict.fromkeys([crew.folder, servers.home]))
        return (
            f"\nLiangze runs at {address} (Ctrl-C stops it)."
            f"\nData and logs lie in {places}.\n\n{accounts}"
        )

    return Plan(
        address=address,
        parts=[
            *servers.parts,
            owner.step("Bringing the database up to date.", "migrate", "--no-input"),
            Step(
                sentence="Compiling the translations.",
                command=django.python("-m", "config.catalogue", "compile", name="catalogue"),
            ),
            django.step("Collecting the static files.", "collectstatic", "--no-input"),
            owner.step("Loading the starter lists.", "load_starter_data"),
            # with the owner's role, since it gathers the planner's figures as it goes
            owner.step(begun.sentence, begun.command, needed=servers.hold_no_user),
            django.web(listener, port),
            Service(command=django.manage(*WORKER)),
            Service(command=django.manage("ticker")),
            Ready(
                well=lambda: _status_of(port, "/healthz") == http.client.OK,
                failure=f"Liangze did not come to run well: see the logs in {crew.folder}.",
            ),
        ],
        welcome=welcome,
    )


@dataclass(frozen=True)
class Django:
    """Liangze's own processes, which all have the same environment."""

    environment: dict[str, str]

    def python(self, *words: str, name: str, sockets: tuple[socket.socket, ...] = ()) -> Command:
        ours = {"DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONUNBUFFERED": "1"}
        return Command(
            name=name,
            words=[sys.executable, *words],
            environment=self.environment | ours,
            sockets=sockets,
        )

    def manage(self, *words: str) -> Command:
        return self.python("manage.py", *words, name=words[0])

    def step(self, sentence: str, *words: str, **more) -> Step:
        return Step(sentence=sentence, command=self.manage(*words), **more)

    def web(self, listener: socket.socket, port: int) -> Service:
        """The web server on a socket that listens already.

        Threads, because a browser opens connections ahead and leaves them idle.
        """
        words = ["-m", "gunicorn", "config.wsgi", "--bind", f"fd://{listener.fileno()}"]
        words += ["--workers", "2", "--threads", "4", "--timeout", "60"]
        words += ["--graceful-timeout", "5", "--no-control-socket"]
        web = self.python(*words, name="web", sockets=(listener,))
        return Service(command=web, answers=lambda: _serves_pages(port))


def _serves_pages(port: int) -> bool:
    """Whether the web server answers a request, and not with an error of its own."""
    return _status_of(port, "/") < http.client.INTERNAL_SERVER_ERROR


def _status_of(port: int, path: str) -> int:
    """The status with which the web server answers; 503 where it does not."""
    line = http.client.HTTPConnection(HOST, port, timeout=10)
    try:
        line.request("GET", path)
        return line.getresponse().status
    except (OSError, http.client.HTTPException):
        return http.client.SERVICE_UNAVAILABLE
    finally:
        line.close()
