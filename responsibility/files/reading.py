"""Reading a file on the page: one page of it as a picture with its reader's name and the time.

Drawn anew for each reading, in a process of its own with bounds on time and memory, and stored
nowhere: what a reader takes away says who took it.
"""

import json
from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from pages.bounded import TakesTooMuch, run_bounded
from responsibility.files.models import StoredFile

DRAWER = "responsibility.files.drawn"
# A page of a scanned PDF takes half a second and a sixth of this memory.
SECONDS, MEMORY = 4, 768 * 1024 * 1024
READING = 1_735_004_784  # the first key of a person's lock


@dataclass(frozen=True)
class Page:
    """A page of a file as its reader sees it. `jpeg` is empty where it cannot be shown here."""

    number: int
    pages: int = 0
    width: int = 0
    height: int = 0
    jpeg: bytes = b""

    @property
    def before(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        return self.number + 1 if self.number < self.pages else None

    @property
    def address(self) -> str:
        """The picture itself as an address: no second request, and nothing to be kept."""
        return f"data:image/jpeg;base64,{b64encode(self.jpeg).decode()}"


def page_of(stored_file: StoredFile, *, number: int, user, at: datetime) -> Page | None:
    """The page `number` (from 1) of the file for `user`, None where it has fewer.

    What cannot be shown is a Page without a picture: a kind that is not drawn, a PDF that is
    damaged or has a password, one that takes too much.

    Raises:
        FileNotFoundError: the row is there and its content is not.
    """
    if number < 1:
        return None
    if not stored_file.is_readable:
        return Page(number) if number == 1 else None
    answer = _drawn(stored_file, number, user, at)
    head, _, jpeg = answer.partition(b"\n")
    drawn = json.loads(head)
    if drawn["pages"] and number > drawn["pages"]:
        return None
    width, height = drawn.get("size", (0, 0))
    return Page(number, drawn["pages"], width, height, jpeg)


def _drawn(stored_file: StoredFile, number: int, user, at: datetime) -> bytes:
    when = timezone.localtime(at).strftime("%Y-%m-%d %H:%M")
    order = {
        "kind": stored_file.kind,
        "page": number,
        "words": f"{user.name} {user.staff_number} {when}",
        "latin": f"{user.staff_number} {when}",
    }
    with stored_file.content.open("rb") as content:
        sent = json.dumps(order).encode() + b"\n" + content.read()
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            # One page of a person at a time, so that nobody spends more than one process of ours.
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [READING, user.pk])
            return run_bounded(DRAWER, sent, seconds=SECONDS, memory=MEMORY)
    except TakesTooMuch:
        return json.dumps({"pages": 0}).encode()
