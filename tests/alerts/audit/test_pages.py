"""The audit log on the screen: newest first, filtered, page by page."""

import pytest
from django.urls import reverse

from alerts.audit.models import AuditEntry
from alerts.audit.record import record_audit
from tests.make import NOW, actor, at, days, make_county, make_person

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
    return client.get(PAGE + query).context["entries"]


def test_entries_stand_newest_first_with_their_words(auditor):
    first, second = note(after={"name": "A"}), note(make_person("Wu"), action="person.close")
    assert entries(auditor) == [second, first]
    shown = auditor.get(PAGE).content.decode()
    for words in ("founded a unit", "closed an account", "name: ", "Wu", "the platform"):
        assert words in shown


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
    assert len(entries(auditor, "?kind=nothing&day=someday&before=x")) == 1


def test_pages_follow_one_another_without_gap_or_double(auditor):
    county = make_county()
    noted = [note(about=county) for _ in range(120)]
    seen, query = [], ""
    while True:
        context = auditor.get(PAGE + query).context
        seen += context["entries"]
        if context["before"] is None:
            break
        query = f"?before={context['before']}"
    assert seen == noted[::-1]


def test_older_pages_keep_the_filter(auditor):
    county = make_county()
    for number in range(60):
        note(about=county, now=NOW + days(number / 1000))
    shown = auditor.get(PAGE + "?kind=unit").content.decode()
    assert "kind=unit&amp;before=" in shown
