"""One plan as a workbook that can be imported. The other pages are those of every import."""

from io import BytesIO

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from pages.rows_in.template import export_of
from pages.rows_in.views import XLSX
from responsibility.plans.models import WorkPlan
from responsibility.plans.plans_in.sheet import PlanSheet


@require_safe
@login_required
def plan_xlsx(request: HttpRequest, pk: int) -> FileResponse:
    """The items of one plan, draft or not; noted in the audit."""
    plan = get_object_or_404(WorkPlan.objects.managed_by(request.user, at=request.now), pk=pk)
    sheet = PlanSheet(by=request.actor, now=request.now)
    sheet.exported = plan
    with transaction.atomic():
        content, count = export_of(sheet)
        sheet.note_export(rows=count)
    name = f"{plan.title} {plan.year}.xlsx"
    return FileResponse(BytesIO(content), as_attachment=True, filename=name, content_type=XLSX)
