"""What the code cites can be read in docs/."""

import re

import pytest

from tests.laws.test_code import ROOT, files

CITED_FILES = [*files(), *(str(p.relative_to(ROOT)) for p in ROOT.glob("*/**/*.sql"))]
SECTION = re.compile(r"[Aa]rchitecture (\d)")
MECHANISM = re.compile(r"M00\d-\d\d")


def cited(pattern: re.Pattern) -> set[str]:
    texts = ((ROOT / path).read_text() for path in CITED_FILES if not path.startswith(".venv"))
    return {match for text in texts for match in pattern.findall(text)}


@pytest.mark.parametrize("number", sorted(cited(SECTION)))
def test_a_cited_section_stands_in_the_architecture(number):
    assert f"\n## {number}. " in (ROOT / "docs/architecture.md").read_text()


@pytest.mark.parametrize("code", sorted(cited(MECHANISM)))
def test_a_cited_mechanism_stands_in_their_table(code):
    assert f"\n| {code} |" in (ROOT / "docs/mechanisms.md").read_text()


def test_the_linked_documents_are_there():
    for page in (ROOT / "docs").rglob("*.md"):
        for path in re.findall(r"`(docs/[\w./-]+\.md|docs/[\w-]+/)`", page.read_text()):
            assert (ROOT / path).exists(), f"{page.name} speaks of {path}"


def test_what_is_said_to_find_a_fault_is_there():
    """Each test named in docs/faults.md by its file and its name without "test_"."""
    missing, named = [], 0
    for line in (ROOT / "docs/faults.md").read_text().splitlines():
        path = ""
        for file, name in re.findall(r"([\w/]+\.py)?::(\w+)", line):
            path, named = file or path, named + 1
            if f"def test_{name}(" not in (ROOT / "tests" / path).read_text():
                missing.append(f"{path}::{name}")
    assert named > 100 and not missing
