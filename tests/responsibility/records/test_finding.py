"""Words are found in exactly the texts that a person may read; records by what their faces say."""

from datetime import date, timedelta

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alerts.audit.models import AuditEntry
from demonstration.roles import Role
from responsibility.records.bodies.give import give_grant
from responsibility.records.bodies.read import read_body
from responsibility.records.finding import find as finding
from responsibility.records.finding import slices as stepping
from responsibility.records.finding.find import find_records
from responsibility.records.finding.slices import Known, slices
from responsibility.records.finding.terms import pieces_of, words_of
from responsibility.records.finding.wanted import Key, Wanted
from responsibility.records.models import DutyRecord
from tests import make
from tests.make import NOW
from tests.responsibility.records.cast import correct_as, lodge_as, make_cast, withdraw_as

pytestmark = pytest.mark.django_db
MANY_UNITS = range(1, 50)
DAYS = [date(2026, 9, 24) - timedelta(days=20 * number) for number in range(8)]


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def inspector(cast):
    body = make.make_unit(cast.county, kind="discipline")
    make.supervise(body, cast.unit)
    return make.make_holder(body, Role.STATIONED_GROUP)[1]


def task_of(post, **over):
    return make.make_task(post, opens_at=make.at("2026-01-01 00:00"), **over)


def found(user, typed="", after=None, **over):
    wanted = Wanted(words=tuple(words_of(typed)), **over)
    return list(find_records(wanted, user=user, at=NOW, after=after).records)


def test_words_are_found_in_what_one_may_read(cast, inspector):
    record = lodge_as(cast.holder, task_of(cast.post), text="通报信访举报情况", place="三楼会议室")
    elsewhere, stranger = make.make_holder(make.make_unit(cast.county))
    lodge_as(stranger, task_of(elsewhere), text="通报信访举报情况")
    mate = make.make_holder(cast.unit, Role.TEAM_MEMBER)[1]
    office = make.make_holder(cast.county, Role.COMMISSION_OFFICE)[1]
    for user, seen in (
        (cast.holder, [record]), (cast.clerk, [record]), (inspector, [record]), (mate, []),
        (office, []),
    ):  # fmt: skip
        assert found(user, "信访举报") == seen
        assert found(user, "信访 三楼") == seen
        assert found(user, "访") == seen
        assert found(user, "信访报举") == []
    assert len(found(office)) == 2  # the faces are open to the office


def test_restricted_texts_stay_closed(cast, inspector):
    item = make.make_item(cast.county, sensitivity="restricted")
    record = lodge_as(cast.holder, task_of(cast.post, item=item), text="谈话函询有关问题")
    assert record.restricted
    assert found(cast.holder, "函询") == [record]
    assert found(inspector, "函询") == []
    office = make.make_holder(cast.county, Role.COMMISSION_OFFICE)[1]
    days = {"first_on": NOW.date(), "last_on": NOW.date() + timedelta(days=9)}
    by = make.actor(office)
    give_grant(user_id=inspector.pk, record_id=record.pk, basis="纪发12号", by=by, now=NOW, **days)
    assert found(inspector, "函询") == []
    read_body(by=make.actor(inspector), now=NOW, record_id=record.pk, purpose="核查")
    assert found(inspector, "函询") == [record]


def test_a_link_that_has_ended_opens_nothing(cast):
    body = make.make_unit(cast.county, kind="discipline")
    make.supervise(body, cast.unit, end=NOW.date())
    late = make.make_holder(body, Role.STATIONED_GROUP)[1]
    lodge_as(cast.holder, task_of(cast.post), text="通报信访举报情况")
    assert found(late, "信访") == [] and found(late) == []


def test_what_is_not_in_force_is_not_found(cast, inspector):
    task = task_of(cast.post)
    old = lodge_as(cast.holder, task, text="通报信访举报情况")
    new = correct_as(cast.holder, old, task, text="通报信访举报和来电情况")
    assert found(inspector, "信访") == [new]
    withdraw_as(cast.holder, new)
    assert found(inspector, "信访") == [] and found(inspector) == []


def test_narrowed_by_the_face(cast, inspector):
    section = make.make_unit(cast.unit, kind="section")
    supervised = make.make_holder(section, Role.TEAM_MEMBER)
    one = lodge_as(cast.holder, task_of(cast.post), text="研究信访工作", happened_on=DAYS[2])
    two = lodge_as(supervised[1], task_of(supervised[0]), text="答复信访人", happened_on=DAYS[1])
    for typed in ("信访", ""):
        assert found(inspector, typed) == [two, one]
        assert found(inspector, typed, first_on=DAYS[1]) == [two]
        assert found(inspector, typed, last_on=DAYS[2]) == [one]
        assert found(inspector, typed, unit=section) == [two]
        assert found(inspector, typed, unit=cast.unit) == [two, one]
        assert found(inspector, typed, person=cast.holder.name) == [one]
        assert found(inspector, typed, person="Nobody") == []
        assert found(inspector, typed, kind="zero_report") == []
        assert found(inspector, typed, kind="record") == [two, one]


def test_a_person_is_found_by_what_a_clerk_lodged_in_their_time(cast, inspector):
    record = lodge_as(cast.clerk, task_of(cast.post), text="研究信访工作")
    assert found(inspector, person=cast.holder.name) == [record]
    assert found(inspector, "信访", person=cast.clerk.name) == [record]


