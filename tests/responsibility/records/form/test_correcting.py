"""The form that corrects a record."""

import pytest

from demonstration.roles import Role
from responsibility.records.models import Credit, DutyRecord
from tests.make import make_holder, make_item, make_task
from tests.responsibility.records.cast import confirm_as, lodge_as, people_task
from tests.responsibility.records.form.page import (
    HTMX,
    TEXT,
    filled,
    text_of,
    ticked,
    upload,
    value_of,
)

pytestmark = pytest.mark.django_db


def test_correcting_starts_from_what_the_record_says(client, cast):
    task, (first, _second) = people_task(cast, required=2, asked=2)
    photo = upload(client)
    client.post("/log/", filled(task, counterparts=[f"post-{first.pk}"], files=[photo]))
    record = DutyRecord.objects.get()
    text = text_of(client.get(f"/records/{record.pk}/correct/"))
    assert TEXT in text and 'value="2026-09-23"' in text and photo in text
    assert ticked(text) == {str(task.pk)}
    assert ticked(text, "counterparts") == {f"post-{first.pk}"}
    assert "is-done" not in text  # its own words do not stand in its way
    data = filled(
        task, counterparts=[f"post-{first.pk}"], files=[photo], text="Talked about the dam."
    )
    response = client.post(f"/records/{record.pk}/correct/", data, follow=True)
    newer = DutyRecord.objects.get(supersedes=record)
    assert response.redirect_chain == [(f"/records/{newer.pk}/", 302)]
    text = response.content.decode()
    assert "The record is corrected." in text and "Talked about the dam." in text
    assert f"/records/{record.pk}/" in text  # the history leads to the older one
    assert "has been corrected" in text_of(client.get(f"/records/{record.pk}/"))


def test_what_others_confirmed_stays_ticked_in_a_correction(client, cast):
    meeting = {"event_key": "theory_group"}
    mine = make_task(cast.post, make_item(cast.county, **meeting))
    deputy, person = make_holder(cast.unit, Role.TEAM_MEMBER)
    theirs = make_task(deputy, make_item(cast.county, Role.TEAM_MEMBER, **meeting))
    record = lodge_as(cast.holder, mine, theirs)
    confirm_as(person, Credit.objects.get(task=theirs))
    text = text_of(client.get(f"/records/{record.pk}/correct/"))
    assert ticked(text) == {str(mine.pk), str(theirs.pk)}


def test_a_zero_report_stays_one_when_corrected(client, cast):
    task = make_task(cast.post, make_item(cast.county, zero_report=True))
    client.post("/log/", filled(task, kind="zero_report", text="", place="", participants=""))
    record = DutyRecord.objects.get()
    text = text_of(client.get(f"/records/{record.pk}/correct/"))
    assert value_of(text, "kind") == "zero_report"


def test_the_second_of_two_correctors_sees_both_texts_and_decides(client, cast):
    task = make_task(cast.post)
    record = lodge_as(cast.holder, task)
    address = f"/records/{record.pk}/correct/"
    client.post(address, filled(task, text="Theirs."))
    theirs = DutyRecord.objects.get(supersedes=record)
    client.force_login(cast.clerk)
    text = text_of(client.post(address, filled(task, text="Mine."), headers=HTMX), 422)
    both = text[text.index('id="both"') :]
    assert "Theirs." in both and "Mine." in both
    assert f'action="/records/{theirs.pk}/correct/"' in text
    assert not DutyRecord.objects.filter(supersedes=theirs).exists()
    assert (
        client.post(f"/records/{theirs.pk}/correct/", filled(task, text="Mine.")).status_code == 302
    )
    assert DutyRecord.objects.get(supersedes=theirs).text == "Mine."


def test_a_record_withdrawn_meanwhile_leaves_the_text_to_its_author(client, cast):
    task = make_task(cast.post)
    record = lodge_as(cast.holder, task)
    client.post(f"/records/{record.pk}/withdraw/", {"reason": "Entered twice."})
    text = text_of(client.post(f"/records/{record.pk}/correct/", filled(task, text="Mine.")), 422)
    assert "was withdrawn meanwhile" in text and "Mine." in text and 'action="/log/"' in text


def test_an_old_form_of_correction_leads_to_the_newest(client, cast):
    task = make_task(cast.post)
    record = lodge_as(cast.holder, task)
    client.post(f"/records/{record.pk}/correct/", filled(task))
    newer = DutyRecord.objects.get(supersedes=record)
    assert client.get(f"/records/{record.pk}/correct/").url == f"/records/{newer.pk}/correct/"
    client.post(f"/records/{newer.pk}/withdraw/", {"reason": "Entered twice."})
    assert client.get(f"/records/{newer.pk}/correct/").url == f"/records/{newer.pk}/"


def test_what_was_typed_comes_back_in_the_form_that_corrects(client, cast):
    record = lodge_as(cast.holder, make_task(cast.post))
    address = f"/records/{record.pk}/correct/"
    text = text_of(client.post(address, filled(text="Better words.", again="typed")))
    assert "The session had ended." in text and "Better words." in text
    assert DutyRecord.objects.count() == 1
