"""Making a release's dump: there is one of each, and the next can be made."""

import re

import pytest

from tests.upgrade.county import build_county
from tests.upgrade.dump import DUMPS, ROOT


def test_every_release_has_its_dump():
    """`python -m tests.upgrade.dump` makes it, with the release."""
    changes = (ROOT / "CHANGELOG.md").read_text()
    releases = re.findall(r"^## (\d+\.\d+\.\d+)", changes, re.MULTILINE)
    assert releases
    assert [name for name in releases if not (DUMPS / f"{name}.sql.gz").exists()] == []


@pytest.mark.django_db
def test_the_small_county_can_be_built():
    build_county()
