"""What `make test` runs: style, order of the floors, then every test."""

import subprocess
import sys
from pathlib import Path

from config.stack.crew import ROOT
from config.stack.parts import say

CHECKS = [
    ["ruff", "check", "."],
    ["ruff", "format", "--check", "."],
    ["lint-imports"],
]


def run_checks() -> int:
    """The checks that need no server; the number of those that failed."""
    programs = Path(sys.executable).parent
    failed = [words for words in CHECKS if _failed([str(programs / words[0]), *words[1:]])]
    for words in failed:
        say(f"Failed: {' '.join(words)}")
    return len(failed)


def run_tests(arguments: list[str]) -> int:
    """The checks, then pytest with these arguments: 0 only if all passed."""
    failed = run_checks()
    tests_failed = _failed([sys.executable, "-m", "pytest", *arguments])
    if failed:
        say("The tests are not all: a check before them failed, see the lines above them.")
    return 1 if failed or tests_failed else 0


def _failed(words: list[str]) -> bool:
    return subprocess.run(words, cwd=ROOT).returncode != 0
