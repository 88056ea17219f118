"""Records on pages: who sees the face, who the body, what happened to them, taking one back."""

from datetime import date

import pytest
import time_machine
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alerts.audit.models import AuditEntry
from demonstration.roles import Role
from responsibility.files.store import store_upload
from responsibility.records.models import Credit, DutyRecord
from responsibility.records.record.own import own_records
from tests.make import (
    NOW,
    appoint,
    at,
    days,
    make_holder,
    make_item,
    make_person,
    make_task,
    make_unit,
    supervise,
)
from tests.responsibility.records.cast import (
    acting,
    confirm_as,
    correct_as,
    decline_as,
    lodge_as,
    make_cast,
    people_task,
    withdraw_as,
)

pytestmark = pytest.mark.django_db
TEXT = "Talked about the works at the reservoir."


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def inspector(cast):
    body = make_unit(cast.county, kind="discipline")
    supervise(body, cast.unit)
    return make_holder(body, Role.STATIONED_GROUP)[1]


def page(client, user, address, status=200) -> str:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    client.force_login(user)
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def record_page(client, user, record, status=200) -> str:
    return page(client, user, record.get_absolute_url(), status)


# One record


def test_the_author_sees_face_body_and_what_may_be_done(client, cast):
    task, (first, _second) = people_task(cast, required=2, asked=2)
    person = appoint(first)
    record = lodge_as(cast.holder, task, counterpart_post_ids=[first.pk], place="Room 503")
    text = record_page(client, cast.holder, record)
    for words in (TEXT, "Room 503", person.name, task.title, "Wed 23 Sep", "lodged it"):
        assert words in text
    assert f"/records/{record.pk}/correct/" in text and f"/records/{record.pk}/withdraw/" in text


def test_a_leader_sees_the_face_alone(client, cast):
    _post, secretary = make_holder(cast.county, Role.PARTY_LEADER)
    paper = SimpleUploadedFile("minutes.pdf", b"%PDF-1.4\n%%EOF\n")
    stored = store_upload(upload=paper, by=acting(cast.holder), now=NOW)
    record = lodge_as(cast.holder, make_task(cast.post), place="Room 503", file_ids=[stored.pk])
    text = record_page(client, secretary, record)
    assert TEXT not in text and "Room 503" not in text and "/correct/" not in text
    assert "Text and files may be read by: whoever lodged it" in text
    assert client.get(record.get_absolute_url()).context["page"].files == []


def test_a_supervisor_reads_the_body_but_not_a_restricted_one(client, cast, inspector):
    record = lodge_as(cast.holder, make_task(cast.post))
    assert TEXT in record_page(client, inspector, record)
    item = make_item(cast.county, sensitivity="restricted")
    secret = lodge_as(cast.holder, make_task(cast.post, item))
    assert TEXT not in record_page(client, inspector, secret)


def test_reading_a_restricted_body_is_noted(client, cast):
    item = make_item(cast.county, sensitivity="restricted")
    secret = lodge_as(cast.holder, make_task(cast.post, item))
    readings = AuditEntry.objects.filter(action="record.read_body")
    record_page(client, cast.holder, secret)
    assert not readings.exists()
    assert TEXT in record_page(client, cast.clerk, secret)
    assert readings.get().user == cast.clerk


def test_invisible_and_absent_are_the_same(client, cast):
    record = lodge_as(cast.holder, make_task(cast.post))
    _post, stranger = make_holder(make_unit(cast.county))
    record_page(client, stranger, record, 404)
    for act in ("", "correct/", "withdraw/"):
        page(client, stranger, f"/records/{record.pk}/{act}", 404)
        page(client, cast.holder, f"/records/999999/{act}", 404)


def test_who_may_see_but_not_act_is_refused(client, cast, inspector):
    record = lodge_as(cast.holder, make_task(cast.post))
    page(client, inspector, f"/records/{record.pk}/correct/", 403)
    page(client, inspector, f"/records/{record.pk}/withdraw/", 403)


def test_the_history_tells_everything_newest_first(client, cast):
    task, other = make_task(cast.post), make_task(cast.post)
    first = lodge_as(cast.clerk, task, other)
    confirm_as(cast.holder, Credit.objects.get(task=task), now=NOW + days(0.01))
    decline_as(cast.holder, Credit.objects.get(task=other), now=NOW + days(0.02))
    second = correct_as(cast.clerk, first, task, now=NOW + days(0.03), text="Better words.")
    withdraw_as(cast.holder, second, now=NOW + days(0.04), reason="Another's work.")
    text = record_page(client, cast.holder, first)
    history = text[text.index('id="h-history"') :]
    told = ["corrected it", "declined", "confirmed it", "lodged it"]
    places = [history.index(words) for words in told]
    assert places == sorted(places) and second.get_absolute_url() in history
    text = record_page(client, cast.holder, second)
    assert "Withdrawn by" in text and "Another&#x27;s work." in text
    assert "/correct/" not in text


def test_a_record_after_closing_is_marked(client, cast, clock):
    task = make_task(cast.post, closes_at=at("2026-10-02 00:00"))
    clock.move_to(at("2026-10-05 09:00"))
    record = lodge_as(cast.holder, task, now=at("2026-10-05 09:00"))
    assert "after late entry had closed" in record_page(client, cast.holder, record)
    assert "lodged after closing" in page(client, cast.holder, "/records/")


