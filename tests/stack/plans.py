"""Small plans to try the supervisor with. Run as `python -m tests.stack.plans FOLDER PLAN`."""

import sys
from pathlib import Path

from config.stack.account import unprivileged
from config.stack.crew import Command, Crew
from config.stack.parts import Service, Step
from config.stack.places import home_of_postgres, programs_of_postgres
from config.stack.plan import liangze
from config.stack.postgres import Postgres
from config.stack.supervisor import Plan, supervise

ADDRESS = "http://127.0.0.1:1/"
# A service with a child of its own, as a web server has; the child heeds no polite request.
FAMILY = """
import subprocess, sys
child = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"
subprocess.run([sys.executable, "-c", child, sys.argv[1]])
"""
PLAIN = "import time; time.sleep(600)"


def python(crew: Crew, name: str, code: str) -> Command:
    return Command(name=name, words=[sys.executable, "-c", code, str(crew.folder)])


def plan(*parts) -> Plan:
    return Plan(address=ADDRESS, parts=list(parts), welcome=lambda crew: "All of it runs.")


def two_services(crew: Crew) -> Plan:
    return plan(
        Step(sentence="One step.", command=python(crew, "step", "print('done')")),
        Service(command=python(crew, "family", FAMILY)),
        Service(command=python(crew, "plain", PLAIN)),
    )


def failing_step(crew: Crew) -> Plan:
    broken = "import sys; sys.exit('the disk is full')"
    return plan(
        Service(command=python(crew, "plain", PLAIN)),
        Step(sentence="One step.", command=python(crew, "step", broken)),
    )


def slow_step(crew: Crew) -> Plan:
    return plan(Step(sentence="A long step.", command=python(crew, "step", PLAIN)))


def short_lived(crew: Crew) -> Plan:
    words = "import sys, time; time.sleep(0.3); sys.exit('there is no more')"
    return plan(Service(command=python(crew, "mayfly", words)))


def database(crew: Crew) -> Plan:
    account = unprivileged()
    home = home_of_postgres(crew.folder, account=account)
    postgres = Postgres(
        programs=programs_of_postgres(home, account=account),
        data=home / "postgres" / "data",
        sockets=crew.make_sockets_folder(account),
        account=account,
    )
    return Plan(address=postgres.url, parts=[postgres], welcome=lambda crew: postgres.url)


PLANS = {
    "two_services": two_services,
    "failing_step": failing_step,
    "slow_step": slow_step,
    "short_lived": short_lived,
    "database": database,
    "liangze": liangze,
}

if __name__ == "__main__":
    sys.exit(supervise(Path(sys.argv[1]), PLANS[sys.argv[2]]))
