"""The form asks only what the chosen kind needs, and loses nothing by another choice."""

import re

import pytest

from responsibility.lists.models import EvidenceKind
from responsibility.lists.starter_data import load_kinds
from responsibility.records.form.draft import drafts_of
from responsibility.records.models import DutyRecord
from tests.make import make_item, make_task
from tests.responsibility.records.cast import lodge_as
from tests.responsibility.records.form.page import HTMX, filled, text_of

pytestmark = pytest.mark.django_db

ASKED = [
    ("meeting", {"participants", "place"}),
    ("talk", {"participants", "place"}),
    ("study", {"present"}),
    ("visit", {"place"}),
    ("document", {"document_number"}),
    ("record", {"participants", "place"}),
    ("", {"participants", "place"}),
]
EMPTY = {"place": "", "participants": "", "text": ""}


def shown(text: str) -> set[str]:
    """The names of the fields that the page shows of those that not all kinds ask."""
    fields = re.findall(
        r'id="id_(\w+)_field" data-when="kind"[^>]*?data-is="[^"]*"( hidden)?>', text
    )
    return {name for name, hidden in fields if not hidden} - {"happened_on"}


def chosen(text: str) -> list[str]:
    return re.findall(r'id="kind-(\w+)"\s+checked', text)


@pytest.mark.parametrize(("kind", "asked"), ASKED)
def test_what_each_kind_asks(client, cast, kind, asked):
    data = filled(make_task(cast.post), again="1", kind=kind, **EMPTY)
    text = text_of(client.post("/log/", data))
    assert shown(text) == asked and chosen(text) == ([kind] if kind else [])


def test_what_is_typed_stays_in_sight_and_is_lodged(client, cast):
    task = make_task(cast.post)
    data = filled(task, kind="study", present="23", participants="Li Si", place="")
    text = text_of(client.post("/log/", data | {"again": "1"}))
    assert shown(text) == {"present", "participants"}
    client.post("/log/", data)
    record = DutyRecord.objects.get()
    assert (record.kind, record.present, record.participants) == ("study", 23, "Li Si")


def test_the_kind_is_chosen_beforehand_by_the_item_and_by_what_is_ticked_later(client, cast):
    item = make_item(cast.county)
    load_kinds()
    item.evidence.set(EvidenceKind.objects.filter(code="talk_record"))
    task, other = make_task(cast.post, item), make_task(cast.post)
    assert chosen(text_of(client.get(f"/log/?task={task.pk}"))) == ["talk"]
    assert chosen(text_of(client.get(f"/log/?task={other.pk}"))) == []
    ticked = f"/log/preview/?tasks={task.pk}"
    assert chosen(text_of(client.get(ticked, headers=HTMX))) == ["talk"]
    # What is chosen stays as it is on the page, under the finger.
    assert chosen(text_of(client.get(f"{ticked}&kind=visit", headers=HTMX))) == []


def test_without_a_kind_it_is_asked_for_and_nothing_is_lost(client, cast):
    text = text_of(client.post("/log/", filled(make_task(cast.post), kind="")), 422)
    assert "Choose what kind of record it is." in text and 'value="Room 503"' in text
    assert not DutyRecord.objects.exists()


def test_a_draft_keeps_the_kind_and_what_it_asks(client, cast):
    task = make_task(cast.post)
    data = filled(task, kind="document", document_number="No. 12", place="", participants="")
    client.post("/log/draft/", data, headers=HTMX)
    assert drafts_of(cast.holder).get().fields["kind"] == ["document"]
    text = text_of(client.get("/log/"))
    assert chosen(text) == ["document"] and 'value="No. 12"' in text


def test_records_are_told_apart_in_the_list_and_its_file(client, cast):
    task = make_task(cast.post)
    for kind in ("visit", "talk"):
        lodge_as(cast.holder, task, kind=kind, participants="Li", place="Dam", text=f"The {kind}.")
    both = text_of(client.get("/records/"))
    assert "The visit." in both and "The talk." in both
    talks = text_of(client.get("/records/?kind=talk"))
    assert "The talk." in talks and "The visit." not in talks


def test_the_page_of_a_record_says_what_its_kind_asked(client, cast):
    record = lodge_as(
        cast.holder, make_task(cast.post), kind="document", document_number="No. 12", place="Hall"
    )
    text = text_of(client.get(record.get_absolute_url()))
    assert "<dt>Document number</dt><dd>No. 12</dd>" in text
    assert "<dt>Place</dt><dd>Hall</dd>" in text and "<dd>document</dd>" in text
