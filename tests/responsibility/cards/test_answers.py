"""Answering the lines of a card: a text, a figure, a record; anew until the summary is there."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse
from docx import Document

from alerts.audit.models import AuditEntry
from pages.refused import Refused
from responsibility.cards.answers.answer import answer_line
from responsibility.cards.answers.models import CardAnswer
from responsibility.cards.figure import changed_by
from responsibility.cards.models import ReminderCardLine
from responsibility.cards.summaries.models import CardSummary
from responsibility.cards.summaries.write import confirm_summary
from responsibility.records.models import DutyRecord
from tests import make
from tests.responsibility.cards.conftest import NOW
from tests.responsibility.cards.test_summaries import SAID, act, clerk_of
from tests.responsibility.records.cast import lodge_as

FIGURE = {"figure": "Meetings", "figure_before": Decimal(120), "figure_after": Decimal(85)}


@pytest.fixture
def card(stage):
    return stage.issued().cards.in_order().first()


def answer(stage, card, user=None, **said):
    values = {"nonce": make.nonce(), "line_id": card.lines.first().pk, "now": NOW}
    return answer_line(**values | {"by": make.actor(user or stage.holders[0])} | said)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"text": "Walked the dams."}, ""),
        (FIGURE, ""),
        ({}, "请填写"),
        ({"text": " "}, "请填写"),
        ({"text": "x" * 301}, "300"),
        (FIGURE | {"figure": ""}, "指标"),
        (FIGURE | {"figure_after": None}, "指标"),
        ({"figure": "Meetings"}, "指标"),
    ],
)
def test_a_line_is_answered_with_something(stage, card, said, refusal):
    if refusal:
        with pytest.raises(Refused, match=refusal):
            answer(stage, card, **said)
    else:
        answer(stage, card, **said)
    assert CardAnswer.objects.count() == (not refusal)


def test_it_is_answered_anew_once_a_tap_until_the_summary_is_confirmed(stage, card):
    nonce = make.nonce()
    first = answer(stage, card, nonce=nonce, text="One")
    assert answer(stage, card, nonce=nonce, text="One") == first
    answer(stage, card, clerk_of(stage), text="Two")
    assert [one.text for one in CardAnswer.objects.order_by("pk")] == ["One", "Two"]
    with pytest.raises(DatabaseError), transaction.atomic():
        CardAnswer.objects.update(text="Other")
    confirm_summary(**act(stage, card.summary), **SAID)
    with pytest.raises(Refused, match="小结已提交"):
        answer(stage, card, text="Three")


def test_nobody_answers_for_another(stage, card):
    with pytest.raises(CardSummary.DoesNotExist):
        answer(stage, card, stage.holders[1], text="Mine")
    with pytest.raises(PermissionDenied):
        answer(stage, card, stage.drafter, text="Mine")


@pytest.mark.parametrize("whose", [0, 1])
def test_a_record_of_the_own_post_is_linked(stage, card, whose):
    task = make.make_task(stage.posts[whose], make.make_item(stage.county))
    record = lodge_as(stage.holders[whose], task)
    if whose == 0:
        assert answer(stage, card, record_id=record.pk).record == record
    else:
        with pytest.raises(DutyRecord.DoesNotExist):
            answer(stage, card, record_id=record.pk)


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ("120", "85", "−29.2%"),
        ("5", "6", "+20.0%"),
        ("0", "3", ""),
        ("3", "3", ""),
        ("-4", "-2", "+50.0%"),
    ],
)
def test_by_how_much_a_figure_changed(before, after, change):
    assert changed_by(Decimal(before), Decimal(after)) == change


def test_the_draft_of_the_summary_is_made_of_records_and_answers(stage, card, sign_in):
    answer(stage, card, text="Walked the dams.", **FIGURE)
    page = sign_in(stage.holders[0]).get(reverse("card-summary", args=[card.summary.pk]))
    text = page.context["form"]["text"].value()
    assert "Walked the dams." in text and "120 → 85（−29.2%）" in text
    assert text.count("未填报") == card.lines.count() - 1


def test_from_the_card_to_the_confirmed_summary_in_the_browser(stage, card, sign_in):
    holder = sign_in(stage.holders[0])
    line = ReminderCardLine.objects.filter(card=card)[2]
    address = reverse("card-line-answer", args=[line.pk])
    wrong = holder.post(address, {"nonce": make.nonce(), "figure": "Meetings"})
    assert wrong.status_code == 422 and 'value="Meetings"' in wrong.content.decode()
    there = holder.post(address, {"nonce": make.nonce(), "text": "Done."})
    assert there.url == card.summary.get_absolute_url()
    write = reverse("card-summary-write", args=[card.summary.pk])
    assert holder.post(write, SAID | {"confirm": 1}).url == there.url
    assert holder.get(address).url == there.url  # nothing is answered any more
    back = reverse("card-summary-take-back", args=[card.summary.pk])
    assert holder.post(back, {"reason": "A figure"}).url == there.url


FOUND = {
    "": 3, "?show=open": 2, "?show=confirmed": 1, "?show=late": 0, "?lines=none": 2,
    "?lines=some": 1, "?lines=all": 0, "?quarter=2026-3": 3, "?quarter=2026-2": 0,
    "?quarter=nonsense": 3, "?q=Housing": 1,
}  # fmt: skip


def test_the_office_finds_what_was_answered_and_summed_up(stage, card, sign_in):
    answer(stage, card, text="Done.")
    confirm_summary(**act(stage, card.summary), **SAID, rule_made="Ten bans")
    office, address = sign_in(stage.drafter), reverse("card-summaries")
    pages = {query: office.get(address + query) for query in FOUND}
    counts = {query: page.context["listing"].page.paginator.count for query, page in pages.items()}
    assert counts == FOUND
    assert "Ten bans" in pages["?show=confirmed"].content.decode()
    assert "Ten bans" not in pages["?show=open"].content.decode()


def test_the_card_is_a_document_with_what_was_done(stage, card, sign_in):
    answer(stage, card, text="Walked the dams.")
    confirm_summary(**act(stage, card.summary), **SAID, rule_made="Ten bans")
    taken = sign_in(stage.holders[0]).get(reverse("card-docx", args=[card.uuid]))
    document = Document(BytesIO(b"".join(taken.streaming_content)))
    cells = [cell.text for row in document.tables[0].rows for cell in row.cells]
    facts = [cell.text for row in document.tables[1].rows for cell in row.cells]
    assert "Walked the dams." in cells and "Ten bans" in facts
    assert SAID["text"] in [paragraph.text for paragraph in document.paragraphs]
    assert AuditEntry.objects.get(action="list.export").after["format"] == "docx"
