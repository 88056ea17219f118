"""A form that was cut on its way is refused, whatever of it arrived."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.utils.http import urlencode

from responsibility.files.models import StoredFile
from responsibility.records.models import DutyRecord
from tests.make import NOW, make_task
from tests.responsibility.records.cast import make_cast

pytestmark = pytest.mark.django_db
URLENCODED = "application/x-www-form-urlencoded"


def send(client, task, *, content_type: str, missing: int, headers=None):
    """Lodge for `task` with a photo, the last `missing` bytes lost."""
    fields = {"tasks": task.pk, "kind": "record", "happened_on": NOW.date()}
    fields["text"] = "Talked. " * 40
    paper = SimpleUploadedFile("minutes.pdf", b"%PDF-1.4\n" + b"x" * 900 + b"\n%%EOF\n")
    if content_type == URLENCODED:
        body = urlencode(fields).encode()
    else:
        body = encode_multipart(BOUNDARY, fields | {"upload": paper})
    came = BytesIO(body[: len(body) - missing])
    length = {"CONTENT_LENGTH": str(len(body)), "wsgi.input": came}
    return client.generic("POST", "/log/", body, content_type, headers=headers, **length)


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["plain", "htmx"])
@pytest.mark.parametrize("content_type", [MULTIPART_CONTENT, URLENCODED], ids=["files", "words"])
@pytest.mark.parametrize("missing", [1, 40, 200])
def test_what_was_cut_lodges_nothing(client, content_type, missing, headers):
    cast = make_cast()
    client.force_login(cast.holder)
    answer = send(
        client, make_task(cast.post), content_type=content_type, missing=missing, headers=headers
    )
    assert answer.status_code == 400
    assert not DutyRecord.objects.exists() and not StoredFile.objects.exists()


@pytest.mark.parametrize("content_type", [MULTIPART_CONTENT, URLENCODED], ids=["files", "words"])
def test_what_came_whole_is_lodged(client, content_type):
    cast = make_cast()
    client.force_login(cast.holder)
    answer = send(client, make_task(cast.post), content_type=content_type, missing=0)
    assert answer.status_code == 302 and DutyRecord.objects.exists()
