"""Pages of the measures of a reply: laying one down, dropping it, reporting it done."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pages.answer import ASK, done, form_page, status_of
from supervision.letters.forms import ReportForm
from supervision.letters.measures.lay import drop_measure, lay_measure, report_measure
from supervision.letters.models import SHOWN_WITH, Letter
from supervision.letters.states import Act
from supervision.letters.views import refuse_others
from supervision.papers.forms import DropForm, MeasureForm, sent_with_files


@require_http_methods(ASK)
@login_required
def letter_measure(request: HttpRequest, pk: int) -> HttpResponse:
    """Lay a measure down; it goes with the reply."""
    letter = _for(request, pk, Act.MEASURE)
    form = MeasureForm(request.POST or None)
    act = {"letter_id": pk, "by": request.actor, "now": request.now}
    if request.method == "POST" and form.carry_out(lay_measure, **act):
        return done(request, _("The measure is laid down."), letter)
    return form_page(
        request, form, title=_("Lay down a measure"), submit=_("Lay it down"),
        back=letter.get_absolute_url(), lead=letter.full_title, one_of_many=True,
    )  # fmt: skip


@require_http_methods(ASK)
@login_required
def letter_measure_drop(request: HttpRequest, pk: int, measure: int) -> HttpResponse:
    """Drop a measure, with a reason."""
    letter = _for(request, pk, Act.DROP_MEASURE)
    dropped = get_object_or_404(letter.measures, pk=measure, dropped_at=None, done_at=None)
    form = DropForm(request.POST or None)
    act = {"letter_id": pk, "measure_id": measure, "by": request.actor, "now": request.now}
    if request.method == "POST" and form.carry_out(drop_measure, **act):
        return done(request, _("The measure is dropped."), letter)
    return form_page(
        request, form, title=_("Drop the measure"), submit=_("Drop it"),
        back=letter.get_absolute_url(), lead=dropped.text,
        notes=[_("It stays readable with the reason; nothing is awaited of it.")],
    )  # fmt: skip


@require_http_methods(ASK)
@login_required
def letter_measure_report(request: HttpRequest, pk: int, measure: int) -> HttpResponse:
    """Report a measure done, with its evidence."""
    letter = _for(request, pk, Act.REPORT)
    reported = get_object_or_404(letter.measures, pk=measure, dropped_at=None, done_at=None)
    form, files, sent = sent_with_files(request, ReportForm)
    act = {"letter_id": pk, "measure_id": measure, "by": request.actor, "now": request.now}
    if sent and form.carry_out(report_measure, **act):
        return done(request, _("The measure is reported done."), letter)
    context = {"form": form, "letter": letter, "measure": reported, "files": files}
    context |= {"most": settings.UPLOADS_PER_RECORD, "title": _("Report the measure done")}
    page = "supervision/letters/reply.html"
    return render(request, page, context, status=status_of(form))


def _for(request: HttpRequest, pk: int, act: Act) -> Letter:
    visible = Letter.objects.visible_to(request.user, at=request.now)
    letter = get_object_or_404(visible.select_related(*SHOWN_WITH), pk=pk)
    refuse_others(request, letter, act)
    return letter
