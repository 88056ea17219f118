"""What a page sends with its form beside the record: which draft it stands for, and how far."""

from typing import Any
from uuid import UUID

from django.utils.datastructures import MultiValueDict

from pages.numbers import number
from responsibility.records.form.draft import drafts_of, is_newer
from responsibility.records.form.drafts import Draft
from responsibility.records.form.forms import nonce_of
from responsibility.records.models import DutyRecord

WRITTEN = {"place", "participants", "present", "document_number", "text"}
TYPED = {*WRITTEN, "files", "counterparts"}  # what makes a draft
KEPT = {"tasks", "kind", "happened_on", *TYPED}  # what a draft holds


def nonce_sent(sent: MultiValueDict) -> UUID:
    """The form that sends."""
    return nonce_of(sent.get("nonce", ""))


def fields_sent(sent: MultiValueDict, record: DutyRecord | None) -> dict[str, list[str]]:
    """What a draft keeps of it; `record` is the one that the form corrects."""
    fields = {name: sent.getlist(name) for name in KEPT if name in sent}
    return fields | ({"record": [str(record.pk)]} if record else {})


def typed_upon(sent: MultiValueDict) -> dict[str, Any]:
    """The version of the draft that the page knew, or the one to be overwritten (`instead`), and
    the page: as `keep_draft` takes them."""
    version = sent.get("instead") or sent.get("version")
    return {"version": number(version), "page": _page(sent)}


def newer_draft(sent: MultiValueDict, *, user, record: DutyRecord | None = None) -> Draft | None:
    """The draft of the form, where another page saved something else since: to lodge an older
    text would throw the newer one away."""
    draft = drafts_of(user).filter(nonce=nonce_sent(sent)).first()
    if draft is None or not is_newer(draft, **typed_upon(sent)):
        return None
    return draft if draft.fields != fields_sent(sent, record) else None


def _page(sent: MultiValueDict) -> UUID | None:
    try:
        return UUID(sent.get("page", ""))
    except ValueError:
        return None
