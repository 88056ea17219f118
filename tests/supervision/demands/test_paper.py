"""A demand on paper and as a document: the same content, in the layout of an official paper."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import translation
from docx import Document

from alerts.audit.models import AuditEntry
from responsibility.organisation.units.reorganise import reorganise
from supervision.demands.decide import send_back, withdraw
from supervision.demands.measures.lay import drop_measure, lay_measure
from supervision.demands.reply import reply
from tests import make
from tests.make import NOW, at
from tests.supervision.demands import play

pytestmark = pytest.mark.django_db


@pytest.fixture
def shire():
    return play.shire()


@pytest.fixture
def made(shire):
    return play.sent(shire, text="请说明逾期原因\n及整改措施 \U00020bb7\x07")


def lay(shire, made, text, now=NOW):
    by = make.actor(shire.people["member"])
    return lay_measure(
        by=by, now=now, nonce=make.nonce(), demand_id=made.pk, text=text, person="陆某",
        due_on=date(2026, 9, 30),
    )  # fmt: skip


def answer(shire, made, text, now=NOW):
    by = make.actor(shire.people["member"])
    reply(by=by, now=now, nonce=make.nonce(), demand_id=made.pk, text=text)


def document(client, made) -> Document:
    with translation.override("zh-hans"):
        answered = client.get(reverse("demand-docx", args=[made.pk]))
    return Document(BytesIO(b"".join(answered.streaming_content)))


def lines(written) -> list[tuple[str, str]]:
    return [(line.style.name, line.text) for line in written.paragraphs if line.text]


def test_number_title_addressee_text_reply_measures_sender_and_day(client, shire, made):
    task = made.tasks.get()
    lay(shire, made, "逐项补录")
    dropped = lay(shire, made, "多余的措施")
    by = make.actor(shire.people["member"])
    said = {"by": by, "now": NOW, "demand_id": made.pk, "measure_id": dropped.pk}
    drop_measure(**said, reason="重复")
    answer(shire, made, "已明确专人。")
    client.force_login(shire.people["group"])
    written = document(client, made)
    assert lines(written) == [
        ("Number", "督办〔2026〕1号"),
        ("Title", "督办通知"),
        ("Addressee", f"Body 1（{made.post.title}）："),
        ("Normal", "请说明逾期原因"),
        ("Normal", "及整改措施 \U00020bb7"),
        ("Normal", f"一、{task.title}"),
        ("Normal", "请于2026年9月28日前书面回复，并逐项列明措施。"),
        ("Signature", "Group"),
        ("Signature", "2026年9月24日"),
        ("Heading 1", "回复"),
        ("Normal", "已明确专人。"),
    ]
    cells = [[cell.text for cell in row.cells] for row in written.tables[0].rows]
    assert cells[1:] == [["1", "逐项补录", "陆某", "2026年9月30日"]]
    entry = AuditEntry.objects.get(action__contains="export")
    assert entry.user == shire.people["group"]


def test_the_sheet_says_the_same(client, shire, made):
    lay(shire, made, "逐项补录")
    answer(shire, made, "已明确专人。")
    client.force_login(shire.people["member"])
    page = client.get(reverse("demand-paper", args=[made.pk])).content.decode()
    for words in (
        "督办〔2026〕1号",
        "督办通知",
        "请说明逾期原因",
        "逐项补录",
        "陆某",
        "已明确专人。",
    ):
        assert words in page


def test_an_answer_that_was_sent_back_is_not_on_it(client, shire, made):
    lay(shire, made, "逐项补录")
    answer(shire, made, "没有时间。")
    by = make.actor(shire.people["group"])
    send_back(by=by, now=NOW, demand_id=made.pk, reason="请说明责任人。")
    client.force_login(shire.people["group"])
    texts = [text for _style, text in lines(document(client, made))]
    assert "没有时间。" not in texts and "回复" not in texts


def test_units_are_called_as_on_the_day_it_was_sent(client, shire, made):
    for unit in (made.unit, made.made_in.unit):
        reorganise(
            unit_id=unit.pk, name=f"New {unit.name}", parent_id=unit.parent_id,
            position=unit.position, first_on=at("2026-09-25 00:00").date(),
            by=make.actor(shire.people["office"]), now=at("2026-09-25 09:00"),
        )  # fmt: skip
    client.force_login(shire.people["group"])
    texts = [text for _style, text in lines(document(client, made))]
    assert "Group" in texts and not [text for text in texts if "New" in text]


def test_of_one_that_is_withdrawn_it_says_so(client, shire, made):
    by = make.actor(shire.people["group"])
    withdraw(by=by, now=NOW, demand_id=made.pk, reason="已办结。")
    client.force_login(shire.people["group"])
    written = document(client, made)
    assert written.paragraphs[-1].text == "本督办已撤回，不再要求回复。"
    assert lines(written)[0] == ("Number", "督办〔2026〕1号")
