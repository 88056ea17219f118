"""Storing uploads: hashes, limits, sentences, and what stays behind when it fails."""

import resource
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError
from PIL import Image

from alerts.audit.models import AuditEntry
from alerts.engine.daily import run_daily
from alerts.kinds.collected import collected
from pages.refused import Refused
from responsibility.files import store
from responsibility.files.models import StoredFile
from responsibility.files.remove import remove_unbound, remove_unknown, remove_upload
from responsibility.files.store import store_upload, store_uploads
from tests.make import NOW, actor, days, make_person
from tests.responsibility.files import contents

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        }
    }
    return tmp_path


@pytest.fixture
def by():
    return actor(make_person())


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def kept(by, name="photo.jpg", data=None, now=NOW) -> StoredFile:
    return store_upload(upload=upload(name, data or contents.jpeg()), by=by, now=now)


def files_in(folder) -> list:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_photo_is_kept_stripped_under_a_name_of_its_own(by, folder):
    received = contents.jpeg()
    stored = kept(by, "谈话现场.jpg", received)
    stored.refresh_from_db()
    with stored.content.open() as content:
        on_disk = content.read()
    assert (stored.owner, stored.name, stored.kind) == (by.user, "谈话现场.jpg", "jpeg")
    assert stored.received_sha256 == sha256(received).hexdigest()
    assert stored.stored_sha256 == sha256(on_disk).hexdigest() != stored.received_sha256
    assert stored.size == len(on_disk)
    assert stored.content.name == f"{stored.pk.hex[:2]}/{stored.pk.hex}"
    entry = AuditEntry.objects.get(action="file.store")
    assert entry.object_id == str(stored.pk) and "谈话" not in str(entry.after)


def test_an_empty_file_is_refused(by):
    with pytest.raises(Refused, match="“a.pdf” is empty"):
        store_upload(upload=upload("a.pdf", b""), by=by, now=NOW)


def test_a_large_file_is_refused_by_name_and_size_unread(by, settings):
    film = upload("会议录像.mp4", b"x")
    film.size = 186 * 1024 * 1024
    with pytest.raises(Refused, match="“会议录像.mp4” has 186 MB, more than the 20 MB allowed"):
        store_upload(upload=film, by=by, now=NOW)
    film.size = settings.UPLOAD_MAX_BYTES + 400_000
    with pytest.raises(Refused, match="has 20.4 MB"):
        store_upload(upload=film, by=by, now=NOW)


def test_a_file_of_exactly_the_limit_is_kept(by, settings):
    settings.UPLOAD_MAX_BYTES = len(contents.pdf())
    assert kept(by, "a.pdf", contents.pdf()).size == settings.UPLOAD_MAX_BYTES


def test_a_program_named_as_a_photo_is_refused_and_leaves_nothing(by, folder):
    with pytest.raises(Refused, match="“photo.jpg” is neither a photo"):
        kept(by, "photo.jpg", b"MZ" + b"\0" * 100)
    assert not StoredFile.objects.exists() and not files_in(folder)


def test_of_several_the_good_ones_are_kept_and_each_bad_one_is_named(by):
    stored = store_uploads(
        already=0,
        uploads=[
            upload("a.jpg", contents.jpeg()),
            upload("b.gif", contents.other_picture("GIF")),
            upload("c.pdf", contents.pdf()),
            upload("d.pdf", b""),
        ],
        by=by,
        now=NOW,
    )
    assert [file.name for file in stored.kept] == ["a.jpg", "c.pdf"]
    assert ["b.gif" in stored.refused[0], "d.pdf" in stored.refused[1]] == [True, True]


def test_what_takes_too_much_is_refused_and_nothing_after_it_is_looked_at(by, monkeypatch, folder):
    monkeypatch.setattr(store, "SECONDS", 1)
    hungry = contents.many_scans(90, (5_000, 5_000))  # no more scans than are allowed
    stored = store_uploads(
        already=0,
        uploads=[upload("a.jpg", hungry), upload("b.pdf", contents.pdf())],
        by=by,
        now=NOW,
    )
    assert "“a.jpg” takes too long" in stored.refused[0]
    assert "“b.pdf” was not uploaded, because another" in stored.refused[1]
    assert not stored.kept and not files_in(folder)


def test_a_request_brings_so_many_files(by, settings):
    settings.UPLOADS_PER_RECORD = 1
    uploads = [upload("a.pdf", contents.pdf()), upload("b.pdf", contents.pdf())]
    stored = store_uploads(already=0, uploads=uploads, by=by, now=NOW)
    assert len(stored.kept) == 1 and "a record takes up to 1 files" in stored.refused[0]


