"""Logging a duty: the form, and what it would light. Views."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRedirect

from pages.answer import ASK
from pages.forms import AGAIN
from pages.forms import TYPED as TYPED_BEFORE
from pages.numbers import number
from pages.refused import Refused
from responsibility.files.views import with_uploads
from responsibility.organisation.acting import narrowed_to
from responsibility.organisation.standing import standing_of
from responsibility.records.bodies.readers import readable
from responsibility.records.counting.lit import JUST_LIT, lit_since, sentence_of, tasks_of
from responsibility.records.counting.losers import losers_of
from responsibility.records.form.alike import alike_so_far
from responsibility.records.form.clerking import logged_for
from responsibility.records.form.draft import draft_lines, drafts_of
from responsibility.records.form.drafts import Draft
from responsibility.records.form.forms import RecordForm
from responsibility.records.form.page import FormPage
from responsibility.records.form.same import says_the_same
from responsibility.records.form.sent import newer_draft, nonce_sent
from responsibility.records.lodging.lodge import lodge
from responsibility.records.models import DutyRecord
from responsibility.records.record.chain import newest

PAGES = "responsibility/records"
DEVICE = "device"  # what stayed on the device while the server could not be reached


@require_http_methods(ASK)
@login_required
def record_new(request: HttpRequest) -> HttpResponse:
    """The form of a record."""
    _check_may_log(request)
    if request.method != "POST":
        return _opened(request)
    if fields := asked_again(request):
        return show_again(request, fields)
    form = posted_form(request)
    if newer := newer_draft(request.POST, user=request.user):
        return show_form(request, form, status=422, newer=newer)
    if record := form.carry_out(lodge, by=request.actor, now=request.now):
        return lodged(request, record, form)
    return show_form(request, form, status=422)


def _check_may_log(request: HttpRequest) -> None:
    if not standing_of(request.user, at=request.now).log_posts:
        raise Http404


def filled_form(request: HttpRequest, fields: dict, *, nonce=None) -> RecordForm:
    """The form filled with raw values by name; nothing is checked yet. With the `nonce` it goes on
    being the form that had it."""
    return RecordForm.of_fields(fields, now=request.now, user=request.user, nonce=nonce)


def _opened(request: HttpRequest) -> HttpResponse:
    """The form with a draft of what is asked for, else for the task asked for."""
    drafts, asked = list(drafts_of(request.user)), request.GET.getlist("task")
    draft = _draft_asked_for(request, drafts, asked)
    others = [other for other in drafts if other is not draft]
    more = {"drafts": draft_lines(others, user=request.user, now=request.now)}
    if draft:
        form = filled_form(request, draft.fields, nonce=draft.nonce)
        return show_form(request, form, **of_draft(request, draft), **more)
    return show_form(request, filled_form(request, {"tasks": asked}), fresh=True, **more)


def of_draft(request: HttpRequest, draft: Draft) -> dict:
    """What the page of a form says of the draft that it goes on with; `device` in the address is
    the form whose words have just come from there."""
    came = str(draft.nonce) in request.GET.getlist(DEVICE)
    note = DEVICE if came else "draft"
    return {"note": note, "draft": draft, "version": draft.version, "fresh": True}


def _draft_asked_for(request: HttpRequest, drafts: list[Draft], asked: list[str]) -> Draft | None:
    """The one that is named, the newest for the tasks asked for, or the only one there is."""
    if chosen := request.GET.get("draft"):
        return next((draft for draft in drafts if str(draft.pk) == chosen), None)
    drafts = [draft for draft in drafts if draft.record_id is None]
    if asked:
        return next((draft for draft in drafts if set(asked) <= set(draft.tasks)), None)
    return drafts[0] if len(drafts) == 1 and "new" not in request.GET else None


def asked_again(request: HttpRequest) -> dict[str, list[str]] | None:
    """What is typed, where `again` asks for the form once more: after signing in; without
    JavaScript when the page is to follow what is ticked, or a file is to leave the form (`again`
    is its id; the upload is swept later)."""
    if AGAIN not in request.POST:
        return None
    fields, refused = with_uploads(request)
    for sentence in refused:
        messages.error(request, sentence)
    files = [value for value in fields.getlist("files") if value != request.POST[AGAIN]]
    return dict(fields.lists()) | {"files": files}


def show_again(request: HttpRequest, fields: dict, record=None) -> HttpResponse:
    """The form with what is typed, on which it says so if that was before signing in, or comes from
    the device; who takes that takes it in the place of the draft there is."""
    again, more = request.POST[AGAIN], {}
    note = again if again in {TYPED_BEFORE, DEVICE} else ""
    form = filled_form(request, fields, nonce=request.POST.get("nonce"))
    if note == DEVICE:
        draft = drafts_of(request.user).filter(nonce=nonce_sent(request.POST)).first()
        more = {"version": draft.version if draft else 0}
    return show_form(request, form, record=record, note=note, **more)


def posted_form(request: HttpRequest) -> RecordForm:
    """The form as sent, with the files sent along (without JavaScript) stored."""
    fields, refused = with_uploads(request)
    form = RecordForm(fields, now=request.now, user=request.user)
    if refused:
        form.refuse(Refused.because({"files": refused}))
    return form


def show_form(
    request: HttpRequest, form: RecordForm, *, status: int = 200, record=None, **more
) -> HttpResponse:
    """The page of the form, or the form alone; `record` is the one to be corrected."""
    standing = standing_of(request.user, at=request.now)
    post = narrowed_to(request.session, standing=standing)
    page = FormPage.of(form, user=request.user, now=request.now, record=record, post=post)
    context = {"version": number(request.POST.get("version")) or 0} | more
    context |= {
        "page": page,
        "form": form,
        "losers": losers_of(record, now=request.now) if record else [],
        "likeness": alike_so_far(form, user=request.user, now=request.now, record=record),
    }
    template = "_form.html" if request.wants_part else "form.html"
    return render(request, f"{PAGES}/{template}", context, status=status)


def lodged(request: HttpRequest, record: DutyRecord, form: RecordForm) -> HttpResponse:
    """After a record was lodged, also by the first of two taps: the desk, and what it lit."""
    if record.lodged_at != request.now and not says_the_same(form, record):
        return _lodged_before(request, record, form)
    tasks = tasks_of(record)
    lit = lit_since(tasks, record.lodged_at)
    request.session[JUST_LIT] = [task.pk for task in lit]
    if record.supersedes_id:
        messages.success(request, _("The record is corrected."))
        return _onward(request, record.get_absolute_url())
    for_whom = logged_for(request.user, tasks, now=request.now)
    messages.success(request, sentence_of(tasks, lit) + for_whom)
    return _onward(request, resolve_url("desk"))


def _lodged_before(request: HttpRequest, record: DutyRecord, form: RecordForm) -> HttpResponse:
    """The first sending was lodged, its answer was lost, and more was entered since: sent again,
    the form corrects that record, or is a record of its own where that one is withdrawn."""
    latest = newest(record)
    may_correct = latest.post_id in standing_of(request.user, at=request.now).log_posts
    return show_form(
        request,
        filled_form(request, dict(form.data.lists())),  # type: ignore[attr-defined]
        status=422,
        note="lodged",
        lodged=record,
        record=latest if may_correct and not latest.ended_at else None,
    )


def _onward(request: HttpRequest, address: str) -> HttpResponse:
    return HttpResponseClientRedirect(address) if request.wants_part else redirect(address)


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
