"""Lists out as a workbook and in again: what goes out comes back the same."""

from io import BytesIO

import pytest
from django.urls import reverse
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from alerts.audit.models import AuditEntry
from alerts.workdays.holidays import ENGLISH
from demonstration.roles import Role
from pages.refused import Refused
from pages.rows_in.run import carry_out, try_out
from pages.rows_in.template import export_of, template_of
from pages.rows_in.uploads import import_upload, keep_upload
from responsibility.lists.models import DutyItem
from responsibility.lists.versions.edit import change_item
from responsibility.lists.versions.order import move_item, remove_item
from responsibility.lists.versions.values import values_of
from responsibility.tasks.lists_in.due_text import read_due, write_due
from responsibility.tasks.lists_in.sheet import ItemSheet
from tests.make import actor, make_holder, make_unit
from tests.pages.conftest import undone
from tests.responsibility.tasks.published import NEW_YEAR, Ground

pytestmark = pytest.mark.django_db
CODE = "PO-C01-01"


@pytest.fixture
def ground():
    return Ground()


def sheet(ground) -> ItemSheet:
    return ItemSheet(by=actor(ground.officer), now=NEW_YEAR)


def exported(ground, *lists) -> bytes:
    book = sheet(ground)
    book.exported = lists or None
    return export_of(book)[0]


def bring_in(ground, content: bytes):
    upload = keep_upload(book=sheet(ground), name="lists.xlsx", content=content)
    assert upload.result.wrong == []
    return import_upload(book=sheet(ground), upload_id=upload.pk).result


def filled(**cells) -> bytes:
    """A workbook with one row, by the attributes of the columns."""
    values = {"category_id": "C01", "text": "看一看水井", "cadence": "yearly"} | cells
    book, columns = Workbook(), [c for c in ItemSheet.columns if c.name in values]
    book.active.append([str(column.label) for column in columns])
    book.active.append([values[column.name] for column in columns])
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def said(duty_list) -> list[dict]:
    """All that a list says, in its order."""
    items = duty_list.items.prefetch_related("evidence").order_by(
        "category__position", "position", "pk"
    )
    return [values_of(item) | {"position": None} for item in items]


days = st.tuples(st.integers(1, 12), st.integers(1, 28)).map(lambda d: f"{d[0]:02}-{d[1]:02}")
rules = st.one_of(
    st.just("period_end"),
    st.lists(days, min_size=1, max_size=4, unique=True).map(lambda some: "md:" + "|".join(some)),
    st.lists(st.sampled_from(sorted(ENGLISH)), min_size=1, max_size=4, unique=True).map(
        lambda some: "holiday_eve:" + "|".join(some)
    ),
    st.tuples(st.integers(1, 99), st.sampled_from(["M", "D", "WD"])).map(
        lambda length: f"appointed:P{length[0]}{length[1]}"
    ),
)


@given(rule=rules, out=st.sampled_from(["en", "zh-hans"]), back=st.sampled_from(["en", "zh-hans"]))
def test_a_due_rule_written_in_any_language_is_read_in_any(rule, out, back):
    with override(out):
        text = write_due(rule)
    with override(back):
        assert read_due(text) == rule


@pytest.mark.parametrize(
    "text, rule",
    [
        ("期末", "period_end"),
        ("3月31日", "md:03-31"),
        ("3-31，9/30", "md:03-31|09-30"),
        ("春节、国庆节前", "holiday_eve:春节|国庆节"),
        ("任职后 1 个月", "appointed:P1M"),
        ("Period end", None),
        ("soon", None),
    ],
)
def test_a_due_rule_as_people_write_it(text, rule):
    if rule is None:
        with pytest.raises(Refused):
            read_due(text)
    else:
        assert read_due(text) == rule


texts = st.text("水井看一查 ab,;|、'\"=+-@", min_size=1, max_size=20).map(str.strip).filter(bool)


@st.composite
def edits(draw):
    """What somebody does to a draft: which item, by what verb, with what."""
    verb = draw(st.sampled_from(["change", "change", "remove", "move"]))
    values = {
        "text": draw(texts),
        "goal": draw(st.one_of(st.just(""), texts)),
        "basis": draw(st.one_of(st.just(""), texts)),
        "required": draw(st.integers(1, 9)),
        "warn_days": draw(st.one_of(st.none(), st.integers(1, 30))),
        "core": draw(st.booleans()),
        "rolls_forward": draw(st.booleans()),
        "event_key": draw(st.sampled_from(["", "study"])),
        "sensitivity": draw(st.sampled_from(DutyItem.Sensitivity.values)),
        "due_rule": "period_end",
        "cadence": draw(st.sampled_from(["monthly", "quarterly", "half_yearly", "yearly"])),
    }
    return verb, draw(st.integers(0, 999)), draw(st.integers(0, 9)), values


def play(ground, duty_list, edit) -> None:
    verb, which, place, values = edit
    items = list(duty_list.items.order_by("position", "pk"))
    item, acts = items[which % len(items)], {"by": actor(ground.officer), "now": NEW_YEAR}
    if verb == "remove":
        remove_item(item_id=item.pk, **acts)
    elif verb == "move":
        move_item(item_id=item.pk, place=place, **acts)
    else:
        units = [ground.unit.pk] if place % 2 else []
        change_item(item_id=item.pk, values=values | {"applies_to": units}, **acts)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(first=st.lists(edits(), max_size=4), then=st.lists(edits(), min_size=1, max_size=5))
