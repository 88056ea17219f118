"""Pages of a closed quarter: its paper and canonical content, and the notes that correct it."""

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from alerts.audit.export import record_export
from pages.answer import ASK, done, form_page, status_of
from responsibility.organisation.standing import standing_of
from supervision.closings.content import content_of
from supervision.closings.differences import differences
from supervision.closings.forms import NoteForm, ReasonForm
from supervision.closings.models import Closing, ClosingNote
from supervision.closings.note import enter_note, take_back_note
from supervision.closings.page import Closed

PAGES = "supervision/closings"


@require_safe
@login_required
def closing_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The closed quarter on A4, as far as the person sees it."""
    page = Closed.of(_closed(request, pk), user=request.user, now=request.now)
    return render(request, f"{PAGES}/paper.html", {"page": page})


@require_safe
@login_required
def closing_content(request: HttpRequest, pk: int) -> HttpResponse:
    """What the fingerprint is of, as a text file, for who sees all of it; taking it out is noted.
    Anybody may work out its SHA-256."""
    closed = _closed(request, pk)
    if closed.county_id not in standing_of(request.user, at=request.now).face_counties:
        raise Http404
    rows = list(closed.rows.all())
    with transaction.atomic():
        record_export(
            request=request, listing="closed-tasks", title=closed.name, form="txt", filters="",
            rows=len(rows),
        )  # fmt: skip
    content = content_of(closed.name, rows)
    answer = HttpResponse(content, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{closed.name}.txt"'
    return answer


@require_http_methods(ASK)
@login_required
def closing_note(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter what the platform proposes as a numbered correction."""
    mine = Closing.objects.managed_by(request.user, at=request.now).exclude(digest="")
    closed = get_object_or_404(mine, pk=pk)
    form = NoteForm(request.POST or None)
    act = {"closing_id": pk, "by": request.actor, "now": request.now}
    if request.method == "POST" and (note := form.carry_out(enter_note, **act)):
        return done(request, _("Correction No. %(number)d is entered.") % {"number": note.number},
                    closed)  # fmt: skip
    context = {
        "closing": closed,
        "form": form,
        "proposed": differences(closed, now=request.now),
    }
    return render(request, f"{PAGES}/note.html", context, status=status_of(form))


@require_http_methods(ASK)
@login_required
def closing_note_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a correction back, with a reason."""
    mine = Closing.objects.managed_by(request.user, at=request.now)
    note = get_object_or_404(ClosingNote, pk=pk, closing__in=mine)
    form = ReasonForm(request.POST or None)
    act = {"note_id": pk, "by": request.actor, "now": request.now}
    if request.method == "POST" and form.carry_out(take_back_note, **act):
        return done(request, _("The correction is taken back."), note.closing)
    title = _("Take back correction No. %(number)d") % {"number": note.number}
    return form_page(
        request, form, title=title, submit=pgettext("verb", "Take back"),
        back=note.closing.get_absolute_url(),
        lead=f"{note.closing.of_quarter.name} · {note.closing.name}",
        notes=[_("It stays readable, its number is not used again.")],
    )  # fmt: skip


def _closed(request: HttpRequest, pk: int) -> Closing:
    """Only of a closed quarter is there anything to print or check."""
    visible = Closing.objects.visible_to(request.user, at=request.now).exclude(digest="")
    return get_object_or_404(visible.select_related("submitted_by", "closed_by"), pk=pk)
