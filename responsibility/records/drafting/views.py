"""Keeping what is typed into the form of a record, or throwing it away. The view."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pages.answer import attempt
from pages.numbers import number
from responsibility.records.form.alike import alike_so_far
from responsibility.records.form.draft import drafts_of, drop_draft, keep_draft
from responsibility.records.form.forms import RecordForm, nonce_of
from responsibility.records.form.same import says_the_same
from responsibility.records.form.views import PAGES, filled_form, open_bodies
from responsibility.records.models import DutyRecord

WRITTEN = {"place", "participants", "present", "document_number", "text"}
TYPED = {*WRITTEN, "files", "counterparts"}  # what makes a draft
KEPT = {"tasks", "kind", "happened_on", *TYPED}  # what a draft holds


@require_POST
def record_draft(request: HttpRequest) -> HttpResponse:
    """Keep what is typed so far, or throw the draft away (`discard`)."""
    if not request.user.is_authenticated:
        if not request.wants_part:
            return redirect_to_login(request.path)
        return render(request, f"{PAGES}/_draft.html", {"signed_out": True})
    corrected = number(request.POST.get("record"))
    if "discard" in request.POST:
        drop_draft(request.user, nonce=_nonce(request))
        return redirect("record", corrected) if corrected else redirect(_form_again(request))
    record = open_bodies(request).filter(pk=corrected).first() if corrected else None
    return _keep(request, record)


def _keep(request: HttpRequest, record: DutyRecord | None) -> HttpResponse:
    """`record` is the one that the form corrects."""
    asked, nonce = "said" in request.POST or not request.wants_part, _nonce(request)
    fields = {name: request.POST.getlist(name) for name in KEPT if name in request.POST}
    if record:
        fields["record"] = [str(record.pk)]
    before = drafts_of(request.user).filter(nonce=nonce).first()
    if not asked and (
        (before and before.fields == fields) or not (before or _says_more(request, fields, record))
    ):
        return HttpResponse(status=204)  # nothing new: the page stays as it is
    about = {"user": request.user, "nonce": nonce, "fields": fields}
    draft, refusal = attempt(keep_draft, **about, now=request.now)
    if request.wants_part:
        form = filled_form(request, dict(request.POST.lists()))
        alike = alike_so_far(form, user=request.user, now=request.now, record=record)
        context = {"asked": asked, "draft": draft, "refusal": refusal, "likeness": alike}
        return render(request, f"{PAGES}/_draft.html", context)
    if draft:
        messages.success(request, _("The draft is saved."))
        return redirect(draft)
    messages.error(request, refusal or _("This form has been lodged."))
    return redirect(record or "record-new")


def _says_more(request: HttpRequest, fields: dict, record: DutyRecord | None) -> bool:
    """Whether something is typed; in a correction, other than what the record says."""
    if record:
        form = RecordForm(request.POST, now=request.now, user=request.user)
        return not (form.is_valid() and says_the_same(form, record))
    return any(value.strip() for name in TYPED for value in fields.get(name, []))


def _nonce(request: HttpRequest) -> UUID:
    return nonce_of(request.POST.get("nonce", ""))


def _form_again(request: HttpRequest) -> str:
    """The form for the tasks that the address asked for."""
    query, task_ids = QueryDict(mutable=True), request.POST.getlist("task")
    query.setlist("task", task_ids)
    return resolve_url("record-new") + (f"?{query.urlencode()}" if task_ids else "")
