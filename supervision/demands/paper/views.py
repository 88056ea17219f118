"""A demand on paper: to be read and printed, and as a document."""

from io import BytesIO

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from alerts.audit.export import record_export
from pages.documents.official import DOCX
from responsibility.tasks.models import Task
from supervision.demands.models import Demand
from supervision.demands.paper.content import paper_of
from supervision.papers.paper import Paper, paper_document


@require_safe
@login_required
def demand_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The demand on a sheet of A4, as the person sees it."""
    demand, paper = _paper(request, pk)
    return render(
        request, "supervision/demands/paper/paper.html", {"demand": demand, "paper": paper}
    )


@require_safe
@login_required
def demand_docx(request: HttpRequest, pk: int) -> FileResponse:
    """The same as a document; taking it out is noted."""
    demand, paper = _paper(request, pk)
    content = paper_document(paper, now=request.now)
    with transaction.atomic():
        record_export(
            request=request, listing="demand", title=paper.title, form="docx",
            filters=paper.number or str(pk), rows=1,
        )  # fmt: skip
    name = f"{paper.title} {paper.number or pk}.docx"
    return FileResponse(BytesIO(content), as_attachment=True, filename=name, content_type=DOCX)


def _paper(request: HttpRequest, pk: int) -> tuple[Demand, Paper]:
    visible = Demand.objects.visible_to(request.user, at=request.now)
    demand = get_object_or_404(visible.for_rows(now=request.now), pk=pk)
    tasks = Task.objects.visible_to(request.user, at=request.now).filter(demands=demand)
    return demand, paper_of(demand, tasks.for_rows(now=request.now))