def test_what_is_exported_comes_back_whatever_happened_since(ground, language, first, then):
    duty_list = ground.list_of()
    with undone(), override(language):
        duty_list.items.filter(position__gt=6).delete()
        for edit in first:
            play(ground, duty_list, edit)
        before, content = said(duty_list), exported(ground, duty_list)
        for edit in then:
            play(ground, duty_list, edit)
        assert carry_out(sheet(ground), content).wrong == []
        assert said(duty_list) == before
        again = carry_out(sheet(ground), content)
        assert again.counts["unchanged"] == again.rows
        assert said(duty_list) == before


def test_all_drafts_go_out_and_change_nothing_when_they_come_in(ground):
    result = bring_in(ground, exported(ground))
    assert result.rows == result.counts["unchanged"] == DutyItem.objects.count()
    assert result.consequences == []


def test_an_item_without_a_number_is_added_once(ground):
    with override("en"):
        for made in (1, 0):
            result = bring_in(
                ground, filled(role=str(ground.head.role_kind), evidence="台账、报告")
            )
            assert result.counts["made"] == made
    item = DutyItem.objects.get(text="看一看水井")
    assert item.code == "PO-C01-06" and item.required == 1
    assert {kind.name for kind in item.evidence.all()} == {"台账", "报告"}


def test_an_item_is_taken_out_by_its_row_alone(ground):
    duty_list = ground.list_of()
    with override("en"):
        content = filled(role=str(ground.head.role_kind), item_code=CODE, out="yes")
        assert bring_in(ground, content).counts["ended"] == 1
        assert bring_in(ground, content).counts["unchanged"] == 1
    assert CODE not in duty_list.items.values_list("code", flat=True)
    assert duty_list.items.count() == 59


def test_a_column_that_is_not_there_changes_nothing(ground):
    item = ground.list_of().items.get(code=CODE)
    with override("en"):
        bring_in(ground, filled(role=str(ground.head.role_kind), item_code=CODE, cadence="monthly"))
    item.refresh_from_db()
    assert item.text == "看一看水井" and item.basis and item.evidence.count() == 1


@pytest.mark.parametrize(
    "cells, column, words",
    [
        ({"item_code": "PO-C99-01"}, "item_code", "number"),
        ({"cadence": "sometimes"}, "cadence", "choices"),
        ({"due_rule": "soon"}, "due_rule", "no day"),
        ({"due_rule": "1 months after appointment"}, "due_rule", "one-off"),
        ({"required": 0}, "required", "at least 1"),
        ({"required": 400}, "required", "1 to 99"),
        ({"applies_to": "Nowhere"}, "applies_to", "no such unit"),
        ({"evidence": "hearsay"}, "evidence", "hearsay"),
        ({"category_id": "C77"}, "category_id", "choices"),
        ({"role": "Nobody"}, "role", "choices"),
        ({"text": None}, "text", "missing"),
    ],
)
def test_what_is_wrong_is_said_at_its_cell_and_nothing_is_written(ground, cells, column, words):
    before = said(ground.list_of())
    with override("en"):
        content = filled(**({"role": str(ground.head.role_kind)} | cells))
        outcome = try_out(sheet(ground), content)
        [header] = load_workbook(BytesIO(content)).active.iter_rows(max_row=1, values_only=True)
        label = next(str(c.label) for c in ItemSheet.columns if c.name == column)
    [wrong] = outcome.wrong
    assert wrong.cell == f"{chr(65 + header.index(label))}2" and words in wrong.text
    assert said(ground.list_of()) == before


def test_a_list_that_is_published_takes_no_rows(ground):
    content = exported(ground, ground.list_of())
    ground.publish("PO-C01-03")
    outcome = try_out(sheet(ground), content)
    assert len(outcome.wrong) == 60 and "草稿" in outcome.wrong[0].text


def test_only_the_office_takes_a_list_along(client, ground):
    ground.publish("PO-C01-03")
    pk = ground.list_of().pk
    client.force_login(ground.officer)
    got = client.get(reverse("list-xlsx", args=[pk]))
    assert len(list(load_workbook(BytesIO(got.getvalue())).active.rows)) == 61
    assert AuditEntry.objects.filter(action="list.take_along", object_id=str(pk)).exists()
    client.force_login(ground.head_user)
    assert client.get(reverse("list-xlsx", args=[pk])).status_code == 404
    _, other = make_holder(make_unit(ground.county), Role.TEAM_MEMBER)
    client.force_login(other)
    assert client.get(reverse("lists-import")).status_code == 404


def test_the_template_is_read_again(ground):
    assert try_out(sheet(ground), template_of(sheet(ground))).rows == 0


def test_an_added_item_stands_where_its_row_stands(ground):
    duty_list = ground.list_of()
    with override("en"):
        content = exported(ground, duty_list)
        book = load_workbook(BytesIO(content))
        table = book.active
        names = [c.name for c in ItemSheet.columns]
        table.insert_rows(3)
        for name in ("role", "category_id", "cadence"):
            table.cell(3, names.index(name) + 1, table.cell(2, names.index(name) + 1).value)
        table.cell(3, names.index("text") + 1, "看一看水井")
        changed = BytesIO()
        book.save(changed)
        bring_in(ground, changed.getvalue())
    assert said(duty_list)[1]["text"] == "看一看水井"
    assert [row["code"] for row in said(duty_list)][:3] == [
        "PO-C01-01", "PO-C01-06", "PO-C01-02",
    ]  # fmt: skip
