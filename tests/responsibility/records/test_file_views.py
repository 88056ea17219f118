"""Opening, adding and removing files by their addresses."""

from html.parser import HTMLParser

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from alerts.audit.models import AuditEntry
from pages.refused import Refused
from responsibility.files import store
from responsibility.files.models import StoredFile
from responsibility.files.store import store_upload
from responsibility.lists.models import DutyItem
from responsibility.records.files.evidence import readable_files
from tests.make import (
    NOW,
    actor,
    join,
    make_holder,
    make_item,
    make_person,
    make_task,
    make_unit,
    nonce,
    supervise,
)
from tests.responsibility.files import contents
from tests.responsibility.records.cast import acting, correct_as, lodge_as, make_cast, withdraw_as

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        }
    }


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def inspector(cast):
    body = make_unit(cast.county, kind="discipline")
    supervise(body, cast.unit)
    return make_holder(body, "stationed_group")[1]


def upload_as(user, name="photo.jpg", data=None) -> StoredFile:
    upload = SimpleUploadedFile(name, data or contents.jpeg())
    return store_upload(upload=upload, by=actor(user), now=NOW)


def open_as(client, user, stored):
    client.force_login(user)
    return client.get(reverse("file", args=[stored.pk]))


def body_of(response) -> bytes:
    """All of it; the test client then closes the file."""
    return b"".join(response.streaming_content)


def may_open(user, stored) -> bool:
    return readable_files(acting(user).user, at=NOW).filter(pk=stored.pk).exists()


class Tiles(HTMLParser):
    """The ids of the files in a fragment's hidden fields, and its text."""

    def __init__(self, response):
        super().__init__()
        self.ids, self.text, self.pictures = [], "", []
        self.feed(response.content.decode())

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "input" and attrs.get("name") == "files":
            self.ids.append(attrs["value"])
        if tag == "img":
            self.pictures.append(attrs["src"])
            assert attrs["src"].endswith("/small/")

    def handle_data(self, data):
        self.text += data


# Opening


def test_a_photo_is_shown_and_runs_nothing(client, cast):
    stored = upload_as(cast.holder, "谈话现场.jpg")
    response = open_as(client, cast.holder, stored)
    assert response.status_code == 200
    assert response["Content-Type"] == "image/jpeg"
    assert response["Content-Disposition"].startswith("inline; filename*=utf-8''%E8%B0%88")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["Cache-Control"].startswith("private")
    with stored.content.open() as content:
        assert body_of(response) == content.read()


@pytest.mark.parametrize(("name", "make"), [("a.pdf", contents.pdf), ("a.docx", contents.office)])
def test_everything_else_is_saved(client, cast, name, make):
    data = make()
    response = open_as(client, cast.holder, upload_as(cast.holder, name, data))
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert body_of(response) == data


def test_the_web_server_sends_it_where_that_is_set(client, cast, settings):
    settings.SENDFILE_PREFIX = "/protected/"
    stored = upload_as(cast.holder)
    response = open_as(client, cast.holder, stored)
    assert response["X-Accel-Redirect"] == f"/protected/{stored.content.name}"
    assert (response.content, response["Content-Type"]) == (b"", "image/jpeg")


def test_a_photos_tile_is_small(client, cast, settings):
    stored = upload_as(cast.holder, data=contents.photo(1_600, 1_200))
    client.force_login(cast.holder)
    response = client.get(reverse("file-small", args=[stored.pk]))
    small = body_of(response)
    assert response["Content-Type"] == "image/jpeg" and len(small) == stored.small_size
    assert len(small) * 5 < stored.size
    assert Tiles(add_as(client, cast.holder, ("a.jpg", contents.jpeg()))).pictures
    settings.SENDFILE_PREFIX = "/protected/"
    response = client.get(reverse("file-small", args=[stored.pk]))
    assert response["X-Accel-Redirect"] == f"/protected/{stored.content.name}-small"


def test_an_older_photo_without_a_small_one_is_shown_itself(client, cast):
    stored = upload_as(cast.holder)
    assert stored.small_size is None
    client.force_login(cast.holder)
    response = client.get(reverse("file-small", args=[stored.pk]))
    with stored.content.open() as content:
        assert body_of(response) == content.read()


def test_no_page_fills_a_tile_with_a_whole_photo(client, cast):
    stored = upload_as(cast.clerk, data=contents.photo(800, 600))
    record = lodge_as(cast.clerk, make_task(cast.post), file_ids=[stored.pk])
    client.force_login(cast.holder)
    page = client.get(record.get_absolute_url())
    assert reverse("file-small", args=[stored.pk]) in page.content.decode()
    assert f'<img src="{reverse("file", args=[stored.pk])}"' not in page.content.decode()