def test_who_has_too_many_waiting_is_refused_before_any_work(by, monkeypatch):
    monkeypatch.setattr(store, "MOST_UNBOUND", 0)
    monkeypatch.setattr(store, "DECODER", "nothing.of.this.name")  # would fail if it were asked
    with pytest.raises(Refused, match="0 of your files wait"):
        kept(by)


def test_half_a_file_on_a_full_disk_goes_and_a_sentence_says_so(by, folder):
    photo = contents.photo(1_200, 900)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(photo) // 2, before[1]))
    try:
        with pytest.raises(Refused, match="the server has no room left"):
            kept(by, data=photo)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert not StoredFile.objects.exists() and not files_in(folder)


@pytest.mark.parametrize("format", ["JPEG", "PNG"])
@pytest.mark.django_db(transaction=True)
def test_a_picture_has_a_small_one_upright_and_goes_with_it(by, folder, format):
    photo = contents.photo(1_200, 900, format, orientation=6)
    stored = kept(by, data=photo)
    with stored.content.storage.open(stored.small_name) as small:
        data = small.read()
    image = Image.open(BytesIO(data))
    assert (image.format, image.size) == ("JPEG", (300, 400))
    assert not image.getexif() and len(data) == stored.small_size < stored.size
    remove_upload(by=by, now=NOW, file_id=stored.pk)
    assert not files_in(folder)


def test_what_is_no_picture_or_small_already_has_no_small_one(by, folder):
    assert kept(by, "a.pdf", contents.pdf()).small_size is None
    assert kept(by, data=contents.plain_jpeg()).small_size is None
    assert len(files_in(folder)) == 2


def test_a_person_keeps_so_many_files_without_a_record(by, monkeypatch):
    monkeypatch.setattr(store, "MOST_UNBOUND", 2)
    kept(by), kept(by)
    with pytest.raises(Refused, match="2 of your files wait"):
        kept(by)
    kept(actor(make_person()))  # another person's count is their own


@pytest.mark.django_db(transaction=True)
def test_no_file_stays_where_its_row_fails(by, folder, monkeypatch):
    def fails(*args, **kwargs):
        raise DatabaseError

    monkeypatch.setattr(store, "record_audit", fails)
    with pytest.raises(DatabaseError):
        kept(by)
    assert not StoredFile.objects.exists() and not files_in(folder)


@pytest.mark.django_db(transaction=True)
def test_the_owner_removes_an_upload_and_its_file(by, folder):
    stored = kept(by)
    remove_upload(by=by, now=NOW, file_id=stored.pk)
    assert not StoredFile.objects.exists() and not files_in(folder)
    assert AuditEntry.objects.filter(action="file.remove", object_id=str(stored.pk)).exists()


def test_nobody_removes_another_persons_upload(by):
    stored = kept(by)
    with pytest.raises(StoredFile.DoesNotExist):
        remove_upload(by=actor(make_person()), now=NOW, file_id=stored.pk)


@pytest.mark.django_db(transaction=True)
def test_uploads_never_bound_go_after_a_week(by, folder):
    kept(by, now=NOW)
    young = kept(by, now=NOW + days(1))
    assert remove_unbound(now=NOW + days(7)) == 0
    assert remove_unbound(now=NOW + days(7.5)) == 1
    assert [path.name for path in files_in(folder)] == [young.pk.hex]


def test_files_that_no_row_knows_go_after_a_day(by, folder):
    known = kept(by, data=contents.photo(600, 400))
    before = len(files_in(folder))
    for name in ("ab" * 16, f"{'ab' * 16}-small", "a note of somebody"):
        (folder / "ab").mkdir(exist_ok=True)
        (folder / "ab" / name).write_bytes(b"half a fil")
    at = datetime.fromtimestamp((folder / "ab" / ("ab" * 16)).stat().st_mtime, UTC)
    assert remove_unknown(now=at + days(0.9)) == 0
    assert remove_unknown(now=at + days(1.1)) == 2
    assert (folder / "ab" / "a note of somebody").exists()
    assert len(files_in(folder)) == before + 1
    known.delete_contents()


def test_a_county_that_has_stored_no_file_yet_has_nothing_to_remove(folder):
    folder.rmdir()
    assert remove_unknown(now=NOW) == 0


def test_it_is_done_once_a_day(by):
    kept(by, now=NOW - days(8))
    assert "responsibility.files.remove.remove_unbound" in collected().paths("daily")
    assert run_daily(now=NOW, duties=["responsibility.files.remove.remove_unbound"]) == []
    assert not StoredFile.objects.exists()
