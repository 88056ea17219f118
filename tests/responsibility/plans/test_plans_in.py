"""Plans out as a workbook and in again: all or nothing, twice changes nothing."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from alerts.audit.models import AuditEntry
from pages.refused import Refused
from pages.rows_in.run import try_out
from pages.rows_in.template import export_of, template_of
from pages.rows_in.uploads import import_upload, keep_upload
from responsibility.plans.items.draft import add_to_draft
from responsibility.plans.models import PlanItem, WorkPlan
from responsibility.plans.plans_in.sheet import PlanSheet
from tests import make
from tests.make import NOW
from tests.responsibility.plans.conftest import DUE, item_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def sheet(county, who="drafter") -> PlanSheet:
    return PlanSheet(by=county.by[who], now=NOW)


def filled(county, *rows) -> bytes:
    """A workbook whose rows say `rows` beside what is usual."""
    words = PlanSheet(by=county.by["drafter"], now=NOW).names.words
    usual = {
        "plan": "Work plan", "year": 2026, "unit": county.unit.name, "document_number": "No. 1",
        "place": 1, "part": None, "text": "Check the wells", "category_id": "C06",
        "goal": "Clean water", "measures": None, "due_on": DUE,
        "leads": words[county.posts["leader"].pk], "pushes": None,
        "carries_out": words[county.posts["bureau"].pk],
    }  # fmt: skip
    book = Workbook()
    book.active.append([str(column.label) for column in PlanSheet.columns])
    for row in rows:
        assert row.keys() <= usual.keys()
        values = usual | row
        book.active.append([values[column.name] for column in PlanSheet.columns])
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def station(county, **over) -> dict:
    """A part of the first item, carried out by the station."""
    words = PlanSheet(by=county.by["drafter"], now=NOW).names.words
    usual = {"part": 1, "text": "Well one", "leads": None, "category_id": None}
    return usual | {"carries_out": words[county.posts["station"].pk]} | over


def bring_in(county, content: bytes, who="drafter"):
    upload = keep_upload(book=sheet(county, who), name="plans.xlsx", content=content)
    assert upload.result.wrong == []
    return import_upload(book=sheet(county, who), upload_id=upload.pk).result.counts


def test_a_plan_comes_in_with_its_items_and_parts(county):
    content = filled(county, station(county), {}, {"place": 2, "text": "Mend the roads"})
    assert bring_in(county, content)["made"] == 3
    plan = WorkPlan.objects.get()
    assert (plan.title, plan.year, plan.document_number) == ("Work plan", 2026, "No. 1")
    assert plan.is_draft and plan.authors == [county.people["drafter"].pk]
    items = list(plan.items.in_order())
    assert [item.label for item in items] == ["1", "1.1", "2"]
    assert items[1].category == items[0].category and items[1].leads is None
    assert AuditEntry.objects.filter(action="plan.import").count() == 1


def test_what_goes_out_comes_in_and_changes_nothing(plan, county):
    whole = item_of(plan)
    add_to_draft(
        by=county.by["drafter"], now=NOW, plan_id=plan.pk, parent_id=whole.pk, text="Dam one",
        category_id=whole.category_id, due_on=DUE, carries_out_id=county.posts["station"].pk,
    )  # fmt: skip
    before = list(PlanItem.objects.order_by("pk").values())
    content, count = export_of(sheet(county))
    assert count == 3
    for _twice in range(2):
        counts = bring_in(county, content, who="issuer")
        assert counts["unchanged"] == 3 and sum(counts.values()) == 3
    assert list(PlanItem.objects.order_by("pk").values()) == before
    assert WorkPlan.objects.get().authors == [county.people["drafter"].pk]


def test_the_same_file_twice_changes_nothing(county):
    content = filled(county, {}, station(county))
    bring_in(county, content)
    assert bring_in(county, content) == {"made": 0, "changed": 0, "ended": 0, "unchanged": 2}


def test_a_row_changes_a_draft(plan, county):
    row = {"text": "Check the reservoirs", "goal": "None leaks at all", "measures": "Walk"}
    assert bring_in(county, filled(county, row), who="issuer")["changed"] == 1
    assert item_of(plan).goal == "None leaks at all"
    plan.refresh_from_db()
    assert plan.authors == [county.people["drafter"].pk, county.people["issuer"].pk]


def test_what_is_issued_is_not_changed_by_a_file(sent, county):
    content, _count = export_of(sheet(county))
    assert bring_in(county, content)["unchanged"] == 2
    outcome = try_out(sheet(county), filled(county, {"goal": "Another"}))
    assert ["one by one" in wrong.text for wrong in outcome.wrong] == [True]


@pytest.mark.parametrize(
    ("row", "column", "sentence"),
    [
        ({"year": "soon"}, "year", "2000 to 2099"),
        ({"unit": "Nowhere at all"}, "unit", "no such unit"),
        ({"place": "x"}, "place", "at least 1"),
        ({"text": None}, "text", "missing"),
        ({"category_id": None}, "category_id", "category"),
        ({"due_on": date(2026, 10, 31)}, "due_on", "day off"),
        ({"due_on": "soon"}, "due_on", "no day"),
        ({"carries_out": "Bureau"}, "carries_out", "no such post"),
        ({"leads": None}, "leads", "leads it overall"),
        ({"part": 1}, "leads", "leave this empty"),
        ({"place": 9, "part": 1, "leads": None}, "place", "no item of this number"),
    ],
)
def test_what_is_wrong_stands_at_its_cell_and_nothing_comes_in(county, row, column, sentence):
    rows = [{"place": 1}, {"place": 2} | row]
    if row == {"part": 1}:
        rows[1]["place"] = 1
    content = filled(county, *rows)
    outcome = try_out(sheet(county), content)
    places = {c.name: number for number, c in enumerate(PlanSheet.columns)}
    (wrong,) = outcome.wrong
    assert sentence in wrong.text
    assert wrong.cell == f"{chr(ord('A') + places[column])}3"
    assert not WorkPlan.objects.exists()


def test_a_part_of_a_wrong_item_is_not_called_wrong_too(county):
    outcome = try_out(sheet(county), filled(county, {"due_on": "soon"}, station(county)))
    assert len(outcome.wrong) == 1 and outcome.parts[0].waiting == 1


def test_posts_of_one_name_are_told_apart(county):
    title = county.posts["bureau"].title
    make.make_post(county.bureau, title=title)
    names = sheet(county).names
    assert {f"Bureau · {title}", f"Bureau · {title}#2"} <= set(names.posts)
    assert names.find(f"bureau·{title}".replace("bureau", "Bureau")) == county.posts["bureau"]
    with pytest.raises(Refused, match="The nearest is"):
        names.find(f"Bureaus · {title}")


def test_the_template_lists_the_posts(county):
    book = load_workbook(BytesIO(template_of(sheet(county))))
    assert [str(column.label) for column in PlanSheet.columns] == [
        cell.value.removesuffix(" *") for cell in book.worksheets[0][1] if cell.value
    ]


def test_the_office_alone(county):
    assert sheet(county).may_import() and not sheet(county, "leader").may_import()
