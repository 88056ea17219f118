"""The audit log on the screen: newest first, filtered, page by page."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from alerts.audit.actor import Actor
from alerts.audit.models import AuditEntry
from alerts.audit.read import sentences_of
from alerts.audit.record import record_audit
from demonstration.roles import Role
from responsibility.organisation.periods import from_day
from responsibility.organisation.posts.models import Appointment, Post
from tests.make import (
    NOW,
    actor,
    at,
    make_county,
    make_holder,
    make_person,
    make_post,
    make_task,
    make_unit,
)

pytestmark = pytest.mark.django_db
PAGE = reverse("audit")


@pytest.fixture
def auditor(client):
    client.force_login(make_person("Auditor", is_auditor=True))
    client.cookies["django_language"] = "en"
    return client


def note(user=None, now=NOW, action="unit.found", about=None, **values):
    by = actor(user) if user else None
    return record_audit(by=by, now=now, action=action, about=about or make_county(), **values)


def entries(client, query=""):
    page = client.get(PAGE + query).context["listing"].page
    return [sentence.entry for sentence in page.object_list]


def shown(user, entry):
    """The one entry in words, as `user` reads it in English."""
    with translation.override("en"):
        (sentence,) = sentences_of([entry], user=user, at=NOW)
    return sentence


def test_entries_stand_newest_first_with_their_words(auditor):
    first = note(make_person("Lu"), after={"name": "A"})
    second = note(make_person("Wu"), action="person.close", about=make_person("Zhou"))
    assert entries(auditor) == [second, first]
    shown = auditor.get(PAGE).content.decode()
    for words in ("founded a unit", "closed the account of", "name: A", "Wu", "Zhou"):
        assert words in shown


def test_what_the_platform_did_is_shown_when_asked_for(auditor):
    wu = make_person("Wu")
    by_itself, by_hand = note(action="file.remove"), note(wu, action="file.remove")
    at_the_door = record_audit(
        by=Actor(None, "10.0.0.7"), now=NOW, action="sign_in.refuse", about=wu
    )
    command = note(action="power.appoint_first", about=wu, after={"is_auditor": True})
    shown = [command, at_the_door, by_hand]
    assert entries(auditor) == shown
    assert entries(auditor, "?automatic=with") == [*shown, by_itself]


def test_an_entry_is_a_sentence_of_names_not_of_numbers():
    office = make_unit(make_county(), "Office", "office")
    post, holder = make_holder(office, Role.COMMISSION_OFFICE)
    unit = make_unit(office.parent, "Housing Bureau")
    opened = make_post(unit, title="Director")
    after = {"unit": unit.pk, "title": "Director", "first_on": "2026-09-30", "position": 1}
    entry = note(
        holder, action="post.open", about=opened, post_id=post.pk,
        before={"position": 1, "unit": office.pk}, after=after,
    )  # fmt: skip
    sentence = shown(make_person(is_auditor=True), entry)
    assert sentence.text == f"{holder} opened the post Housing Bureau · Director from 30 Sep"
    assert (sentence.name, sentence.page) == ("Housing Bureau · Director", "")
    assert sentence.post == f"Office · {post.title}"
    assert sentence.changes == [("unit", "Office", "Housing Bureau"), ("title", "", "Director")]


def test_an_appointment_is_read_with_its_basis(auditor):
    office = make_unit(make_county(), "Office", "office")
    _post, holder = make_holder(office, Role.COMMISSION_OFFICE)
    post, wang = make_holder(make_unit(office.parent, "Forestry Bureau"))
    row = Appointment.objects.get(post=post)
    after = {"post": post.pk, "user": wang.pk, "first_on": "2026-03-01", "last_on": None}
    after |= {"acting": False, "basis": "No. 84"}
    entry = note(holder, action="appointment.begin", about=row, after=after)
    sentence = shown(make_person(is_auditor=True), entry)
    person = f"{wang.name} {wang.staff_number}"
    begun = f"{holder} appointed {person} to Forestry Bureau · {post.title} from 1 Mar"
    assert sentence.text == begun
    assert (sentence.grounds, sentence.changes) == ([("basis", "", "No. 84")], [])
    html = auditor.get(PAGE).content.decode()
    assert f"?kind=user&amp;object_id={wang.pk}" in html and "basis: No. 84" in html


def test_a_unit_is_called_as_on_the_day_of_the_fact():
    county, day = make_county(), date(2026, 9, 1)
    unit = make_unit(county, "Resources Bureau")
    post = make_post(unit)
    unit.versions.update(name="Land Bureau", period=from_day(date(2025, 1, 1), day))
    unit.versions.create(name=unit.name, parent=county, position=1, period=from_day(day))
    old = note(now=at("2026-08-31 09:00:00"), action="post.close", about=post)
    new = note(now=at("2026-09-01 09:00:00"), action="post.close", about=post)
    names = [shown(make_person(), entry).name for entry in (old, new)]
    assert names == [f"Land Bureau · {post.title}", f"Resources Bureau · {post.title}"]


def test_who_may_open_the_object_is_led_to_its_page(auditor):
    county = make_county()
    _post, holder = make_holder(make_unit(county, kind="office"), Role.COMMISSION_OFFICE)
    entry = note(holder, about=county)
    assert shown(holder, entry).page == reverse("unit", args=[county.pk])
    assert shown(make_person(is_auditor=True), entry).page == ""
    history = f"?kind=unit&amp;object_id={county.pk}"
    assert history in auditor.get(PAGE).content.decode()


def test_values_are_said_as_they_stand_elsewhere():
    task = make_task(make_post(make_unit(make_county())))
    values = {"exempt": True, "lamp": "exempt"}
    entry = note(action="task.exempt", about=task, after=values)
    assert shown(make_person(), entry).changes == [("lamp", "", "Exempt")]
    tasks = [make_task(task.post).pk for _ in range(5)]
    entry = note(action="record.withdraw", about=task, after={"tasks": tasks})
    ((_word, _was, said),) = shown(make_person(), entry).changes
    assert said.endswith("and others, 5 in all") and said.count(",") == 3


def test_what_is_gone_is_called_by_what_it_was():
    entry = note(action="post.close", about=Post(pk=7_000_000), after={"last_on": "2026-09-30"})
    sentence = shown(make_person(), entry)
    assert sentence.text == "the platform closed the post post after 30 Sep"
    entry = note(action="appointment.begin", about=Post(pk=7_000_000), after={"user": 7_000_000})
    assert shown(make_person(), entry).changes == [("person", "", "person")]


def test_what_no_room_knows_any_more_is_still_read():
    entry = note(action="lost.act", after={"thing": [7], "gone": None})
    sentence = shown(make_person(), entry)
    assert (entry.act, sentence.changes) == ("lost.act", [("thing", "", "7")])


def test_only_the_auditor_reads_it(client):
    for user in (make_person(), make_person(is_system_administrator=True)):
        client.force_login(user)
        assert client.get(PAGE).status_code == 404
        assert list(AuditEntry.objects.visible_to(user, at=NOW)) == []


def test_filters_by_one_object_person_and_days(auditor):
    wu, lu = make_person("Wu", staff_number="LC7"), make_person("Lu")
    of_person = note(lu, about=wu)
    by_person = note(wu, about=make_county())
    earlier = note(lu, now=at("2026-09-23 23:59:59"))
    assert entries(auditor, f"?kind=user&object_id={wu.pk}") == [of_person]
    assert entries(auditor, "?person=Wu") == [by_person, of_person]
    assert entries(auditor, "?person=LC7") == [by_person, of_person]
    assert entries(auditor, "?until=2026-09-23") == [earlier]
    assert entries(auditor, "?since=2026-09-24") == [by_person, of_person]
    assert len(entries(auditor, "?since=2026-09-23&until=2026-09-24")) == 3
    about = auditor.get(f"{PAGE}?kind=user&object_id={wu.pk}").content.decode()
    assert "All about Wu LC7" in about


def test_filters_by_unit_with_all_below_it(auditor):
    county = make_county()
    bureau = make_unit(county, "Bureau")
    section, other = make_unit(bureau, "Section", "section"), make_unit(county, "Other")
    post, holder = make_holder(section)
    lu = make_person("Lu")
    about_unit = note(lu, about=bureau)
    about_post = note(lu, action="post.close", about=post)
    about_task = note(lu, action="deadline.exempt", about=make_task(post))
    acted_in = note(holder, action="sign_in.leave", about=holder, post_id=post.pk)
    elsewhere = note(lu, about=other)
    of_bureau = [acted_in, about_task, about_post, about_unit]
    assert entries(auditor, f"?unit={bureau.pk}") == of_bureau
    assert entries(auditor, f"?unit={other.pk}") == [elsewhere]
    assert entries(auditor, f"?unit={county.pk}") == [elsewhere, *of_bureau]


def test_filters_by_act_and_category_also_as_they_were_called(auditor):
    wu = make_person("Wu")
    task = make_task(make_post(make_unit(make_county())))
    former = note(wu, action="task.exempt", about=task)
    now = note(wu, action="deadline.exempt", about=task)
    note(wu, action="person.close", about=wu)
    assert entries(auditor, "?act=deadline.exempt") == [now, former]
    assert entries(auditor, "?show=tasks") == [now, former]


def test_a_filter_without_sense_filters_nothing(auditor):
    note(make_person("Wu"))
    assert len(entries(auditor, "?kind=nothing&since=someday&page=x&unit=x&act=y")) == 1


def test_a_page_costs_the_same_however_many_entries(auditor):
    def fill():
        post, holder = make_holder(make_unit(make_county()))
        task = make_task(post)
        for about, action in ((post, "post.close"), (task, "deadline.exempt")):
            note(holder, action=action, about=about, post_id=post.pk)

    fill()
    with CaptureQueriesContext(connection) as few:
        auditor.get(f"{PAGE}?size=50")
    for _ in range(16):
        fill()
    with CaptureQueriesContext(connection) as many:
        auditor.get(f"{PAGE}?size=50")
    assert len(many) == len(few)
