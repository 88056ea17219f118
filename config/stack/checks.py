"""What `make test` runs: style, order of the floors, types, then every test, by two workers."""

import subprocess
import sys
from pathlib import Path

from config.stack.crew import ROOT
from config.stack.parts import say

CHECKS = [
    ["ruff", "check", "."],
    ["ruff", "format", "--check", "."],
    ["lint-imports"],
    ["mypy"],
]
# A file goes to one worker: what it builds once is built once. Arguments may say otherwise (-n 0).
WORKERS = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]


def run_checks() -> int:
    """The checks that need no server; the exit code."""
    return _told(_failed_checks())


def run_tests(arguments: list[str]) -> int:
    """The checks, then pytest with these arguments, whatever they said; the exit code."""
    failed = _failed_checks()
    words = [sys.executable, "-m", "pytest", *WORKERS, *arguments]
    tests = subprocess.run(words, cwd=ROOT).returncode
    return _told(failed) or tests


def _failed_checks() -> list[str]:
    programs = Path(sys.executable).parent
    return [
        " ".join(words)
        for words in CHECKS
        if subprocess.run([programs / words[0], *words[1:]], cwd=ROOT).returncode != 0
    ]


def _told(failed: list[str]) -> int:
    for check in failed:
        say(f"Failed: {check}")
    return 1 if failed else 0
