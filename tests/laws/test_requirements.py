"""The lock files: every package by version and hash, from nowhere in particular; and nothing that
the code imports comes by chance, because another package happens to need it."""

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from django.conf import settings

from config.stack.__main__ import LOCKS as INSTALLED_FOR
from config.stack.crew import ROOT

# Each holds the one before: what a county runs, what an evaluation adds, what development adds.
NAMES = ["requirements", "requirements-evaluation", "requirements-dev"]
LOCKS = [f"{name}.txt" for name in NAMES]
SOURCES = [f"{name}.in" for name in NAMES]
PRODUCT = ["pages", "alerts", "responsibility", "supervision", "dashboards", "demonstration"]
PRODUCT += ["config"]
AROUND = ["tests", "benchmarks", "docs"]


def packages(name: str) -> dict[str, str]:
    """Package -> the rest of its entry, with the lines that belong to it."""
    entries = (ROOT / name).read_text().replace("\\\n", " ").splitlines()
    found = (re.match(r"([A-Za-z0-9._-]+)==(.*)", line) for line in entries)
    return {normal(one[1]): one[2] for one in found if one}


def normal(package: str) -> str:
    """A package's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", package).lower()


def imported(folder: str) -> dict[str, str]:
    """The modules of others that the files of a folder import -> one of these files."""
    found: dict[str, str] = {}
    for path in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module]
            found |= {name.split(".")[0]: str(path.relative_to(ROOT)) for name in names}
    ours = {*PRODUCT, *AROUND, *(path.stem for path in (ROOT / folder).glob("*.py"))}
    return {name: at for name, at in found.items() if name not in sys.stdlib_module_names | ours}


def undeclared(modules: dict[str, str], sources: list[str]) -> list[str]:
    """The modules that no package declared in these sources brings."""
    declared = {package for source in sources for package in packages(source)}
    brought_by = packages_distributions()
    return [
        f"{module} ({at})"
        for module, at in modules.items()
        if not declared & {normal(name) for name in brought_by.get(module, ())}
    ]


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


@pytest.mark.parametrize("smaller, larger", [*zip(LOCKS, LOCKS[1:], strict=False)])
def test_the_tests_run_with_the_same_versions_as_the_product(smaller, larger):
    assert packages(smaller).items() <= packages(larger).items()


@pytest.mark.parametrize("source", SOURCES)
def test_a_comment_says_what_each_package_is_for(source):
    asked = [line for line in (ROOT / source).read_text().splitlines() if "==" in line]
    assert [line for line in asked if not re.search(r"#\s*\w", line)] == []


@pytest.mark.parametrize("folder", [name for name in PRODUCT if (ROOT / name).is_dir()])
def test_the_product_imports_only_what_a_county_installs(folder):
    assert undeclared(imported(folder), SOURCES[:1]) == []


@pytest.mark.parametrize("folder", AROUND)
def test_what_stands_around_the_product_imports_only_what_is_declared(folder):
    assert undeclared(imported(folder), SOURCES) == []


def test_what_the_settings_name_is_installed_in_a_county():
    named = {name.split(".")[0] for name in [*settings.INSTALLED_APPS, *settings.MIDDLEWARE]}
    modules = dict.fromkeys(named - set(PRODUCT), "settings")
    assert undeclared(modules, SOURCES[:1]) == []


def test_a_county_installs_no_server_and_no_tool():
    added = {package for source in SOURCES[1:] for package in packages(source)}
    assert added & set(packages("requirements.txt")) == set()
    image = Path(ROOT / "Dockerfile").read_text()
    assert set(re.findall(r"requirements[\w-]*\.txt", image)) == {"requirements.txt"}


def test_each_command_installs_what_it_needs():
    assert {command: INSTALLED_FOR[command] for command in ("run", "test", "lint")} == {
        "run": "requirements-evaluation.txt",
        "test": "requirements-dev.txt",
        "lint": "requirements-dev.txt",
    }