@pytest.mark.parametrize("typed", ["信访", ""])
def test_page_by_page_nothing_is_lost_or_doubled(cast, inspector, monkeypatch, typed):
    monkeypatch.setattr(finding, "PAGE", 3)
    made = [
        lodge_as(cast.holder, task_of(cast.post), text="信访", happened_on=DAYS[number // 2])
        for number in range(8)
    ]
    for user in (inspector, cast.holder):
        wanted, after, seen = Wanted(words=tuple(words_of(typed))), None, []
        while True:
            page = find_records(wanted, user=user, at=NOW, after=after)
            seen += page.records
            if (after := page.next) is None:
                break
            assert Key.read(str(after)) == after
        assert seen == sorted(made, key=lambda one: (one.happened_on, one.pk), reverse=True)


@pytest.mark.parametrize("text", ["", "x", "2026-13-01.1", "2026-01-01", "2026-01-01." + "9" * 40])
def test_a_broken_key_is_none(text):
    assert Key.read(text) is None


def test_a_common_word_is_looked_for_from_the_newest_months():
    known = Known(records=1_000_000, eldest=date(2021, 1, 5), share=0.3)
    steps = slices(known, units=MANY_UNITS, first_on=None, last_on=date(2026, 9, 24))
    assert steps[0] == ["#202609"] and steps[-1] == ["#202101"] and len(steps) == 69
    assert slices(
        known._replace(share=0.001), units=MANY_UNITS, first_on=None, last_on=DAYS[0]
    ) == [[]]
    few = known._replace(records=100_000)
    steps = slices(few, units=MANY_UNITS, first_on=None, last_on=date(2026, 9, 24))
    assert max(map(len, steps)) == 8 and sum(map(len, steps)) == 69
    narrowed = slices(known, units=MANY_UNITS, first_on=date(2026, 8, 30), last_on=date(2026, 9, 2))
    assert narrowed == [["#202609"], ["#202608"]]
    ours = slices(few, units={9, 8}, first_on=date(2026, 8, 30), last_on=date(2026, 9, 2))
    assert ours == [["#202609.8", "#202609.9"], ["#202608.8", "#202608.9"]]
    assert slices(
        known._replace(eldest=None), units=MANY_UNITS, first_on=None, last_on=DAYS[0]
    ) == [[]]


@pytest.mark.parametrize("few_units", [0, 9])
@pytest.mark.parametrize("common", [True, False])
def test_each_way_finds_the_same(cast, inspector, monkeypatch, common, few_units):
    monkeypatch.setattr(stepping, "FEW_UNITS", few_units)
    share = 1.0 if common else 0.0
    known = Known(records=1_000_000, eldest=DAYS[-1], share=share)
    monkeypatch.setattr(Known, "of", lambda pieces, units: known)
    made = [
        lodge_as(cast.holder, task_of(cast.post), text="研究信访工作", happened_on=day)
        for day in DAYS
    ]
    assert found(inspector, "信访") == made
    assert found(inspector, "信访", last_on=DAYS[3]) == made[3:]
    assert found(inspector, "信访", first_on=DAYS[3]) == made[:4]


def test_what_is_known_of_words_is_read(cast):
    for day in DAYS:
        lodge_as(cast.holder, task_of(cast.post), text="研究信访工作", happened_on=day)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE responsibility_dutyrecord")
    known = Known.of(pieces_of(["信访"]), units=[cast.unit.pk])
    assert known == Known(records=len(DAYS), eldest=DAYS[-1], share=1.0)
    assert Known.of(["没有"], units=[cast.unit.pk]).share == 0.0


WORDS = "信访举报谈话ab12X的，、 %_\\'\"&|!:*()"


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(typed=st.text(st.sampled_from(WORDS), min_size=1, max_size=5))
def test_the_index_finds_what_contains_it(cast, inspector, typed):
    """The same texts as a look into each; signs alone are looked for in one's own texts."""
    texts = [
        "信访举报、谈话12",
        "谈话，信访ab1X的",
        "报举访信",
        "X12ab%_的",
        "'\"&|!:*()谈",
        "信 访",
    ]
    if not DutyRecord.objects.exists():
        for text in texts:
            lodge_as(cast.holder, task_of(cast.post), text=text)
    words = words_of(typed)
    if not words:
        return
    contain = {text for text in texts if all(word in text.lower() for word in words)}
    assert {record.text for record in found(cast.holder, typed)} == contain
    if pieces_of(words):
        assert {record.text for record in found(inspector, typed)} == contain


def test_a_look_into_anothers_text_is_logged(client, cast, inspector):
    record = lodge_as(cast.holder, task_of(cast.post), text="研究<b>信访</b>工作")
    read = AuditEntry.objects.filter(action="record.read_body", object_id=str(record.pk))
    client.force_login(inspector)
    part = client.get("/search/", {"q": "信访"}, headers={"HX-Request": "true"}).text
    assert record.get_absolute_url() not in part and not read.exists()
    page = client.get("/search/", {"q": "信访"}).text
    assert "&lt;b&gt;<mark>信访</mark>&lt;/b&gt;" in page
    assert read.get().user == inspector
    client.force_login(cast.holder)
    assert record.get_absolute_url() in client.get("/search/", {"q": "信访"}).text
    assert read.count() == 1


def test_by_the_face_no_text_is_shown(client, cast, inspector):
    lodge_as(cast.holder, task_of(cast.post), text="研究信访工作")
    client.force_login(inspector)
    page = client.get("/search/", {"kind": "record"}).text
    assert cast.post.title in page and "信访" not in page
    assert not AuditEntry.objects.filter(action="record.read_body")


@pytest.mark.parametrize(
    "query",
    ["since=never", "unit=0", "unit=x", "kind=x", "q=" + "x" * 61, "after=x&q=a", "person=%00"],
)
def test_what_makes_no_sense_is_answered(client, cast, query):
    client.force_login(cast.holder)
    assert client.get(f"/search/?{query}").status_code == 200
