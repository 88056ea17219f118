"""Logging a duty: the form, what it would light, its draft. Views."""

from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from pages.answer import ASK
from pages.numbers import number
from pages.refused import Refused
from responsibility.files.store import store_uploads
from responsibility.organisation.acting import narrowed_to
from responsibility.organisation.standing import standing_of
from responsibility.records.bodies.readers import readable
from responsibility.records.counting.lit import JUST_LIT, lit_since, sentence_of, tasks_of
from responsibility.records.counting.losers import losers_of
from responsibility.records.form.clerking import logged_for
from responsibility.records.form.draft import draft_of, drop_draft, keep_draft
from responsibility.records.form.forms import RecordForm
from responsibility.records.form.page import FormPage, last_record
from responsibility.records.form.typed import keep_typed, take_typed
from responsibility.records.lodging.lodge import lodge
from responsibility.records.models import DutyRecord

PAGES = "responsibility/records"
TYPED = {"place", "participants", "text", "files", "counterparts"}  # what makes a draft
KEPT = {"tasks", "happened_on", *TYPED}  # what a draft holds


@require_http_methods(ASK)
def record_new(request: HttpRequest) -> HttpResponse:
    """The form of a record. Who is signed out while typing loses nothing."""
    if not request.user.is_authenticated:
        return to_the_door(request)
    _check_may_log(request)
    if request.method != "POST":
        return _opened(request)
    if fields := asked_again(request):
        return show_form(request, filled_form(request, fields))
    form = posted_form(request)
    if record := form.carry_out(lodge, by=request.actor, now=request.now):
        return lodged(request, record, form)
    return show_form(request, form, status=422)


def _check_may_log(request: HttpRequest) -> None:
    if not standing_of(request.user, at=request.now).log_posts:
        raise Http404


def filled_form(request: HttpRequest, fields: dict) -> RecordForm:
    """The form filled with raw values by name; nothing is checked yet."""
    return RecordForm.of_fields(fields, now=request.now, user=request.user)


def _opened(request: HttpRequest) -> HttpResponse:
    """The form with what was typed before signing in, else with the draft, else for a task."""
    asked = request.GET.getlist("task")
    if typed := take_typed(request.session, page=request.path, user=request.user):
        return show_form(request, filled_form(request, typed), note="typed")
    draft = draft_of(request.user)
    if draft and (not asked or set(asked) <= set(draft.fields.get("tasks", []))):
        return show_form(request, filled_form(request, draft.fields), note="draft", draft=draft)
    form = filled_form(request, {"tasks": asked})
    return show_form(request, form, note="other" if draft else "", draft=draft)


def asked_again(request: HttpRequest) -> dict[str, list[str]] | None:
    """Without JavaScript: what is typed, when the page is to follow what is ticked (`again`), or
    a file is to leave the form (`again` is its id; the upload is swept later)."""
    if "again" not in request.POST:
        return None
    files = [value for value in request.POST.getlist("files") if value != request.POST["again"]]
    return dict(request.POST.lists()) | {"files": files}


def posted_form(request: HttpRequest) -> RecordForm:
    """The form as sent, with the files sent along (without JavaScript) stored."""
    fields = request.POST.copy()
    stored = store_uploads(
        uploads=request.FILES.getlist("upload"), by=request.actor, now=request.now
    )
    for stored_file in stored.kept:
        fields.appendlist("files", str(stored_file.pk))
    form = RecordForm(fields, now=request.now, user=request.user)
    if stored.refused:
        form.refuse(Refused.because({"files": stored.refused}))
    return form


def show_form(
    request: HttpRequest, form: RecordForm, *, status: int = 200, record=None, **more
) -> HttpResponse:
    """The page of the form, or the form alone; `record` is the one to be corrected."""
    standing = standing_of(request.user, at=request.now)
    post = narrowed_to(request.session, standing=standing)
    page = FormPage.of(form, user=request.user, now=request.now, record=record, post=post)
    context = more | {
        "page": page,
        "form": form,
        "losers": losers_of(record, now=request.now) if record else [],
        "last": last_record(page, user=request.user, now=request.now),
    }
    template = "_form.html" if request.wants_part else "form.html"
    return render(request, f"{PAGES}/{template}", context, status=status)