def test_the_uploads_that_wait_are_listed_and_removed(client, cast):
    stored, bound = upload_as(cast.holder, "waits.jpg"), upload_as(cast.holder, "bound.jpg")
    upload_as(cast.clerk, "anothers.jpg")
    lodge_as(cast.holder, make_task(cast.post), file_ids=[bound.pk])
    client.force_login(cast.holder)
    page = client.get(reverse("file-waiting")).content.decode()
    assert "waits.jpg" in page and "bound.jpg" not in page and "anothers.jpg" not in page
    answer = client.post(reverse("file-remove", args=[stored.pk]), follow=True)
    assert answer.redirect_chain == [(reverse("file-waiting"), 302)]
    assert "waits.jpg" not in answer.content.decode()


def test_who_has_too_many_waiting_is_led_to_them(client, cast, monkeypatch):
    monkeypatch.setattr(store, "MOST_UNBOUND", 0)
    response = add_as(client, cast.holder, ("a.jpg", contents.jpeg()))
    assert response.status_code == 422 and reverse("file-waiting") in response.content.decode()


def test_a_row_whose_content_is_gone_is_absent(client, cast):
    stored = upload_as(cast.holder)
    stored.content.storage.delete(stored.content.name)
    assert open_as(client, cast.holder, stored).status_code == 404


def test_an_unbound_file_is_its_owners_alone(client, cast, inspector):
    stored = upload_as(cast.holder)
    assert may_open(cast.holder, stored)
    for user in (cast.clerk, inspector, make_person()):
        assert not may_open(user, stored)
        assert open_as(client, user, stored).status_code == 404


def test_a_bound_file_is_open_to_whom_the_body_is(client, cast, inspector):
    stored = upload_as(cast.clerk)
    record = lodge_as(cast.clerk, make_task(cast.post), file_ids=[stored.pk])
    _, leader = make_holder(cast.county, "party_leader")
    for user, may in (
        (cast.clerk, True),
        (cast.holder, True),
        (inspector, True),
        (leader, False),
        (make_person(), False),
    ):
        assert may_open(user, stored) is may
        response = open_as(client, user, stored)
        assert response.status_code == (200 if may else 404)
        assert not may or body_of(response)
    withdraw_as(cast.clerk, record)
    assert may_open(inspector, stored)  # withdrawn is not hidden
    readers = AuditEntry.objects.filter(action="record.read_body").values_list("user", flat=True)
    assert list(readers) == [inspector.pk]


def test_reading_a_restricted_body_is_logged_unless_it_is_ones_own(client, cast, inspector):
    secret = make_item(cast.county, sensitivity=DutyItem.Sensitivity.RESTRICTED)
    stored = upload_as(cast.clerk)
    record = lodge_as(cast.clerk, make_task(cast.post, secret), file_ids=[stored.pk])
    second = join(cast.post, role="clerk", grants=["log", "view"])
    assert not may_open(inspector, stored)
    for user in (cast.holder, cast.clerk, second):
        assert body_of(open_as(client, user, stored))
    entry = AuditEntry.objects.get(action="record.read_body")
    assert (entry.user, entry.object_id) == (second, str(record.pk))


def test_nobody_opens_a_file_at_the_door(client, cast):
    response = client.get(reverse("file", args=[upload_as(cast.holder).pk]))
    assert response.status_code == 302 and "sign-in" in response["Location"]


# Binding


def errors_of(user, *tasks, **over) -> dict:
    with pytest.raises(Refused) as refusal:
        lodge_as(user, *tasks, **over)
    return refusal.value.errors


def test_files_stand_in_the_order_given(cast):
    files = [upload_as(cast.holder, f"{n}.jpg") for n in range(3)]
    order = [files[2].pk, files[0].pk, files[1].pk]
    record = lodge_as(cast.holder, make_task(cast.post), file_ids=order)
    assert [row.stored_file_id for row in record.evidence.all()] == order


def test_a_file_is_bound_by_its_owner_once(cast):
    task, stored = make_task(cast.post, required=2), upload_as(cast.holder)
    assert list(errors_of(cast.clerk, task, file_ids=[stored.pk])) == ["files"]
    lodge_as(cast.holder, task, file_ids=[stored.pk])
    again = {"file_ids": [stored.pk], "text": "Talked again."}
    assert list(errors_of(cast.holder, task, **again)) == ["files"]


