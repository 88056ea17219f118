"""What is typed is kept until it is lodged, also where the session ends."""

from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile

from responsibility.files.models import StoredFile
from responsibility.records.form.draft import drafts_of, keep_draft
from responsibility.records.models import DutyRecord
from tests.make import NOW, make_task
from tests.responsibility.records.form.page import (
    HTMX,
    OF_ANOTHER,
    TEXT,
    end_session,
    filled,
    text_of,
    ticked,
    upload,
    value_of,
)

pytestmark = pytest.mark.django_db


def test_the_draft_is_kept_and_comes_back(client, cast):
    task = make_task(cast.post)
    text = text_of(client.post("/log/draft/", filled(task), headers=HTMX))
    assert "Draft saved 10:20" in text and "toast" not in text
    text = text_of(client.get(f"/log/?task={task.pk}"))
    assert "This is your draft of 24 Sep 10:20." in text and TEXT in text
    assert 'value="Room 503"' in text and ticked(text) == {str(task.pk)}
    client.post("/log/", filled(task, nonce=value_of(text, "nonce")))
    assert "your draft" not in text_of(client.get("/log/"))


def test_going_on_with_a_draft_goes_on_with_its_form(client, cast):
    data = filled(make_task(cast.post))
    client.post("/log/draft/", data, headers=HTMX)
    text = text_of(client.get("/log/"))
    assert value_of(text, "nonce") == data["nonce"]
    text = text_of(client.post("/log/", data | {"again": "1"}))
    assert value_of(text, "nonce") == data["nonce"]
    client.post("/log/draft/", data | {"text": "Talked on."}, headers=HTMX)
    assert drafts_of(cast.holder).get().fields["text"] == ["Talked on."]


def test_saving_by_the_button_says_so(client, cast):
    data = filled(make_task(cast.post), said="1")
    assert "The draft is saved." in text_of(client.post("/log/draft/", data, headers=HTMX))
    response = client.post("/log/draft/", data, follow=True)
    draft = drafts_of(cast.holder).get()
    assert response.redirect_chain == [(f"/log/?draft={draft.pk}", 302)]
    assert "The draft is saved." in response.content.decode()


def test_nothing_typed_or_nothing_new_is_no_draft(client, cast):
    task = make_task(cast.post)
    empty = filled(task, text=" ", place="", participants="")
    assert client.post("/log/draft/", empty, headers=HTMX).status_code == 204
    assert not drafts_of(cast.holder)
    data = filled(task)
    client.post("/log/draft/", data, headers=HTMX)
    assert client.post("/log/draft/", data, headers=HTMX).status_code == 204


def test_several_drafts_are_named_on_the_form_and_on_the_desk_and_none_is_replaced(client, cast):
    tasks = make_task(cast.post), make_task(cast.post)
    for number, task in enumerate(tasks):
        client.post("/log/draft/", filled(task, text=f"Half {number}"), headers=HTMX)
    desk, third = text_of(client.get("/desk/")), make_task(cast.post)
    for address in ("/log/", f"/log/?task={third.pk}", "/log/?new=1"):
        text = text_of(client.get(address))
        assert "Half" not in text and "data-saver" in text, address
        for task, draft in zip(tasks, drafts_of(cast.holder).order_by("pk"), strict=True):
            link = f'<a href="/log/?draft={draft.pk}">Draft: {task.title}</a>'
            assert link in text and f"/log/?draft={draft.pk}" in desk, address
    first = drafts_of(cast.holder).order_by("pk")[0]
    text = text_of(client.get(f"/log/?draft={first.pk}"))
    assert "Half 0" in text and "This is your draft" in text
    client.post("/log/draft/", filled(third), headers=HTMX)
    assert drafts_of(cast.holder).count() == 3


@pytest.mark.parametrize("draft", ["x", "0", "9" * 30, OF_ANOTHER])
def test_a_draft_that_is_not_ones_own_is_not_there(client, cast, draft):
    others = keep_draft(user=cast.clerk, nonce=uuid4(), fields={"text": [TEXT]}, now=NOW)
    address = f"/log/?draft={others.pk if draft == OF_ANOTHER else draft}"
    assert TEXT not in text_of(client.get(address))


def test_a_draft_is_thrown_away(client, cast):
    form, other = uuid4(), uuid4()
    for each in (form, other):
        keep_draft(user=cast.holder, nonce=each, fields={"text": [TEXT]}, now=NOW)
    assert client.post("/log/draft/", {"discard": "1", "nonce": str(form)}).url == "/log/"
    assert drafts_of(cast.holder).get().nonce == other


def test_too_long_a_draft_says_so(client, cast):
    text = text_of(client.post("/log/draft/", filled(text="x" * 20_001), headers=HTMX))
    assert "too long" in text and not drafts_of(cast.holder)
    assert client.post("/log/draft/", filled(text="x" * 20_001)).status_code == 302


def test_what_was_typed_comes_back_in_its_form(client, cast):
    """How it passes the door: tests/pages/test_signed_out.py."""
    task = make_task(cast.post)
    text = text_of(client.post("/log/", filled(task, again="typed")))
    assert "The session had ended." in text and TEXT in text and 'value="Room 503"' in text
    assert ticked(text) == {str(task.pk)}
    assert not DutyRecord.objects.exists()


def test_ticking_and_saving_do_not_throw_one_out(client, cast):
    task = make_task(cast.post)
    end_session(client)
    preview = text_of(client.get(f"/log/preview/?tasks={task.pk}", headers=HTMX))
    assert "The session has ended." in preview and task.title not in preview
    data = filled(task)
    assert "The session has ended." in text_of(client.post("/log/draft/", data, headers=HTMX))
    assert not Session.objects.exists(), "what nobody typed is stored nowhere"


def test_adding_and_removing_files_says_so_at_the_form(client, cast):
    photo = upload(client)
    end_session(client)
    paper = SimpleUploadedFile("minutes.pdf", b"%PDF-1.4\n%%EOF\n")
    for address, data in [("/log/files/", {"upload": paper}), (f"/files/{photo}/remove/", {})]:
        response = client.post(address, data, headers=HTMX)
        assert "The session has ended." in text_of(response, 422)
        assert response.headers["HX-Reswap"] == "none"
        assert client.post(address, data).status_code == 401
    assert StoredFile.objects.count() == 1
