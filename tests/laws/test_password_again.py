"""What gives rights, opens accounts or shows numbers in full asks for the password once more.

The rooms name these acts (`Kind.asks_password`). Every row of the access table that sends something
is run twice as one who may: as after signing in, to see which acts it carries out, and from a
session whose password was entered long ago.
"""

import pytest

from alerts.audit.models import AuditEntry
from alerts.kinds.collected import collected
from tests.laws.test_audit import KEEPS_NO_FACT
from tests.pages.conftest import ask, cast  # noqa: F401 - fixtures
from tests.pages.rows import TABLE

ASKED = "own_password"
SENT = [row for row in TABLE if row.method == "post" and row.name not in KEEPS_NO_FACT]


@pytest.fixture
def entries(ask, cast, settings):  # noqa: F811
    """`entries(row, minutes)`: the answer, and the acts that were audited."""

    def run(row, *, minutes: int):
        settings.PASSWORD_MINUTES = minutes
        kind = row.kind_that("3", "2")
        before = set(AuditEntry.objects.values_list("pk", flat=True))
        return ask(
            kind, "post", row.path(cast), row.data(cast),
            look=lambda: set(
                AuditEntry.objects.exclude(pk__in=before).values_list("action", flat=True)
            ),
        )  # fmt: skip

    return run


def acts() -> set[str]:
    return {act for kind in collected().kinds for act in kind.asks_password}


@pytest.mark.parametrize("row", SENT, ids=lambda row: row.name)
def test_the_password_is_asked_before_these_acts_and_no_others(entries, row):
    done = entries(row, minutes=0).looked
    later = entries(row, minutes=15)
    asked = ASKED in later.content.decode() if not later.streaming else False
    assert asked == bool(done & acts()), done
    if asked:
        assert (later.status_code, later.looked) == (401, set())


def test_every_act_that_asks_is_known_and_carried_out_by_a_row(entries):
    assert acts() <= set(collected().acts)
    carried_out = set()
    for row in SENT:
        carried_out |= entries(row, minutes=0).looked
    assert acts() <= carried_out