def test_the_second_of_two_taps_is_not_told_that_its_files_are_gone(cast):
    task, stored, once = make_task(cast.post), upload_as(cast.holder), nonce()
    first = lodge_as(cast.holder, task, file_ids=[stored.pk], nonce=once)
    assert lodge_as(cast.holder, task, file_ids=[stored.pk], nonce=once) == first


def test_a_record_takes_so_many_files(cast, settings):
    settings.UPLOADS_PER_RECORD = 1
    files = [upload_as(cast.holder).pk for _ in range(2)]
    assert "up to 1" in errors_of(cast.holder, make_task(cast.post), file_ids=files)["files"][0]


def test_a_correction_names_the_old_files_again_and_no_others(cast):
    task = make_task(cast.post)
    old, new, foreign = upload_as(cast.clerk), upload_as(cast.holder), upload_as(make_person())
    record = lodge_as(cast.clerk, task, file_ids=[old.pk])
    with pytest.raises(Refused, match="A file is no longer there") as refusal:
        correct_as(cast.holder, record, task, file_ids=[old.pk, foreign.pk])
    assert list(refusal.value.errors) == ["files"]
    corrected = correct_as(cast.holder, record, task, file_ids=[old.pk, new.pk])
    assert {row.stored_file_id for row in corrected.evidence.all()} == {old.pk, new.pk}


# Adding and removing


def add_as(client, user, *files):
    client.force_login(user)
    uploads = [SimpleUploadedFile(name, data) for name, data in files]
    return client.post(reverse("file-add"), {"uploads": uploads}, headers=HTMX)


def test_each_file_added_is_a_tile(client, cast):
    response = add_as(client, cast.holder, ("a.jpg", contents.jpeg()), ("b.pdf", contents.pdf()))
    tiles = Tiles(response)
    assert response.status_code == 200
    assert tiles.ids == [str(StoredFile.objects.get(name=name).pk) for name in ("a.jpg", "b.pdf")]


def test_each_file_refused_is_named_beside_the_tiles(client, cast):
    response = add_as(
        client,
        cast.holder,
        ("a.jpg", contents.jpeg()),
        ("b.gif", contents.other_picture("GIF")),
        ("<b>.exe", b"MZ"),
    )
    tiles = Tiles(response)
    assert response.status_code == 422
    assert len(tiles.ids) == 1 and "b.gif" in tiles.text
    assert 'role="alert"' in response.content.decode() and b"<b>" not in response.content


def test_an_upload_is_removed_with_its_tile(client, cast):
    stored = upload_as(cast.holder)
    client.force_login(cast.holder)
    address = reverse("file-remove", args=[stored.pk])
    assert client.get(address).status_code == 405
    response = client.post(address, headers=HTMX)
    assert (response.status_code, response.content.strip()) == (200, b"")
    assert not StoredFile.objects.exists()
    assert client.post(address, headers=HTMX).status_code == 404


def test_a_bound_file_only_leaves_the_form(client, cast):
    stored = upload_as(cast.holder)
    lodge_as(cast.holder, make_task(cast.post), file_ids=[stored.pk])
    client.force_login(cast.holder)
    response = client.post(reverse("file-remove", args=[stored.pk]), headers=HTMX)
    assert response.status_code == 200 and StoredFile.objects.exists()


def test_nobody_removes_anothers_upload(client, cast):
    stored = upload_as(cast.holder)
    client.force_login(cast.clerk)
    assert client.post(reverse("file-remove", args=[stored.pk]), headers=HTMX).status_code == 404
    assert StoredFile.objects.exists()


def test_without_javascript_a_file_leaves_the_form_and_what_is_typed_stays(client, cast):
    task, first, second = make_task(cast.post), upload_as(cast.holder), upload_as(cast.holder)
    client.force_login(cast.holder)
    typed = {"tasks": [task.pk], "text": "Half a sen", "files": [first.pk, second.pk]}
    response = client.post(reverse("record-new"), typed | {"again": first.pk})
    assert Tiles(response).ids == [str(second.pk)]
    assert b"Half a sen" in response.content


def test_the_tenth_file_is_refused_when_it_is_added_not_when_all_is_lodged(client, cast, settings):
    settings.UPLOADS_PER_RECORD = 2
    client.force_login(cast.holder)
    held = [str(upload_as(cast.holder).pk)]
    two = [SimpleUploadedFile(name, contents.jpeg()) for name in ("second.jpg", "third.jpg")]
    answer = client.post("/log/files/", {"files": held, "upload": two}, headers=HTMX)
    assert answer.status_code == 422
    tiles = Tiles(answer)
    assert len(tiles.ids) == 1 and "“third.jpg”" in tiles.text
    assert StoredFile.objects.count() == 2
