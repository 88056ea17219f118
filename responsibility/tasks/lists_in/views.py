"""One list as a workbook that can be imported. The other pages are those of every import."""

from io import BytesIO

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from pages.rows_in.template import export_of
from pages.rows_in.views import XLSX
from responsibility.lists.models import DutyList
from responsibility.tasks.lists_in.sheet import ItemSheet


@require_safe
@login_required
def list_xlsx(request: HttpRequest, pk: int) -> FileResponse:
    """The items of one list, draft or not; noted in the audit."""
    lists = DutyList.objects.managed_by(request.user, at=request.now).select_related("role_kind")
    duty_list = get_object_or_404(lists, pk=pk)
    sheet = ItemSheet(by=request.actor, now=request.now)
    sheet.exported = [duty_list]
    with transaction.atomic():
        content, count = export_of(sheet)
        sheet.note_export(rows=count)
    name = f"{duty_list}.xlsx"
    return FileResponse(BytesIO(content), as_attachment=True, filename=name, content_type=XLSX)
