"""Records: the list, one record, correcting and withdrawing it. Views."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alerts.kinds.collected import collected
from pages.answer import ASK, done, status_of
from pages.line import lines_of
from pages.listing.views import list_page
from pages.numbers import number
from responsibility.organisation.standing import standing_of
from responsibility.records.bodies.forms import PurposeForm
from responsibility.records.bodies.read import note_reading, read_body
from responsibility.records.bodies.readers import grant_to_read
from responsibility.records.counting.end import AlreadyEnded
from responsibility.records.counting.losers import losers_of
from responsibility.records.form.draft import drafts_of
from responsibility.records.form.drafts import Draft
from responsibility.records.form.forms import WithdrawForm
from responsibility.records.form.sent import newer_draft
from responsibility.records.form.views import (
    PAGES,
    asked_again,
    filled_form,
    lodged,
    of_draft,
    open_bodies,
    posted_form,
    show_again,
    show_form,
)
from responsibility.records.models import DutyRecord
from responsibility.records.record.chain import newest
from responsibility.records.record.correct import correct
from responsibility.records.record.listing import RecordListing
from responsibility.records.record.page import RecordPage, fields_of
from responsibility.records.record.withdraw import may_withdraw, withdraw


@require_safe
@login_required
def record_list(request):
    """Own records, newest first."""
    return list_page(request, RecordListing)


@require_safe
@login_required
def record(request, pk: int):
    """The face for who may see it; text and files for who may read them."""
    return _page(request, pk, PurposeForm())


@require_POST
@login_required
def record_read(request, pk: int):
    """Open text and files by a grant, for the purpose stated."""
    form = PurposeForm(request.POST)
    try:
        if form.carry_out(read_body, by=request.actor, now=request.now, record_id=pk):
            return redirect("record", pk)
    except DutyRecord.DoesNotExist as absent:
        raise Http404 from absent
    return _page(request, pk, form)


def _page(request, pk: int, form: PurposeForm):
    visible = DutyRecord.objects.visible_to(request.user, at=request.now)
    one = get_object_or_404(RecordPage.rows(visible), pk=pk)
    if form.is_bound and grant_to_read(one, user=request.user, at=request.now) is None:
        raise PermissionDenied  # whatever is wrong with what was sent
    body_open, grant = open_bodies(request).filter(pk=pk).exists(), None
    if body_open:
        note_reading(by=request.actor, now=request.now, record=one)
    else:
        grant = grant_to_read(one, user=request.user, at=request.now)
    page = RecordPage.of(one, user=request.user, now=request.now, body_open=body_open)
    lines = lines_of(
        collected().paths("record_lines"), record=one, user=request.user, now=request.now
    )
    context = {"page": page, "record": one, "grant": grant, "form": form, "lines": lines}
    return render(request, f"{PAGES}/record.html", context, status=status_of(form))


@require_http_methods(ASK)
@login_required
def record_correct(request, pk: int):
    """The same form with what the record says; the corrected one takes its place."""
    old = get_object_or_404(open_bodies(request), pk=pk)
    if old.post_id not in standing_of(request.user, at=request.now).log_posts:
        raise PermissionDenied
    if request.method != "POST":
        return _opened(request, old)
    if fields := asked_again(request):
        return show_again(request, fields, record=old)
    form = posted_form(request)
    if newer := newer_draft(request.POST, user=request.user, record=old):
        return show_form(request, form, status=422, record=old, newer=newer)
    act = {"by": request.actor, "now": request.now}
    try:
        newer = form.carry_out(correct, but=AlreadyEnded, record_id=old.pk, **act)
    except AlreadyEnded:
        return _overtaken(request, form, newest(old))
    if newer:
        return lodged(request, newer, form)
    return show_form(request, form, status=422, record=old)


def _opened(request, old: DutyRecord):
    """The form with what the record says, else with the draft of a correction begun before."""
    draft = _draft_of(request, old)
    if old.ended_as == DutyRecord.Ending.SUPERSEDED:
        messages.info(
            request, _("This record has been corrected meanwhile; this is the newer one.")
        )
        later = resolve_url("record-correct", newest(old).pk)
        return redirect(f"{later}?draft={draft.pk}" if draft else later)
    if old.ended_at and draft:  # what was typed can only become a record of its own
        form = filled_form(request, draft.fields, nonce=draft.nonce)
        return show_form(request, form, note="withdrawn", version=draft.version)
    if old.ended_at:
        messages.info(request, _("This record has been withdrawn."))
        return redirect(old)
    note_reading(by=request.actor, now=request.now, record=old)
    if draft:
        fields = {"kind": [old.kind]} | draft.fields
        form = filled_form(request, fields, nonce=draft.nonce)
        return show_form(request, form, record=old, **of_draft(request, draft))
    return show_form(request, filled_form(request, fields_of(old)), record=old, fresh=True)


def _draft_of(request, old: DutyRecord) -> Draft | None:
    """The draft asked for, else the newest of a correction of this record."""
    drafts = drafts_of(request.user)
    if chosen := number(request.GET.get("draft")):
        return drafts.filter(pk=chosen).first()
    return drafts.filter(fields__record=[str(old.pk)]).first()


def _overtaken(request, form, latest: DutyRecord):
    """Somebody was first. Both texts are shown; who comes second decides and sends it again."""
    latest = get_object_or_404(open_bodies(request), pk=latest.pk)
    note_reading(by=request.actor, now=request.now, record=latest)
    if latest.ended_at:  # withdrawn: what was typed can only become a record of its own
        return show_form(request, form, status=422, note="withdrawn", latest=latest)
    return show_form(request, form, status=422, note="overtaken", latest=latest, record=latest)


@require_http_methods(ASK)
@login_required
def record_withdraw(request, pk: int):
    """Take a record back, with a reason."""
    visible = DutyRecord.objects.visible_to(request.user, at=request.now)
    one = get_object_or_404(visible.select_related("post"), pk=pk)
    if not may_withdraw(user=request.user, record=one, at=request.now):
        raise PermissionDenied
    if one.ended_at and request.method != "POST":
        return redirect(one)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST":
        act = {"by": request.actor, "now": request.now}
        try:
            withdrawn = form.carry_out(withdraw, but=AlreadyEnded, record_id=pk, **act)
        except AlreadyEnded as refusal:
            messages.warning(request, str(refusal))
            return redirect(one)
        if withdrawn:
            return done(request, _("The record is withdrawn. Its lamps follow."), one)
    context = {"record": one, "form": form, "losers": losers_of(one, now=request.now)}
    return render(request, f"{PAGES}/withdraw.html", context, status=status_of(form))
