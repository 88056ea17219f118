"""What comes of sending the form of a record."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from responsibility.records.models import DutyRecord
from tests.make import NOW, days, make_task
from tests.responsibility.records.cast import lodge_as, people_task, withdraw_as
from tests.responsibility.records.form.page import HTMX, TEXT, filled, text_of, upload, value_of

pytestmark = pytest.mark.django_db


def test_after_lodging_the_desk_names_the_lamps_lit(client, cast):
    task = make_task(cast.post)
    response = client.post("/log/", filled(task), follow=True)
    assert response.redirect_chain == [("/desk/", 302)]
    text = response.content.decode()
    assert f"Logged. 1 lamp is lit: {task.title}" in text and "lamp--just" in text
    record = DutyRecord.objects.get()
    assert (record.place, record.participants, record.text) == ("Room 503", "Li Si", TEXT)


def test_a_fragment_is_sent_on_to_the_desk(client, cast):
    response = client.post("/log/", filled(make_task(cast.post)), headers=HTMX)
    assert (response.status_code, response.headers["HX-Redirect"]) == (200, "/desk/")


def test_progress_is_told_where_no_lamp_is_lit(client, cast):
    task = make_task(cast.post, required=3)
    text = text_of(client.post("/log/", filled(task), follow=True))
    assert f"Logged. {task.title}: 1 of 3" in text and "lamp--just" not in text


def test_a_lamp_lit_before_is_not_lit_again(client, cast):
    task = make_task(cast.post)
    lodge_as(cast.holder, task, now=NOW - days(1))
    text = text_of(client.post("/log/", filled(task), follow=True))
    assert "<span>Logged.</span>" in text and "lamp--just" not in text


def test_two_taps_make_one_record_with_the_same_answer(client, cast, clock):
    data = filled(make_task(cast.post))
    first = client.post("/log/", data, headers=HTMX)
    clock.move_to(NOW + days(0.0001))
    second = client.post("/log/", data, headers=HTMX)
    assert first.headers["HX-Redirect"] == second.headers["HX-Redirect"] == "/desk/"
    assert DutyRecord.objects.count() == 1
    assert text_of(client.get("/desk/")).count("Logged. 1 lamp is lit") == 2


def test_a_form_sent_again_with_other_words_is_not_taken_for_a_second_tap(client, cast, clock):
    data = filled(make_task(cast.post))
    client.post("/log/", data)
    clock.move_to(NOW + days(0.01))
    text = text_of(client.post("/log/", data | {"text": "Another talk."}), 422)
    assert "was lodged as" in text and "Another talk." in text
    assert value_of(text, "nonce") != data["nonce"] and DutyRecord.objects.count() == 1


def test_what_was_added_before_the_second_try_is_not_dropped(client, cast, clock):
    """The answer to the first sending was lost; a duty, a photo, a person came in meanwhile."""
    task, (first, second) = people_task(cast, required=2, asked=2)
    other, photo = make_task(cast.post), upload(client)
    data = filled(task, counterparts=[f"post-{first.pk}"], files=[photo])
    client.post("/log/", data)
    clock.move_to(NOW + days(0.01))
    more = [
        {"tasks": [task.pk, other.pk]},
        {"files": [photo, upload(client, "% Another\n")]},
        {"files": []},
        {"counterparts": [f"post-{second.pk}"]},
    ]
    for added in more:
        text = text_of(client.post("/log/", data | added), 422)
        record = DutyRecord.objects.get()
        assert "was lodged as" in text and f"/records/{record.pk}/correct/" in text, added
    corrected = data | more[0] | more[1] | {"nonce": value_of(text, "nonce")}
    assert client.post(f"/records/{record.pk}/correct/", corrected).status_code == 302
    record = DutyRecord.objects.in_force().get()
    assert (record.credits.count(), record.evidence.count()) == (2, 2)


def test_without_javascript_a_second_tap_with_the_same_photo_is_a_second_tap(client, cast, clock):
    data = filled(make_task(cast.post))
    for _tap in range(2):
        paper = SimpleUploadedFile("minutes.pdf", b"%PDF-1.4\n%%EOF\n")
        assert client.post("/log/", data | {"upload": paper}).status_code == 302
        clock.move_to(NOW + days(0.01))
    assert DutyRecord.objects.get().evidence.count() == 1


def test_a_form_whose_record_was_withdrawn_meanwhile_becomes_another(client, cast, clock):
    data = filled(make_task(cast.post))
    client.post("/log/", data)
    clock.move_to(NOW + days(0.01))
    withdraw_as(cast.holder, DutyRecord.objects.get(), now=NOW + days(0.01))
    text = text_of(client.post("/log/", data | {"text": "Another talk."}), 422)
    assert "lodge another record" in text and "/correct/" not in text


def test_counterparts_and_files_go_with_the_record(client, cast):
    task, (first, _second) = people_task(cast, required=2, asked=2)
    photo = upload(client)
    data = filled(task, counterparts=[f"post-{first.pk}"], files=[photo])
    assert client.post("/log/", data).status_code == 302
    record = DutyRecord.objects.get()
    assert record.counterparts.get().post == first
    assert str(record.evidence.get().stored_file_id) == photo
