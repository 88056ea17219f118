"""Reading a file on the page by its address: who may, what is noted, and where its links lead."""

from html.parser import HTMLParser

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from alerts.audit.models import AuditEntry
from responsibility.files.models import StoredFile
from responsibility.files.store import store_upload
from responsibility.lists.models import DutyItem
from tests.make import (
    NOW,
    actor,
    join,
    make_holder,
    make_item,
    make_person,
    make_task,
    make_unit,
    supervise,
)
from tests.responsibility.files import contents, formats
from tests.responsibility.records.cast import lodge_as, make_cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


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


def upload_as(user, name="minutes.pdf", data=None) -> StoredFile:
    upload = SimpleUploadedFile(name, data or formats.pages(b"", b"", b""))
    return store_upload(upload=upload, by=actor(user), now=NOW)


class Links(HTMLParser):
    """The links of a page by their rel, the pictures in it, and its text."""

    def __init__(self, response):
        super().__init__()
        self.links, self.pictures, self.text = {}, [], ""
        self.feed(response.content.decode())

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "a" and "rel" in attrs:
            self.links[attrs["rel"]] = attrs["href"]
        if tag == "a" and "download" in attrs:
            self.links["download"] = attrs["href"]
        if tag == "img":
            self.pictures.append(attrs["src"])

    def handle_data(self, data):
        self.text += data


def read_as(client, user, stored, page="1", **over):
    client.force_login(user)
    client.cookies["django_language"] = "en"
    return client.get(reverse("file", args=[stored.pk]), {"page": page}, **over)


def test_a_page_is_read_and_turned_over(client, cast):
    stored = upload_as(cast.holder)
    second = Links(read_as(client, cast.holder, stored, "2"))
    assert second.links["prev"] == "?page=1" and second.links["next"] == "?page=3"
    assert second.links["download"] == reverse("file", args=[stored.pk])
    assert any(source.startswith("data:image/jpeg;base64,") for source in second.pictures)
    assert "Page 2 of 3" in " ".join(second.text.split())


def test_one_comes_back_from_the_last_page_to_where_one_came_from(client, cast):
    stored = upload_as(cast.holder)
    first = read_as(client, cast.holder, stored, headers={"referer": "http://testserver/log/?a=1"})
    assert 'href="/log/?a=1"' in first.content.decode()
    following = Links(first).links["next"]
    assert following == "?page=2&next=/log/%3Fa%3D1"
    second = client.get(reverse("file", args=[stored.pk]) + following)
    assert 'href="/log/?a=1"' in second.content.decode()
    foreign = read_as(client, cast.holder, stored, headers={"referer": "http://elsewhere.org/log/"})
    assert "elsewhere" not in foreign.content.decode()


@pytest.mark.parametrize("page", ["0", "4", "-1", "", "x", "９", "1" * 30, "1.5", "1,2"])
def test_a_page_that_is_none_is_absent(client, cast, page):
    assert read_as(client, cast.holder, upload_as(cast.holder), page).status_code == 404


def test_a_row_whose_content_is_gone_is_absent(client, cast):
    stored = upload_as(cast.holder)
    stored.content.storage.delete(stored.content.name)
    assert read_as(client, cast.holder, stored).status_code == 404


@pytest.mark.parametrize(
    "name, make", [("a.ofd", formats.ofd), ("a.docx", contents.office), ("a.pdf", contents.pdf)]
)
def test_what_cannot_be_shown_says_so_and_is_downloaded(client, cast, name, make):
    response = read_as(client, cast.holder, upload_as(cast.holder, name, make()))
    page = Links(response)
    assert response.status_code == 200 and "Please download it" in page.text
    assert page.links["download"] and not page.pictures


def test_who_may_read_it_is_who_may_take_it_away(client, cast):
    body = make_unit(cast.county, kind="discipline")
    supervise(body, cast.unit)
    inspector = make_holder(body, "stationed_group")[1]
    _, leader = make_holder(cast.county, "party_leader")
    stored = upload_as(cast.clerk)
    lodge_as(cast.clerk, make_task(cast.post), file_ids=[stored.pk])
    for user in (cast.clerk, cast.holder, inspector, leader, make_person()):
        client.force_login(user)
        taken = client.get(reverse("file", args=[stored.pk]))
        _body = b"".join(taken.streaming_content) if taken.streaming else b""
        assert read_as(client, user, stored).status_code == taken.status_code
        assert (taken.status_code == 200) is (user in (cast.clerk, cast.holder, inspector))
    client.logout()
    assert client.get(reverse("file", args=[stored.pk]), {"page": "1"}).status_code == 302


def test_reading_a_page_of_a_restricted_body_is_logged(client, cast):
    secret = make_item(cast.county, sensitivity=DutyItem.Sensitivity.RESTRICTED)
    stored = upload_as(cast.clerk)
    record = lodge_as(cast.clerk, make_task(cast.post, secret), file_ids=[stored.pk])
    second = join(cast.post, role="clerk", grants=["log", "view"])
    for user in (cast.holder, second):
        assert read_as(client, user, stored).status_code == 200
    entry = AuditEntry.objects.get(action="record.read_body")
    assert (entry.user, entry.object_id) == (second, str(record.pk))


def test_a_page_is_kept_by_no_browser(client, cast):
    response = read_as(client, cast.holder, upload_as(cast.holder))
    assert "no-store" in response["Cache-Control"]
