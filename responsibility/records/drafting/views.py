"""Keeping what is typed into the form of a record, or throwing it away. The view.

A script reads in the header `X-Draft` what became of what it sent: "saved"; "none", where there was
nothing new; "lodged", where the record says it; "other", where the form was lodged without it;
"newer", where another page saved since; "refused". `X-Draft-Version` is the draft's version.
"""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pages.answer import attempt
from pages.numbers import number
from responsibility.records.form.alike import alike_so_far
from responsibility.records.form.draft import drafts_of, drop_draft, saved_or_newer
from responsibility.records.form.drafts import Draft
from responsibility.records.form.forms import RecordForm
from responsibility.records.form.same import says_the_same
from responsibility.records.form.sent import TYPED, fields_sent, nonce_sent, typed_upon
from responsibility.records.form.views import PAGES, filled_form, open_bodies, show_form
from responsibility.records.models import DutyRecord


@require_POST
def record_draft(request: HttpRequest) -> HttpResponse:
    """Keep what is typed so far, or throw the draft away (`discard`)."""
    if not request.user.is_authenticated:
        if not request.wants_part:
            return redirect_to_login(request.path)
        return render(request, f"{PAGES}/_draft.html", {"signed_out": True})
    corrected = number(request.POST.get("record"))
    if "discard" in request.POST:
        drop_draft(request.user, nonce=nonce_sent(request.POST))
        return redirect("record", corrected) if corrected else redirect(_form_again(request))
    record = open_bodies(request).filter(pk=corrected).first() if corrected else None
    return _keep(request, record)


def _keep(request: HttpRequest, record: DutyRecord | None) -> HttpResponse:
    """`record` is the one that the form corrects."""
    asked = bool({"said", "instead"} & set(request.POST)) or not request.wants_part
    nonce, fields = nonce_sent(request.POST), fields_sent(request.POST, record)
    before = drafts_of(request.user).filter(nonce=nonce).first()
    if not asked and (
        (before and before.fields == fields) or not (before or _says_more(request, fields, record))
    ):
        # nothing new: the page stays as it is
        return _stated(HttpResponse(status=204), _lodged_as(request) or "none", before)
    about = {"user": request.user, "nonce": nonce, "fields": fields, **typed_upon(request.POST)}
    saved, refusal = attempt(saved_or_newer, **about, now=request.now)
    if refusal:
        return _answer(request, record, "refused", refusal=refusal, asked=asked)
    draft, newer = saved
    if newer:
        return _answer(request, record, "newer", newer=newer, asked=asked)
    state = "saved" if draft else _lodged_as(request) or "none"
    return _answer(request, record, state, draft=draft, asked=asked)


def _answer(
    request: HttpRequest,
    record: DutyRecord | None,
    state: str,
    *,
    asked: bool,
    draft: Draft | None = None,
    newer: Draft | None = None,
    refusal: str = "",
) -> HttpResponse:
    form = filled_form(request, dict(request.POST.lists()), nonce=request.POST.get("nonce"))
    if request.wants_part:
        alike = alike_so_far(form, user=request.user, now=request.now, record=record)
        context = {"asked": asked, "draft": draft, "refusal": refusal, "likeness": alike}
        context |= {"newer": newer, "state": state}
        return _stated(render(request, f"{PAGES}/_draft.html", context), state, draft)
    if draft:
        messages.success(request, _("The draft is saved."))
        return redirect(draft)
    if newer:
        return show_form(request, form, status=422, record=record, newer=newer)
    messages.error(request, refusal or _("This form has been lodged."))
    return redirect(record or "record-new")


def _stated(response: HttpResponse, state: str, draft: Draft | None) -> HttpResponse:
    response.headers["X-Draft"] = state
    if draft:
        response.headers["X-Draft-Version"] = str(draft.version)
    return response


def _lodged_as(request: HttpRequest) -> str:
    """Where the form was lodged, whether its record says what is sent now."""
    first = (
        DutyRecord.objects.visible_to(request.user, at=request.now)
        .filter(lodged_by=request.user, nonce=nonce_sent(request.POST))
        .first()
    )
    if first is None:
        return ""
    form = RecordForm(request.POST, now=request.now, user=request.user)
    return "lodged" if form.is_valid() and says_the_same(form, first) else "other"


def _says_more(request: HttpRequest, fields: dict, record: DutyRecord | None) -> bool:
    """Whether something is typed; in a correction, other than what the record says."""
    if record:
        form = RecordForm(request.POST, now=request.now, user=request.user)
        return not (form.is_valid() and says_the_same(form, record))
    return any(value.strip() for name in TYPED for value in fields.get(name, []))


def _form_again(request: HttpRequest) -> str:
    """The form for the tasks that the address asked for."""
    query, task_ids = QueryDict(mutable=True), request.POST.getlist("task")
    query.setlist("task", task_ids)
    return resolve_url("record-new") + (f"?{query.urlencode()}" if task_ids else "")
