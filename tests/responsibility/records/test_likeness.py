"""What a text shares with others: every copied sentence, never its own versions, no names that
whoever looks may not see, and no word that accuses."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from demonstration.roles import Role
from responsibility.files.models import StoredFile
from responsibility.records.form.drafts import Draft
from responsibility.records.likeness.likeness import MANY, likeness_of, likeness_of_draft
from responsibility.records.likeness.models import Passage
from tests import make
from tests.make import NOW
from tests.responsibility.records.cast import correct_as, lodge_as, make_cast, withdraw_as

pytestmark = pytest.mark.django_db
ONE = "围绕项目招投标和资金拨付两个环节，与科室负责人逐一谈话提醒"  # 28 characters without signs
TWO = "要求各科室九月底前完成自查，并把自查情况书面报办公室汇总"
SHORT = "会议开了一上午。"


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def colleague(cast):
    """A team member of the same unit: no faces of others."""
    return make.make_holder(cast.unit, Role.TEAM_MEMBER)


@pytest.fixture
def inspector(cast):
    body = make.make_unit(cast.county, kind="discipline")
    make.supervise(body, cast.unit)
    return make.make_holder(body, Role.STATIONED_GROUP)[1]


def lodged(cast, text, user=None, post=None, **over):
    task = make.make_task(post or cast.post)
    return lodge_as(user or cast.holder, task, text=text, **over)


def drafted(user, text, files=(), **over):
    about = {"viewer": user, "now": NOW, "file_ids": files}
    return likeness_of_draft(text=text, **about, **over)


def test_facts_of_what_is_the_same(cast):
    first = lodged(cast, f"{ONE}。{SHORT}{TWO}。")
    alike = drafted(cast.holder, f"{TWO}！{SHORT}\n{ONE}。")
    (one,) = alike.alike
    assert (one.record, one.own, one.passages) == (first, True, 2)
    assert one.characters == sum(len(text.replace("，", "")) for text in (ONE, TWO))
    assert not alike.others and not alike.common


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (ONE, True),
        (f"　{ONE[:9]} {ONE[9:]}　", True),  # blanks make no other text
        (ONE.replace("，", ","), True),
        ("ＡＢ" + ONE, False),
        (ONE[:19], False),
        (SHORT, False),
        ("", False),
        ("\0" + ONE, True),
        ("。！？" * 400, False),
    ],
)
def test_what_is_the_same(cast, text, found):
    lodged(cast, f"{ONE}。{SHORT}")
    assert bool(drafted(cast.holder, text)) == found


def test_wide_and_narrow_signs_are_the_same(cast):
    lodged(cast, "依照纪发２０２６年第１２号文件ＡＢＣ对全部科室进行了检查")
    assert drafted(cast.holder, "依照纪发2026年第12号文件abc对全部科室进行了检查。")


def test_nothing_is_compared_with_itself(cast, inspector):
    record = lodged(cast, f"{ONE}。{TWO}。")
    assert not likeness_of(record, viewer=inspector, now=NOW)
    task = record.credits.get().task
    later = correct_as(cast.holder, record, task, text=f"{ONE}。{TWO}。已补充。")
    third = correct_as(cast.holder, later, task, text=f"{ONE}。")
    for version in (record, later, third):
        version.refresh_from_db()
        assert not likeness_of(version, viewer=inspector, now=NOW)
    assert not drafted(cast.holder, f"{ONE}。{TWO}。", instead_of=third)
    assert Passage.objects.filter(record=record).count() == 2  # kept where it was superseded


def test_a_corrected_record_counts_once(cast):
    record = lodged(cast, f"{ONE}。{TWO}。")
    task = record.credits.get().task
    later = correct_as(cast.holder, record, task, text=f"{ONE}。")
    alike = {one.record: one.passages for one in drafted(cast.holder, f"{ONE}。{TWO}。").alike}
    assert alike == {later: 1, record: 1}  # what only the old version said stands with that


def test_what_was_withdrawn_is_not_compared(cast):
    withdraw_as(cast.holder, lodged(cast, ONE))
    assert not drafted(cast.holder, ONE)


def test_a_colleague_is_told_of_no_name(client, cast, colleague, inspector):
    post, user = colleague
    record = lodged(cast, ONE)
    alike = drafted(user, ONE)
    assert alike.alike == [] and alike.others == 1 and alike.with_another.passages == 1
    copied = lodged(cast, ONE, user, post)
    client.force_login(user)
    page = client.get(copied.get_absolute_url()).text
    assert "本县另有 1 条记录有相同段落" in page
    assert record.get_absolute_url() not in page and cast.post.title not in page
    assert [one.record for one in likeness_of(copied, viewer=inspector, now=NOW).alike] == [record]


def test_another_county_is_not_looked_into(cast):
    lodged(cast, ONE)
    other = make_cast()
    assert not drafted(other.holder, ONE)


def test_what_many_have_is_common(cast):
    for _ in range(MANY + 1):
        lodged(cast, ONE, now=NOW - timedelta(hours=1))
    alike = drafted(cast.holder, f"{ONE}。")
    assert alike.alike == [] and alike.others == 0
    assert alike.common.passages == 1


def file_of(user, name="签到表.pdf", content="a"):
    return StoredFile.objects.create(
        owner=user, name=name, kind="pdf", media_type="application/pdf", content=name, size=1,
        received_sha256=content * 64, stored_sha256=content * 64, uploaded_at=NOW,
    )  # fmt: skip


def test_a_file_used_again_is_named(cast):
    lodged(cast, SHORT, file_ids=[file_of(cast.holder).pk])
    again, other = file_of(cast.holder, "签到.pdf"), file_of(cast.holder, content="b")
    (file,) = drafted(cast.holder, SHORT, [again.pk, other.pk]).files
    assert (file.name, file.records, file.common) == ("签到.pdf", 1, False)


def test_the_file_of_the_record_itself_is_not(cast):
    record = lodged(cast, SHORT, file_ids=[file_of(cast.holder).pk])
    assert not likeness_of(record, viewer=cast.holder, now=NOW)


def test_who_sees_it_on_the_page(client, cast, inspector):
    lodged(cast, ONE)
    record = lodged(cast, f"{ONE}。{TWO}")
    office = make.make_holder(cast.county, Role.COMMISSION_OFFICE)[1]
    for user, told in ((inspector, True), (cast.holder, True), (office, False)):
        client.force_login(user)
        page = client.get(record.get_absolute_url()).text
        characters = len(ONE.replace("，", ""))
        assert (f"有 1 段文字相同，共 {characters} 字" in page) is told
        assert not any(word in page for word in ("雷同", "抄袭"))


def test_the_draft_tells_the_writer_and_lodging_goes_on(client, cast):
    lodged(cast, ONE)
    task = make.make_task(cast.post)
    client.force_login(cast.holder)
    typed = {"nonce": make.nonce(), "tasks": task.pk, "text": ONE}
    typed |= {"kind": "record", "happened_on": "2026-09-23"}
    part = {"HX-Request": "true"}
    answer = client.post(reverse("record-draft"), typed, headers=part).text
    assert 'id="likeness"' in answer and "段文字相同" in answer
    draft = Draft.objects.get(user=cast.holder)
    assert "段文字相同" in client.get(draft.get_absolute_url()).text
    assert client.post(reverse("record-new"), typed).status_code == 302
    assert task.credits.count() == 1


def passages(text):
    with connection.cursor() as cursor:
        cursor.execute("SELECT fingerprint FROM passages_of(%s)", [text])
        return {row[0] for row in cursor.fetchall()}


SENTENCE = st.text(st.sampled_from("县委纪检廉政会议要求整改abC12，、 　"), min_size=1, max_size=60)
TEXT = st.lists(st.tuples(SENTENCE, st.sampled_from("。！？；\n")), max_size=6)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(before=TEXT, copied=SENTENCE, after=TEXT)
def test_every_copied_sentence_is_found(before, copied, after):
    """Wherever it stands, and nothing else of the text is taken for it."""
    alone = passages(copied)
    plain = [sign for sign in copied if sign not in "，、 　"]
    assert len(alone) == (1 if len(plain) >= 20 else 0)
    joined = "".join(text + end for text, end in [*before, (copied, "。"), *after])
    assert alone <= passages(joined)
    assert passages(joined) == alone.union(*(passages(text) for text, _end in [*before, *after]))
