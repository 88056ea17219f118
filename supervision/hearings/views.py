"""Pages of reports to the standing committee: the list, one report, its draft, its .docx."""

from io import BytesIO

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from alerts.audit.export import record_export
from pages.answer import ASK, done, form_page
from pages.documents.official import DOCX
from pages.listing.views import list_page
from pages.quarter import Quarter
from responsibility.organisation.guard import office_of
from responsibility.organisation.standing import standing_of
from supervision.hearings.compose import compose
from supervision.hearings.document import report_document, source_of
from supervision.hearings.draft import open_hearing, save_draft
from supervision.hearings.forms import DraftForm, OpenForm
from supervision.hearings.listing import HearingListing
from supervision.hearings.models import Hearing
from supervision.hearings.page import HearingPage
from supervision.instructions.page import instructions_on
from supervision.instructions.rights import may_instruct

PAST = 4  # so many past quarters may be chosen beside the running one


@require_safe
@login_required
def hearing_list(request: HttpRequest) -> HttpResponseBase:
    """For the office and the leaders of a county."""
    if not standing_of(request.user, at=request.now).face_counties:
        raise Http404
    return list_page(request, HearingListing)


@require_http_methods(ASK)
@login_required
def hearing_open(request: HttpRequest) -> HttpResponse:
    """Begin the report of a quarter; one that is begun is gone on with."""
    office_of(request)
    running = Quarter.at(request.now)
    quarters = [running.shifted(-by) for by in range(PAST + 1)]
    initial = {"quarter": str(quarters[1])}
    form = OpenForm(request.POST or None, quarters=quarters, initial=initial)
    act = {"by": request.actor, "now": request.now}
    if request.method == "POST" and (made := form.carry_out(open_hearing, **act)):
        return redirect(made)
    return form_page(
        request, form, title=_("Draft a report"), submit=_("Go on"), back=reverse("hearing-list"),
        notes=[_("Figures of a closed quarter are the frozen ones with their corrections; else"
                 " those of today.")],
    )  # fmt: skip


@require_safe
@login_required
def hearing(request: HttpRequest, pk: int) -> HttpResponse:
    """The report: as it was laid before the committee, for the office also the draft."""
    page = HearingPage.of(_visible(request, pk), user=request.user, now=request.now)
    context = {
        "page": page,
        "report": page.report,
        "source": source_of(page.report),
        "instructs": may_instruct(request.user, at=request.now) and not page.is_draft,
        "instructions": instructions_on(page.hearing, user=request.user, now=request.now),
    }
    return render(request, "supervision/hearings/hearing.html", context)


@require_http_methods(ASK)
@login_required
def hearing_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write findings, decisions asked for and reasons, while it is a draft."""
    managed = Hearing.objects.managed_by(request.user, at=request.now)
    mine = get_object_or_404(managed, pk=pk)
    written = {name: getattr(mine, name) for name in ("meeting_on", "findings", "requests")}
    reds = compose(mine, now=request.now).reds
    form = DraftForm(request.POST or None, reds=reds, initial=written)
    act = {"hearing_id": pk, "by": request.actor, "now": request.now}
    if request.method == "POST" and form.carry_out(save_draft, **act):
        return done(request, _("Saved."), mine)
    return form_page(
        request, form, title=_("Write the report"), submit=_("Save"), back=mine.get_absolute_url(),
        lead=f"{mine.of_quarter.name} · {mine.name}",
    )  # fmt: skip


@require_safe
@login_required
def hearing_docx(request: HttpRequest, pk: int) -> FileResponse:
    """The report as an official document; taking it out is noted."""
    page = HearingPage.of(_visible(request, pk), user=request.user, now=request.now)
    content = report_document(page.report, number=page.number, now=request.now)
    with transaction.atomic():
        record_export(
            request=request, listing="hearing-list", title=page.report.title, form="docx",
            filters=page.number, rows=1,
        )  # fmt: skip
    name = f"{page.report.title}.docx"
    return FileResponse(BytesIO(content), as_attachment=True, filename=name, content_type=DOCX)


def _visible(request: HttpRequest, pk: int) -> Hearing:
    return get_object_or_404(Hearing.objects.visible_to(request.user, at=request.now), pk=pk)
