"""The lock files: every package by version and hash, from nowhere in particular."""

import re

import pytest

from config.stack.crew import ROOT

LOCKS = ["requirements.txt", "requirements-dev.txt"]
SOURCES = ["requirements.in", "requirements-dev.in"]


def packages(name: str) -> dict[str, str]:
    """Package -> the rest of its entry, with the lines that belong to it."""
    entries = (ROOT / name).read_text().replace("\\\n", " ").splitlines()
    found = (re.match(r"([A-Za-z0-9._-]+)==(.*)", line) for line in entries)
    return {one[1].lower(): one[2] for one in found if one}


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_has_its_hashes(name):
    assert packages(name)
    assert [package for package, entry in packages(name).items() if "--hash=" not in entry] == []


@pytest.mark.parametrize("name", LOCKS)
def test_no_host_and_no_path_stands_in_a_lock(name):
    assert not re.search(r"://|--index|--find-links|(^|\s)/", (ROOT / name).read_text())


@pytest.mark.parametrize("source, lock", [*zip(SOURCES, LOCKS, strict=True)])
def test_the_lock_holds_the_versions_asked_for(source, lock):
    def version(entry):
        return re.split(r"[ ;]", entry.strip())[0]

    locked = packages(lock)
    for package, entry in packages(source).items():
        assert version(locked[package]) == version(entry), package


def test_the_tests_run_with_the_same_versions_as_the_product():
    tested = packages("requirements-dev.txt")
    assert {name: tested.get(name) for name in packages("requirements.txt")} == packages(
        "requirements.txt"
    )


@pytest.mark.parametrize("source", SOURCES)
def test_a_comment_says_what_each_package_is_for(source):
    asked = [line for line in (ROOT / source).read_text().splitlines() if "==" in line]
    assert [line for line in asked if not re.search(r"#\s*\w", line)] == []