def test_a_correction_after_closing_of_what_counted_before_is_not(client, cast, clock):
    task = make_task(cast.post, closes_at=at("2026-10-02 00:00"))
    record = lodge_as(cast.holder, task)
    clock.move_to(at("2026-10-05 09:00"))
    newer = correct_as(cast.holder, record, task, now=at("2026-10-05 09:00"), text="Better.")
    assert "had closed" not in record_page(client, cast.holder, newer)


def test_whoever_is_offered_a_record_confirms_it_on_its_page(client, cast):
    meeting = {"event_key": "theory_group"}
    mine = make_task(cast.post, make_item(cast.county, **meeting))
    deputy, person = make_holder(cast.unit, Role.TEAM_MEMBER)
    theirs = make_task(deputy, make_item(cast.county, Role.TEAM_MEMBER, **meeting))
    record = lodge_as(cast.holder, mine, theirs)
    text = record_page(client, person, record)
    assert "It counts for you once you confirm." in text
    assert TEXT in text, "nobody confirms what they may not read"
    credit = Credit.objects.get(task=theirs)
    address = record.get_absolute_url()
    assert client.post(f"/credits/{credit.pk}/confirm/", {"next": address}).url == address
    theirs.refresh_from_db()
    assert theirs.lamp == "green"


# Taking one back


def test_withdrawing_asks_why(client, cast):
    task = make_task(cast.post)
    record = lodge_as(cast.holder, task)
    address = f"/records/{record.pk}/withdraw/"
    page(client, cast.holder, address)
    for reason in ("", "  ", "x" * 301):
        response = client.post(address, {"reason": reason})
        assert response.status_code == 422 and "aria-invalid" in response.content.decode()
    response = client.post(address, {"reason": "Entered twice."}, follow=True)
    assert "The record is withdrawn." in response.content.decode()
    task.refresh_from_db()
    assert task.lamp == "yellow"
    again = client.post(address, {"reason": "Entered twice."}, follow=True)
    assert "This record has been withdrawn." in again.content.decode()
    assert client.get(address).url == record.get_absolute_url()


# The list


def test_the_list_holds_own_records_newest_first(client, cast):
    older = lodge_as(cast.holder, make_task(cast.post), happened_on=date(2026, 7, 2), text="Old.")
    newer = lodge_as(cast.clerk, make_task(cast.post), text="New.")
    foreign = make_cast()
    lodge_as(foreign.holder, make_task(foreign.post), text="Foreign.")
    text = page(client, cast.holder, "/records/")
    assert text.index(newer.get_absolute_url()) < text.index(older.get_absolute_url())
    assert "New." in text and "Foreign." not in text
    assert "to be confirmed by the holder" in text


def test_a_leader_has_no_records_of_others_in_the_list(client, cast):
    _post, secretary = make_holder(cast.county, Role.PARTY_LEADER)
    lodge_as(cast.holder, make_task(cast.post))
    assert "No records yet" in page(client, secretary, "/records/")


def test_the_list_of_a_quarter(client, cast):
    lodge_as(cast.holder, make_task(cast.post))
    assert TEXT in page(client, cast.holder, "/records/?show=2026-3")
    empty = page(client, cast.holder, "/records/?show=2026-2")
    assert TEXT not in empty and "Nothing fits" in empty
    assert TEXT in page(client, cast.holder, "/records/?show=rubbish&page=9")


def test_of_an_offered_record_the_list_shows_no_text(client, cast):
    meeting = {"event_key": "theory_group"}
    mine = make_task(cast.post, make_item(cast.county, **meeting))
    deputy, person = make_holder(cast.unit, Role.TEAM_MEMBER)
    theirs = make_task(deputy, make_item(cast.county, Role.TEAM_MEMBER, **meeting))
    record = lodge_as(cast.holder, mine, theirs)
    text = page(client, person, "/records/")
    assert record.get_absolute_url() in text and TEXT not in text


def test_own_records_are_visible_ones(cast):
    meeting = {"event_key": "theory_group"}
    mine = make_task(cast.post, make_item(cast.county, **meeting))
    deputy, person = make_holder(cast.unit, Role.TEAM_MEMBER)
    theirs = make_task(deputy, make_item(cast.county, Role.TEAM_MEMBER, **meeting))
    lodge_as(cast.holder, mine, theirs), lodge_as(cast.clerk, make_task(cast.post))
    foreign = make_cast()
    lodge_as(foreign.holder, make_task(foreign.post))
    for user, own in [(cast.holder, 2), (cast.clerk, 2), (person, 1), (foreign.clerk, 1)]:
        records = own_records(user, at=NOW)
        assert records.count() == own
        assert not records.difference(DutyRecord.objects.visible_to(user, at=NOW)).exists()
    assert not own_records(make_person(), at=NOW).exists()


def queries(client, address) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_the_number_of_queries_does_not_grow(client, cast):
    def fill(number):
        for _ in range(number):
            lodge_as(cast.holder, make_task(cast.post), make_task(cast.post))

    fill(2)
    page(client, cast.holder, "/records/")
    few = queries(client, "/records/")
    fill(18)
    assert queries(client, "/records/") == few <= 12


def test_the_page_of_a_record_for_many_duties_asks_no_more(client, cast):
    few = lodge_as(cast.holder, make_task(cast.post), make_task(cast.post))
    task, posts = people_task(cast, required=20, asked=20)
    for post in posts:
        appoint(post)
    many = lodge_as(
        cast.holder,
        task,
        *(make_task(cast.post) for _ in range(20)),
        counterpart_post_ids=[post.pk for post in posts],
    )
    record_page(client, cast.holder, few)
    asked = queries(client, few.get_absolute_url())
    assert queries(client, many.get_absolute_url()) <= asked + 2 <= 20  # names of counterparts
