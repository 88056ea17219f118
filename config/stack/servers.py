"""The servers Liangze needs: those that the environment names are used, the others are started."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from config.stack.account import unprivileged
from config.stack.crew import Crew
from config.stack.parts import Part, Step
from config.stack.places import home_of_postgres, programs_of_postgres
from config.stack.postgres import APP, OWNER, Postgres, ask
from config.stack.redis import Redis, find_redis

NAMED = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY")
NO_USER = "SELECT NOT EXISTS (SELECT FROM responsibility_user)"


@dataclass(frozen=True, kw_only=True)
class Servers:
    """What is to be started, and the variables that say where all of them are.

    `owner` are those of the few steps that make tables: their role owns the database, the
    platform's own nothing (deploy/roles.sql). A database that the environment names has one role
    for both, which is its keeper's affair.
    """

    parts: list[Part]
    environment: dict[str, str]
    owner: dict[str, str]
    home: Path  # PostgreSQL's data
    programs: Path

    def hold_no_user(self, crew: Crew) -> bool:
        """Whether nobody has an account yet. The tables must be there."""
        return ask(crew, self.programs, self.environment["DATABASE_URL"], NO_USER) == "t"


def servers_for(crew: Crew) -> Servers:
    """The servers for the data in `crew.folder`.

    Raises:
        Failed: Redis is missing.
    """
    account = unprivileged()
    home = home_of_postgres(crew.folder, account=account)
    programs = programs_of_postgres(home, account=account)
    sockets = crew.make_sockets_folder(account)
    environment = {name: os.environ[name] for name in NAMED if os.environ.get(name)}
    owner: dict[str, str] = {}
    parts: list[Part] = []
    if "DATABASE_URL" not in environment:
        data = home / "postgres" / "data"
        postgres = Postgres(programs=programs, data=data, sockets=sockets, account=account)
        environment["DATABASE_URL"] = postgres.url_of(APP)
        owner = {"DATABASE_URL": postgres.url_of(OWNER)}
        parts += [
            postgres,
            Step(sentence="Setting the database's roles.", command=postgres.roles()),
        ]
    if "REDIS_URL" not in environment:
        redis = Redis(find_redis(), sockets)
        environment["REDIS_URL"] = redis.url
        parts.append(redis)
    if "SECRET_KEY" not in environment:
        environment["SECRET_KEY"] = _secret_key(crew.folder)
    environment["LIANGZE_DATA"] = str(crew.folder)
    return Servers(
        parts=parts,
        environment=environment,
        owner=environment | owner,
        home=home,
        programs=programs,
    )


def _secret_key(folder: Path) -> str:
    """The key of this installation: made once, for our eyes only."""
    path = folder / "secret-key"
    if not path.exists():
        fresh = path.with_suffix(".new")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(50))
        fresh.replace(path)
    return path.read_text()
