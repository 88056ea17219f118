"""What the form of a record says of mistakes: nothing typed is lost."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from responsibility.files.models import StoredFile
from responsibility.records.models import DutyRecord
from tests.make import NOW, make_task
from tests.responsibility.records.cast import people_task
from tests.responsibility.records.form.page import HTMX, TEXT, filled, text_of, upload, value_of

pytestmark = pytest.mark.django_db


def test_every_mistake_stands_at_its_field_and_nothing_typed_is_lost(client, cast):
    photo = upload(client)
    data = filled(
        happened_on="2026-09-25", text="", place="Room 503", files=[photo], participants="x" * 301
    )
    response = client.post("/log/", data, headers=HTMX)
    text = text_of(response, 422)
    assert "<html" not in text and text.count('id="log"') == 1
    assert "Use at most 300 characters; here are" in text
    assert 'value="Room 503"' in text and 'value="2026-09-25"' in text and photo in text
    text = text_of(client.post("/log/", data | {"participants": "Li Si"}), 422)
    for sentence in (
        "Tick at least one task",
        "cannot be later than today",
        "Write what was pointed out and asked for.",
    ):
        assert sentence in text
    assert value_of(text, "nonce") == data["nonce"] and not DutyRecord.objects.exists()


@pytest.mark.parametrize("day", ["", "yesterday", "2026-02-30", "0000-00-00", "99999-01-01"])
def test_a_day_that_is_none(client, cast, day):
    text = text_of(client.post("/log/", filled(make_task(cast.post), happened_on=day)), 422)
    assert "Give the day" in text or "This is not a day." in text


def test_too_long_a_text_is_kept_whole(client, cast):
    long = "很" * 2001
    text = text_of(client.post("/log/", filled(make_task(cast.post), text=long)), 422)
    assert long in text and "at most 2000 characters" in text


def test_the_ends_of_lines_count_once(client, cast):
    typed = "a\r\n" * 999 + "b"
    assert client.post("/log/", filled(make_task(cast.post), text=typed)).status_code == 302
    assert DutyRecord.objects.get().text == "a\n" * 999 + "b"


def test_a_task_closed_meanwhile_says_so_and_keeps_the_text(client, cast):
    task = make_task(cast.post)
    data = filled(task)
    task.exempt, task.lamp, task.lamp_since = True, "exempt", NOW
    task.lamp_cause = "exempted"
    task.save()
    text = text_of(client.post("/log/", data), 422)
    assert "is exempt: nothing is owed" in text and TEXT in text
    text = text_of(client.post("/log/", data | {"tasks": [10**6]}), 422)
    assert "not open to you" in text and TEXT in text


@pytest.mark.parametrize("values", [
    {"tasks": ["x"]}, {"tasks": [10**30]}, {"counterparts": [f"post-{10**30}", "unit--1"]},
    {"counterparts": ["post-x", "boss-1", "post-"]}, {"files": ["not-a-uuid"]}, {"nonce": "x"},
    {"shown": ["x", "-3"]}, {"kind": "bribe"},
])  # fmt: skip
def test_forged_values_break_nothing(client, cast, values):
    response = client.post("/log/", filled(make_task(cast.post)) | values)
    assert response.status_code in {302, 422}


def test_words_are_shown_as_words(client, cast):
    text = text_of(client.post("/log/", filled(text="<script>alert(1)</script>")), 422)
    assert "<script>alert" not in text and "&lt;script&gt;alert" in text


def test_without_javascript_files_come_with_the_form(client, cast):
    good = SimpleUploadedFile("minutes.pdf", b"%PDF-1.4\n%%EOF\n")
    bad = SimpleUploadedFile("film.mp4", b"\0\0\0\x18ftypmp42")
    data = filled(make_task(cast.post), upload=[good, bad])
    text = text_of(client.post("/log/", data), 422)
    assert "“film.mp4” is neither" in text and not DutyRecord.objects.exists()
    kept = StoredFile.objects.get()
    assert str(kept.pk) in text and "minutes.pdf" in text
    again = filled(make_task(cast.post), files=[str(kept.pk)])
    assert client.post("/log/", again).status_code == 302


def test_without_javascript_the_form_asks_again_for_what_is_ticked(client, cast):
    task, (first, _second) = people_task(cast, required=2, asked=2)
    text = text_of(client.post("/log/", filled(task, again="1", text="Half a sen")))
    assert f'value="post-{first.pk}"' in text and "Half a sen" in text
    assert not re.search('class="f__e"', text)


def test_without_javascript_a_file_is_taken_out_and_the_rest_stays(client, cast):
    task, photo, paper = make_task(cast.post), upload(client), upload(client)
    data = filled(task, files=[photo, paper], again=photo)
    text = text_of(client.post("/log/", data))
    assert photo not in text and paper in text and TEXT in text
    assert not DutyRecord.objects.exists()
