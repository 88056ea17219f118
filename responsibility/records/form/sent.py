"""What a page sends with its form beside the record: which draft it stands for, and how far."""

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpRequest

from pages.numbers import number
from responsibility.records.form.draft import drafts_of, is_newer
from responsibility.records.form.drafts import Draft
from responsibility.records.form.forms import nonce_of
from responsibility.records.models import DutyRecord

WRITTEN = {"place", "participants", "present", "document_number", "text"}
TYPED = {*WRITTEN, "files", "counterparts"}  # what makes a draft
KEPT = {"tasks", "kind", "happened_on", *TYPED}  # what a draft holds


def nonce_sent(request: HttpRequest) -> UUID:
    """The form that sends."""
    return nonce_of(request.POST.get("nonce", ""))


def fields_sent(request: HttpRequest, record: DutyRecord | None) -> dict[str, list[str]]:
    """What a draft keeps of it; `record` is the one that the form corrects."""
    fields = {name: request.POST.getlist(name) for name in KEPT if name in request.POST}
    return fields | ({"record": [str(record.pk)]} if record else {})


def typed_upon(request: HttpRequest) -> dict[str, int | UUID | None]:
    """The version of the draft that the page knew, or the one that is to be overwritten (`instead`),
    and the page: as `keep_draft` takes them."""
    version = request.POST.get("instead") or request.POST.get("version")
    return {"version": number(version), "page": _page(request.POST)}


def newer_draft(request: HttpRequest, record: DutyRecord | None = None) -> Draft | None:
    """The draft of the form, where another page saved something else since: to lodge an older
    text would throw the newer one away."""
    draft = drafts_of(request.user).filter(nonce=nonce_sent(request)).first()
    if draft is None or not is_newer(draft, **typed_upon(request)):
        return None
    return draft if draft.fields != fields_sent(request, record) else None


def _page(sent: Mapping[str, str]) -> UUID | None:
    try:
        return UUID(sent.get("page", ""))
    except ValueError:
        return None
