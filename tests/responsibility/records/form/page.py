"""What the tests of the form type, and what they read of the page that comes back."""

import re
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

HTMX = {"HX-Request": "true"}
OF_ANOTHER = "of another"
TEXT = "Talked about the works at the reservoir."


def filled(*tasks, **over) -> dict:
    return {
        "tasks": [task.pk for task in tasks],
        "happened_on": "2026-09-23",
        "place": "Room 503",
        "participants": "Li Si",
        "text": TEXT,
        "kind": "talk",
        "nonce": str(uuid4()),
    } | over


def text_of(response, status=200) -> str:
    assert response.status_code == status, response.content.decode()[:2000]
    return response.content.decode()


def value_of(text: str, name: str) -> str:
    return re.search(rf'name="{name}"[^>]*value="([^"]*)"', text)[1]


def ticked(text: str, name: str = "tasks") -> set[str]:
    return set(re.findall(rf'name="{name}" value="([^"]+)"[^>]*? checked', text))


def upload(client, says: str = "") -> str:
    paper = SimpleUploadedFile("minutes.pdf", b"%PDF-1.4\n" + says.encode() + b"%%EOF\n")
    tile = text_of(client.post("/log/files/", {"upload": paper}, headers=HTMX))
    return value_of(tile, "files")


def end_session(client) -> None:
    """The cookie stays in the browser; the server no longer knows it."""
    client.session.flush()


def queries(client, address) -> int:
    with CaptureQueriesContext(connection) as captured:
        text_of(client.get(address))
    return len(captured)