def lodged(request: HttpRequest, record: DutyRecord, form: RecordForm) -> HttpResponse:
    """After a record was lodged, also by the first of two taps: the desk, and what it lit."""
    if record.lodged_at != request.now and not form.says_the_same_as(record):
        form = filled_form(request, dict(request.POST.lists()))
        return show_form(request, form, status=422, note="lodged", lodged=record)
    tasks = tasks_of(record)
    lit = lit_since(tasks, record.lodged_at)
    request.session[JUST_LIT] = [task.pk for task in lit]
    if record.supersedes_id:
        messages.success(request, _("The record is corrected."))
        return _onward(request, record.get_absolute_url())
    for_whom = logged_for(request.user, tasks, now=request.now)
    messages.success(request, sentence_of(tasks, lit) + for_whom)
    return _onward(request, resolve_url("desk"))


def _onward(request: HttpRequest, address: str) -> HttpResponse:
    return HttpResponseClientRedirect(address) if request.wants_part else redirect(address)


def to_the_door(request: HttpRequest) -> HttpResponse:
    """Sign in first; what was typed comes back afterwards."""
    if request.method == "POST":
        keep_typed(request.session, page=request.path, fields=dict(request.POST.lists()))
    back = request.path if request.method == "POST" else request.get_full_path()
    return _onward(request, f"{resolve_url('sign-in')}?next={quote(back)}")


def open_bodies(request: HttpRequest):
    """The records whose text and files the person may read."""
    records = DutyRecord.objects.visible_to(request.user, at=request.now)
    return readable(records, user=request.user, at=request.now)


@require_safe
def record_preview(request: HttpRequest) -> HttpResponse:
    """What lodging would light, and what else is asked, for what is ticked now."""
    if not request.user.is_authenticated:
        return render(request, f"{PAGES}/_signed_out.html")
    record = None
    if corrected := number(request.GET.get("record")):
        record = get_object_or_404(open_bodies(request), pk=corrected)
    form = filled_form(request, dict(request.GET.lists()))
    page = FormPage.of(form, user=request.user, now=request.now, record=record)
    return render(request, f"{PAGES}/_preview.html", {"page": page, "form": form})


@require_POST
def record_draft(request: HttpRequest) -> HttpResponse:
    """Keep what is typed so far, or throw the draft away (`discard`)."""
    fields = {name: request.POST.getlist(name) for name in KEPT if name in request.POST}
    if not request.user.is_authenticated:
        if not request.wants_part:
            return to_the_door(request)
        fields["who"] = request.POST.getlist("who")
        keep_typed(request.session, page=resolve_url("record-new"), fields=fields)
        return render(request, f"{PAGES}/_draft.html", {"signed_out": True})
    if "discard" in request.POST:
        drop_draft(request.user)
        return redirect(_form_for(request.POST.getlist("task")))
    return _keep(request, fields)


def _keep(request: HttpRequest, fields: dict) -> HttpResponse:
    asked = "said" in request.POST or not request.wants_part
    context, draft = {"asked": asked}, draft_of(request.user)
    typed = any(value.strip() for name in TYPED for value in fields.get(name, []))
    if not asked and (not typed or (draft and draft.fields == fields)):
        return HttpResponse(status=204)  # nothing new: the page stays as it is
    try:
        context["draft"] = keep_draft(user=request.user, fields=fields, now=request.now)
    except Refused as refusal:
        context["refusal"] = str(refusal)
    if request.wants_part:
        return render(request, f"{PAGES}/_draft.html", context)
    if "draft" in context:
        messages.success(request, _("The draft is saved."))
    else:
        messages.error(request, context["refusal"])
    return redirect("record-new")


def _form_for(task_ids: list[str]) -> str:
    query = QueryDict(mutable=True)
    query.setlist("task", task_ids)
    return resolve_url("record-new") + (f"?{query.urlencode()}" if task_ids else "")
