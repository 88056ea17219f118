"""`python3 -m config.stack run | test | lint`: what the Makefile calls."""

import os
import sys
from functools import partial
from pathlib import Path

from config.stack.checks import run_checks, run_tests
from config.stack.crew import ROOT, Failed
from config.stack.packages import PYTHON, ensure_packages, inside
from config.stack.plan import COUNTIES, liangze
from config.stack.supervisor import supervise

LOCKS = {
    "run": "requirements-evaluation.txt",
    "test": "requirements-dev.txt",
    "lint": "requirements-dev.txt",
}


def main(command: str, *arguments: str) -> int:
    if not inside():
        ensure_packages(LOCKS[command])
        os.execv(PYTHON, [str(PYTHON), "-m", "config.stack", command, *arguments])
    if command == "run":
        return _run(*arguments)
    if command == "test":
        return run_tests(list(arguments))
    return 1 if run_checks() else 0


def _run(county: str = "demonstration") -> int:
    """Everything, with the county of that name; each has a folder of its own."""
    if county not in COUNTIES:
        raise Failed(f"COUNTY is one of: {', '.join(COUNTIES)}.")
    folder = Path(os.environ.get("LIANGZE_DATA") or ROOT / "var" / COUNTIES[county].folder)
    return supervise(folder.resolve(), partial(liangze, county=county))


if __name__ == "__main__":
    os.chdir(ROOT)
    try:
        sys.exit(main(*sys.argv[1:]))
    except Failed as reason:
        sys.exit(str(reason))
    except KeyboardInterrupt:
        sys.exit(130)
