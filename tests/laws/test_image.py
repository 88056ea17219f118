"""What `COPY . .` takes into the image: what the platform runs, and no secret that lies about."""

import re
import subprocess
from pathlib import Path

import pytest

from config.stack.crew import ROOT

RULES = [
    line
    for line in (ROOT / ".dockerignore").read_text().splitlines()
    if line and not line.startswith("#")
]
TRACKED = subprocess.run(
    ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
).stdout.splitlines()
SECRETS = [
    ".env", ".env.example", "deploy/certificates/key.pem", "deploy/certificates/fullchain.pem",
    "var/secret-key", "var/postgres/data/base/1", ".git/config", ".venv/pyvenv.cfg", "notes.txt",
    "backup/liangze.dump", "config/.env", "config/key.pem", "config/tls/server.key",
    "alerts/__pycache__/jobs.cpython-313.pyc", "docker-compose.override.yml", ".ssh/id_ed25519",
]  # fmt: skip
RUNS = {"alerts", "config", "dashboards", "demonstration", "locale", "pages", "responsibility",
        "static", "supervision", "templates"}  # fmt: skip


def matches(rule: str, path: str) -> bool:
    """Whether a rule names a path or a folder it lies in, as Docker reads it: `*` ends at a
    slash, `**/` is any number of folders."""
    pattern = "".join(
        {"**/": "(?:.*/)?", "*": "[^/]*", "?": "[^/]"}.get(part) or re.escape(part)
        for part in re.split(r"(\*\*/|\*|\?)", rule)
    )
    parents = [str(parent) for parent in Path(path).parents][:-1]
    return any(re.fullmatch(pattern, name) for name in [path, *parents])


def in_the_image(path: str) -> bool:
    """The last rule that names it decides."""
    kept = True
    for rule in RULES:
        if matches(rule.removeprefix("!"), path):
            kept = rule.startswith("!")
    return kept


def test_the_list_names_what_comes_in_and_nothing_else_does():
    assert RULES[0] == "*"


@pytest.mark.parametrize("path", SECRETS)
def test_no_secret_comes_into_the_image(path):
    assert not in_the_image(path)


def test_what_the_platform_runs_comes_in_whole():
    needed = [path for path in TRACKED if path.split("/")[0] in RUNS]
    needed += ["manage.py", "requirements.txt"]
    assert len(needed) > 500 and [path for path in needed if not in_the_image(path)] == []


def test_nothing_else_of_the_sources_comes_in():
    inside = {path.split("/")[0] for path in TRACKED if in_the_image(path)}
    assert inside == RUNS | {"manage.py", "requirements.txt"}
