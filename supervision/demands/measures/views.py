"""Pages of the measures that an answer consists of: laying one down, dropping it, its evidence."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pages.answer import ASK, done, form_page, status_of
from responsibility.files.views import answer_with
from supervision.demands.measures.evidence import evidence_of
from supervision.demands.measures.lay import drop_measure, lay_measure
from supervision.demands.models import Demand
from supervision.demands.reply import may_answer, why_not_answer
from supervision.papers.forms import DropForm, MeasureWithFilesForm, sent_with_files


@require_http_methods(ASK)
@login_required
def demand_measure(request: HttpRequest, pk: int) -> HttpResponse:
    """Lay a measure down, with its evidence."""
    demand = _answered(request, pk)
    form, files, sent = sent_with_files(request, MeasureWithFilesForm, due_on=demand.due_on)
    act = {"demand_id": pk, "by": request.actor, "now": request.now}
    if sent and form.carry_out(lay_measure, **act):
        return done(request, _("The measure is laid down."), demand)
    context = {
        "form": form,
        "demand": demand,
        "files": files,
        "most": settings.UPLOADS_PER_RECORD,
    }
    page = "supervision/demands/measures/measure.html"
    return render(request, page, context, status=status_of(form))


@require_http_methods(ASK)
@login_required
def demand_measure_drop(request: HttpRequest, pk: int, measure: int) -> HttpResponse:
    """Drop a measure, with a reason."""
    demand = _answered(request, pk)
    dropped = get_object_or_404(demand.measures, pk=measure)
    form = DropForm(request.POST or None)
    act = {"demand_id": pk, "measure_id": measure, "by": request.actor, "now": request.now}
    if request.method == "POST" and form.carry_out(drop_measure, **act):
        return done(request, _("The measure is dropped."), demand)
    return form_page(
        request, form, title=_("Drop the measure"), submit=_("Drop it"),
        back=demand.get_absolute_url(), lead=dropped.text,
        notes=[_("It stays readable with the reason; nothing is awaited of it.")],
    )  # fmt: skip


@require_safe
@login_required
def demand_file(request: HttpRequest, pk: int, file_id) -> HttpResponse:
    """Evidence of a measure, for who sees the demand."""
    demand = _seen(request, pk)
    return answer_with(request, get_object_or_404(evidence_of(demand), pk=file_id))


def _seen(request: HttpRequest, pk: int) -> Demand:
    visible = Demand.objects.visible_to(request.user, at=request.now)
    return get_object_or_404(visible.select_related("unit", "post"), pk=pk)


def _answered(request: HttpRequest, pk: int) -> Demand:
    """The demand, for who answers it; what is sent too late is told so by the verb."""
    demand = _seen(request, pk)
    if not may_answer(request.user, demand, at=request.now):
        raise PermissionDenied
    if request.method != "POST" and why_not_answer(demand):
        raise Http404
    return demand
