"""The embedded PostgreSQL: the binaries of a wheel, started on a Unix socket of its own.

The wheel's own launcher is not used: run as root it opens closed parent folders.
"""

import shutil
import signal
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_urlsafe
from time import monotonic, sleep
from urllib.parse import quote

from config.stack.account import Account, make_folder
from config.stack.crew import ROOT, Command, Crew, Failed, Member
from config.stack.processes import words_of

USER = DATABASE = "liangze"
OWNER, APP = "liangze_owner", "liangze_app"  # deploy/roles.sql
ROLES = ROOT / "deploy" / "roles.sql"
START_WITHIN = 120  # seconds; recovery after a crash may take a while
RETRY_EVERY = 0.5  # seconds
# A test run may lose its data with the machine; in return it is several times faster.
WITHOUT_CARE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True, kw_only=True)
class Postgres:
    """A server on `data`, answering in the folder `sockets` (a short path: see `url`)."""

    programs: Path
    data: Path
    sockets: Path
    account: Account | None = None
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return self.url_of(USER)

    def url_of(self, role: str) -> str:
        """The database, as the `role` sees it."""
        # A socket's whole path has about 100 bytes, and a URL's host part is lower case.
        return f"postgresql://{role}@{quote(str(self.sockets), safe='')}/{DATABASE}"

    def roles(self) -> Command:
        """Makes the two roles, or gives them what was made before there were two. Nobody knows
        their passwords: they come by the socket, which is ours alone."""
        words = [str(self.programs / "bin" / "psql"), "-qX", "--dbname", self.url]
        passwords = {name: token_urlsafe() for name in ("OWNER_PASSWORD", "APP_PASSWORD")}
        return Command(name="roles", words=[*words, "--file", str(ROLES)], environment=passwords)

    def start(self, crew: Crew) -> Member:
        """Make the database cluster if there is none, start the server, wait for its answer.

        Raises:
            Failed: it could not be made, or did not answer in time.
        """
        if not self.data.exists():
            self._make_cluster(crew)
        self._drop_stale_lock()
        member = self._start_server(crew)
        self._make_database(crew)
        return member

    def _start_server(self, crew: Crew) -> Member:
        deadline = monotonic() + START_WITHIN
        while True:
            try:
                return crew.start(self.server(), answers=self.answers, within=START_WITHIN)
            except Failed:
                # A busy session of a server that was killed goes on to the end of its statement,
                # and until then PostgreSQL rightly refuses to start a second one.
                lingers = "shared memory block" in crew.last_words("postgres")
                if not lingers or monotonic() > deadline:
                    raise
                sleep(RETRY_EVERY)

    def answers(self, member: Member) -> bool:
        """Whether the server says of itself that it takes connections."""
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return False
        # A file left by a crash names another process; the eighth line is the state.
        return len(lines) > 7 and lines[0] == str(member.entry.pid) and lines[7].strip() == "ready"

    def _drop_stale_lock(self) -> None:
        """Take away the lock of a server that died without a word.

        PostgreSQL believes the number in it to be a server's as long as any process of its
        account bears it, be it a zombie or, after a restart of the machine, a stranger.
        """
        lock = self.data / "postmaster.pid"
        if lock.exists() and str(self.data) not in words_of(int(lock.read_text().split()[0])):
            lock.unlink()

    def server(self) -> Command:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.sockets),
            "unix_socket_permissions": "0700",
            "random_page_cost": "1.1",  # no disk with a moving arm: as in docker-compose.yml
            **self.settings,
        }
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        return self._program("postgres", "-D", str(self.data), *options)

    def _make_cluster(self, crew: Crew) -> None:
        # Under another name first: a start that was cut short leaves nothing half made.
        fresh = self.data.with_name(self.data.name + ".new")
        words = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin"]
        words += ["--builtin-locale=C.UTF-8", "--auth=trust", "--no-instructions"]
        make_folder(self.data.parent, account=self.account, mode=0o700)
        shutil.rmtree(fresh, ignore_errors=True)
        crew.run(self._program("initdb", "-D", str(fresh), "-U", USER, *words))
        fresh.rename(self.data)

    def _make_database(self, crew: Crew) -> None:
        anywhere = self.url.removesuffix(DATABASE) + "postgres"
        found = f"SELECT 1 FROM pg_database WHERE datname = '{DATABASE}'"
        if not ask(crew, self.programs, anywhere, found):
            ask(crew, self.programs, anywhere, f"CREATE DATABASE {DATABASE}")

    def _program(self, program: str, *words: str) -> Command:
        return Command(
            name=program,
            words=[str(self.programs / "bin" / program), *words],
            # macOS: with another locale the server becomes multithreaded and gives up.
            environment={"LC_ALL": "C"},
            folder=Path("/"),
            account=self.account,
            stop_signal=signal.SIGINT,  # "fast": end the sessions, then stop
        )


def ask(crew: Crew, programs: Path, url: str, statement: str) -> str:
    """What the database at `url` answers to one SQL statement, as text."""
    words = ["--no-psqlrc", "--tuples-only", "--no-align", "--dbname", url, "--command", statement]
    return crew.run(Command(name="psql", words=[str(programs / "bin" / "psql"), *words])).strip()
