"""The list of licences names all that is not ours, as it is now."""

import re

import pytest

from config.licences import LIST, LOCKS, VENDORED, listing, pinned, vendored
from config.stack.crew import ROOT

ROWS = re.compile(r"^\| (\S+) \| (\S+) \| (.+) \|$", re.MULTILINE)


def listed() -> dict[str, dict[str, str]]:
    """Heading -> name -> version, as the list has them."""
    parts = LIST.read_text().split("\n## ")[1:]
    return {
        part.partition("\n")[0]: {
            name: version for name, version, _licence in ROWS.findall(part) if name != "name"
        }
        for part in parts
    }


def test_every_package_of_every_lock_stands_there_with_its_version():
    added: dict[str, str] = {}
    for heading in LOCKS.values():
        added |= listed()[heading]
    assert added == pinned("requirements-dev.txt")


def test_what_only_development_needs_is_not_said_of_a_county():
    assert listed()[LOCKS["requirements.txt"]] == pinned("requirements.txt")


def test_every_vendored_package_stands_there_with_its_version():
    for heading, rows in vendored():
        assert listed()[heading] == {row.name: row.version for row in rows}


@pytest.mark.parametrize("folder", VENDORED)
def test_every_vendored_file_is_of_a_listed_package(folder):
    versions = (ROOT / folder / "VERSIONS").read_text()
    said = {line.split()[0] for line in versions.splitlines()} | {"VERSIONS"}
    there = {path.name for path in (ROOT / folder).iterdir()}
    assert {name for name in there - said if not name.startswith("LICENSE.")} == set()


def test_nobody_says_nothing():
    assert "not stated" not in LIST.read_text()


def test_the_command_makes_the_list():
    """Headings and names; a licence is said as the packages of this Python say it."""
    made = [line.split(" | ")[:2] for line in listing().splitlines()]
    assert made == [line.split(" | ")[:2] for line in LIST.read_text().splitlines()]
