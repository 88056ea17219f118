"""The audit log on the screen: newest first, filtered, page by page."""

import pytest
from django.urls import reverse
from django.utils import translation

from alerts.audit.models import AuditEntry
from alerts.audit.read import sentences_of
from alerts.audit.record import record_audit
from demonstration.roles import Role
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
    first, second = note(after={"name": "A"}), note(make_person("Wu"), action="person.close")
    assert entries(auditor) == [second, first]
    shown = auditor.get(PAGE).content.decode()
    for words in ("founded a unit", "closed an account", "name", "Wu", "the platform"):
        assert words in shown


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
    assert (sentence.name, sentence.page) == ("Housing Bureau · Director", "")
    assert sentence.post == f"Office · {post.title}"
    assert sentence.changes == [
        ("unit", "Office", "Housing Bureau"), ("title", "", "Director"), ("from", "", "30 Sep"),
    ]  # fmt: skip


def test_who_may_open_the_object_is_led_to_its_page(auditor):
    county = make_county()
    _post, holder = make_holder(make_unit(county, kind="office"), Role.COMMISSION_OFFICE)
    entry = note(about=county)
    assert shown(holder, entry).page == reverse("unit", args=[county.pk])
    assert shown(make_person(is_auditor=True), entry).page == ""
    history = f"?kind=unit&amp;object_id={county.pk}"
    assert history in auditor.get(PAGE).content.decode()


def test_values_are_said_as_they_stand_elsewhere():
    task = make_task(make_post(make_unit(make_county())))
    values = {"exempt": True, "lamp": "exempt"}
    entry = note(action="task.exempt", about=task, after=values)
    changes = shown(make_person(), entry).changes
    assert changes == [("exempt", "", "yes"), ("lamp", "", "Exempt")]
    tasks = [make_task(task.post).pk for _ in range(5)]
    entry = note(action="record.withdraw", about=task, after={"tasks": tasks})
    ((_word, _was, said),) = shown(make_person(), entry).changes
    assert said.endswith("and others, 5 in all") and said.count(",") == 3


def test_what_no_room_knows_any_more_is_still_read():
    entry = note(action="lost.act", after={"thing": [7], "gone": None})
    sentence = shown(make_person(), entry)
    assert (entry.act, sentence.changes) == ("lost.act", [("thing", "", "7"), ("gone", "", "—")])


def test_only_the_auditor_reads_it(client):
    for user in (make_person(), make_person(is_system_administrator=True)):
        client.force_login(user)
        assert client.get(PAGE).status_code == 404
        assert list(AuditEntry.objects.visible_to(user, at=NOW)) == []


def test_filters_by_kind_object_person_and_day(auditor):
    wu = make_person("Wu", staff_number="LC7")
    of_person = note(wu, about=wu)
    unit = make_county()
    of_unit = note(about=unit)
    earlier = note(now=at("2026-09-23 23:59:59"))
    assert entries(auditor, "?kind=user") == [of_person]
    assert entries(auditor, f"?kind=unit&object_id={unit.pk}") == [of_unit]
    assert entries(auditor, "?person=Wu") == entries(auditor, "?person=LC7") == [of_person]
    assert entries(auditor, "?day=2026-09-23") == [earlier]
    assert entries(auditor, "?day=2026-09-24") == [of_unit, of_person]


def test_a_filter_without_sense_filters_nothing(auditor):
    note()
    assert len(entries(auditor, "?kind=nothing&day=someday&page=x")) == 1
