"""Findings from a file: tried out, all or nothing, and the same file twice."""

from io import BytesIO

import pytest
import time_machine
from openpyxl import Workbook

from alerts.audit.models import AuditEntry
from pages.rows_in.template import template_of
from pages.rows_in.uploads import import_upload, keep_upload
from supervision.problems.models import Problem
from supervision.problems.sheet import ProblemSheet
from tests import make
from tests.make import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
ROW = {
    "origin": "3-1",
    "unit_name": "Body 1",
    "title_text": "Bought without a contract",
    "shows": "Twelve bills.",
    "source": "审计",
    "type": "Funds and finance",
    "severity": "General",
    "found_on": "2026-09-01",
    "found_by": "Audit office",
}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


def sheet(shire, who="group") -> ProblemSheet:
    return ProblemSheet(by=make.actor(shire.people[who]), now=NOW)


def book(*rows) -> bytes:
    columns = [column for column in ProblemSheet.columns if column.name in ROW]
    workbook = Workbook()
    workbook.active.append([str(column.label) for column in columns])
    for row in rows:
        workbook.active.append([(ROW | row)[column.name] for column in columns])
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()


def try_file(shire, *rows, who="group"):
    return keep_upload(book=sheet(shire, who), name="audit.xlsx", content=book(*rows))


def test_each_row_becomes_a_problem_with_its_number(shire):
    upload = try_file(
        shire, {}, {"origin": "3-2", "title_text": "No accounts", "unit_name": "Body 3"}
    )
    assert not Problem.objects.exists()  # only tried out
    outcome = import_upload(book=sheet(shire), upload_id=upload.pk).result
    assert outcome.counts["made"] == 2
    assert [one.called for one in Problem.objects.order_by("number")] == [
        "WT-2026-0001", "WT-2026-0002",
    ]  # fmt: skip
    first = Problem.objects.get(origin="3-1")
    assert (first.source.code, first.unit, first.state) == ("audit", shire.bodies[0], "found")
    assert AuditEntry.objects.filter(action="problem.import").count() == 1


@pytest.mark.parametrize("origin", ["3-1", ""])
def test_the_same_file_twice_changes_nothing(shire, origin):
    for made in (1, 0):
        upload = try_file(shire, {"origin": origin})
        assert upload.result.counts == {
            "made": made,
            "changed": 0,
            "ended": 0,
            "unchanged": 1 - made,
        }
        if made:
            import_upload(book=sheet(shire), upload_id=upload.pk)
    assert Problem.objects.count() == 1


@pytest.mark.parametrize(
    ("row", "cell", "says"),
    [
        ({"unit_name": "Body 2"}, "B3", "no such unit"),  # supervised by nobody here
        ({"source": "Rumour"}, "E3", "none of the choices"),
        ({"found_on": "2026-09-31"}, "H3", "no such day"),
        ({"found_on": "2026-12-01"}, "H3", "has come"),
        ({"title_text": ""}, "C3", ""),
    ],
)
def test_one_wrong_cell_and_nothing_is_entered(shire, row, cell, says):
    upload = try_file(shire, {}, {"origin": "3-9", **row})
    (wrong,) = upload.result.wrong
    assert wrong.cell == cell
    assert says.lower() in wrong.text.lower()
    assert not Problem.objects.exists()


def test_the_template_offers_the_units_and_words(shire):
    assert template_of(sheet(shire))
    assert sheet(shire).may_import()
    assert not sheet(shire, "officer").may_import()
