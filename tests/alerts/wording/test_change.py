"""Words of messages: fit to be sent, versioned, put to use by a second person."""

import pytest

from alerts.audit.models import AuditEntry
from alerts.kinds.collected import collected
from alerts.outbox.gather import gather
from alerts.outbox.models import Message
from alerts.reminders.owe import owe_reminders
from alerts.wording.change import activate_wording, enter_template, template_channels, write_wording
from alerts.wording.fit import faults, usual, worst
from alerts.wording.in_use import complete, words_in_use
from alerts.wording.words import shipped_words
from pages.refused import Refused
from responsibility.tasks.dispatches.kind import DISPATCHED
from responsibility.tasks.models import Task
from tests.alerts.outbox.make import make_owner, make_tasks
from tests.make import NOW, actor, days, make_county, make_person

TEXT = shipped_words()["text"]


def words(**over) -> dict:
    """The shipped words with other ones; a stage's under its name."""
    parts = {stage: over.pop(stage) for stage in list(over) if stage in collected().stages}
    shipped = shipped_words()
    return {**shipped, "parts": {**shipped["parts"], **parts}, **over}


def test_the_shipped_words_are_fit():
    assert faults(shipped_words()) == []


UNFIT = [
    # what                        the words                                      of which piece
    ("no reference", {"text": TEXT.replace("{reference}", "")}, "text"),
    ("no signature", {"text": TEXT.replace("{signature}", "")}, "text"),
    ("nothing said", {"text": TEXT.replace("{what}", "")}, "text"),
    ("an unknown name", {"text": TEXT + "{phone}"}, "text"),
    ("of a matter", {"overdue": "{title}"}, "parts.overdue"),
    ("a way into the program", {"overdue": "{n.__class__}"}, "parts.overdue"),
    ("a format", {"overdue": "{n:>500}"}, "parts.overdue"),
    ("a conversion", {"overdue": "{n!r}"}, "parts.overdue"),
    ("by position", {"overdue": "{}"}, "parts.overdue"),
    ("an open brace", {"lacking": "{lacking"}, "lacking"),
    ("a link without its address", {"link": "see the page"}, "link"),
    ("much too long", {"text": TEXT + "长" * 150}, ""),
    ("a long part", {"monthly": "长" * 190}, ""),
]


@pytest.mark.parametrize(("over", "key"), [pytest.param(*row[1:], id=row[0]) for row in UNFIT])
def test_what_cannot_be_sent_is_refused_with_its_place(over, key):
    assert {fault.key for fault in faults(words(**over))} == {key}


def test_three_short_messages_are_the_most_at_the_worst(settings):
    settings.SMS_SIGNATURE = "清廉柳溪"
    spare = 3 * 67 - worst(shipped_words()).length
    assert faults(words(text=TEXT + "长" * spare)) == []
    assert faults(words(text=TEXT + "长" * (spare + 1)))


def test_the_signature_and_the_link_count(settings):
    before = worst(shipped_words()).length
    settings.SMS_SIGNATURE = "清廉澜川纪委监委"
    settings.PUBLIC_ADDRESS = "https://liangze.example"
    link = " https://liangze.example/t/K7Q2MX9B"
    assert worst(shipped_words()).length == before + 4 + len(link)
    assert usual(shipped_words()).text.startswith("【清廉澜川纪委监委】")


def test_words_of_before_a_stage_came_are_completed():
    old = words()
    del old["parts"]["answered"], old["lacking"]
    assert complete(old) == shipped_words()


@pytest.fixture
def two(db):
    return actor(make_person()), actor(make_person())


def test_a_second_person_puts_a_version_to_use(two):
    writer, other = two
    new = words(overdue="{n}项逾期")
    wording = write_wording(words=new, note="Shorter.", by=writer, now=NOW)
    assert wording.version == 2
    assert words_in_use() == (1, shipped_words())
    with pytest.raises(Refused, match="起草人不能启用，须由另一人启用"):
        activate_wording(version=2, by=writer, now=NOW)
    activate_wording(version=2, by=other, now=NOW + days(1))
    assert words_in_use() == (2, new)
    acts = AuditEntry.objects.order_by("pk").values_list("action", "user")
    assert list(acts) == [
        ("words.write", writer.user.pk),
        ("words.activate", other.user.pk),
    ]
    with pytest.raises(Refused, match="已经启用过"):
        activate_wording(version=2, by=other, now=NOW + days(2))


def test_an_older_version_is_passed_over(two):
    writer, other = two
    write_wording(words=words(overdue="{n}项逾期"), note="2", by=writer, now=NOW)
    write_wording(words=words(overdue="{n}项已逾期"), note="3", by=writer, now=NOW)
    activate_wording(version=3, by=other, now=NOW)
    with pytest.raises(Refused, match="已有更新的版本在用"):
        activate_wording(version=2, by=other, now=NOW)


def test_the_words_in_use_again_are_no_version(two):
    with pytest.raises(Refused, match="正在使用的就是这些文案"):
        write_wording(words=words(), note="", by=two[0], now=NOW)


def test_a_provider_of_templates_has_to_approve_first(two, settings):
    writer, other = two
    settings.SMS_CHANNEL = "aliyun"
    write_wording(words=words(overdue="{n}项逾期"), note="", by=writer, now=NOW)
    with pytest.raises(Refused, match="服务商尚未核准，请先登记模板"):
        activate_wording(version=2, by=other, now=NOW)
    template = {"code": "SMS_2", "signature": "清廉澜川", "params": {"who": "name"}}
    enter_template(version=2, channel="aliyun", **template, by=writer, now=NOW)
    with pytest.raises(Refused, match="模板已登记"):
        enter_template(version=2, channel="aliyun", **template, by=writer, now=NOW)
    assert activate_wording(version=2, by=other, now=NOW).activated_by == other.user


def test_a_channel_of_any_text_has_no_templates(two):
    assert template_channels() == ["aliyun"]
    with pytest.raises(Refused, match="此通道不需要模板"):
        enter_template(
            version=1, channel="twilio", code="1", signature="1", params={}, by=two[0], now=NOW
        )


def test_messages_are_made_from_the_words_in_use_and_stay_as_they_were(two):
    writer, other = two
    post, _ = make_owner(make_county())
    first, second = make_tasks(post, 2)
    red = {"model": Task, "stage": DISPATCHED, "now": NOW}
    owe_reminders(ids=[first.pk], **red)
    gather(now=NOW)
    write_wording(words=words(dispatched="{n}项新任务"), note="", by=writer, now=NOW)
    activate_wording(version=2, by=other, now=NOW)
    owe_reminders(ids=[second.pk], **red)
    gather(now=NOW + days(1))
    old, new = Message.objects.filter(channel="inbox").order_by("made_at")
    assert (old.template_version, new.template_version) == (1, 2)
    assert "待办任务" in old.text
    assert "您有1项新任务，" in new.text
