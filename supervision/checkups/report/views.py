"""Pages of the report on a concluded checkup: printed on A4, and as an official document."""

from io import BytesIO

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from alerts.audit.export import record_export
from pages.documents.official import DOCX
from supervision.checkups.models import Checkup
from supervision.checkups.report.report import CheckupReport, report_document


@require_safe
@login_required
def checkup_report(request: HttpRequest, pk: int) -> HttpResponse:
    """The report, to be printed; there is none before the conclusion."""
    report = _report(request, pk)
    context = {"report": report, "facts": report.facts(now=request.now)}
    return render(request, "supervision/checkups/report.html", context)


@require_safe
@login_required
def checkup_report_docx(request: HttpRequest, pk: int) -> FileResponse:
    """The report as an official document; taking it out is noted."""
    report = _report(request, pk)
    content = report_document(report, now=request.now)
    with transaction.atomic():
        record_export(
            request=request, listing="checkup-report", title=report.title, form="docx",
            filters=report.checkup.called, rows=len(report.rows),
        )  # fmt: skip
    name = f"{report.title}.docx"
    return FileResponse(BytesIO(content), as_attachment=True, filename=name, content_type=DOCX)


def _report(request: HttpRequest, pk: int) -> CheckupReport:
    visible = Checkup.objects.visible_to(request.user, at=request.now)
    rows = visible.select_related("unit", "version", "made_in__unit")
    checkup = get_object_or_404(rows, pk=pk)
    report = CheckupReport.of(checkup, user=request.user, now=request.now)
    if report is None:
        raise Http404
    return report
