"""What is typed into the form and shared with records that there are: told before lodging."""

from datetime import datetime

from responsibility.records.form.forms import RecordForm
from responsibility.records.likeness.likeness import Likeness, likeness_of_draft
from responsibility.records.models import DutyRecord

SHORTEST = 20  # characters of a passage


def alike_so_far(
    form: RecordForm, *, user, now: datetime, record: DutyRecord | None = None
) -> Likeness:
    """`record` is the one that the form corrects. A short text without files asks nothing."""
    text, files = str(form["text"].value() or ""), form.values("files")
    if len(text) < SHORTEST and not files:
        return Likeness()
    return likeness_of_draft(text=text, file_ids=files, viewer=user, now=now, instead_of=record)
