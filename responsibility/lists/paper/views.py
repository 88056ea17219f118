"""A list to be printed, and as a document."""

from io import BytesIO

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from alerts.audit.export import record_export
from pages.documents.official import DOCX
from responsibility.lists.models import DutyItem, DutyList
from responsibility.lists.paper.document import (
    by_category,
    list_document,
    number_of,
    ordinal,
    title_of,
)


@require_safe
@login_required
def list_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole list on sheets of A4."""
    duty_list, items = _read(request, pk)
    context = {
        "duty_list": duty_list,
        "title": title_of(duty_list),
        "number": number_of(duty_list),
        "categories": [
            (f"{ordinal(number)}{category}", group)
            for number, (category, group) in enumerate(by_category(items), 1)
        ],
        "items_count": len(items),
    }
    return render(request, "responsibility/lists/paper/list.html", context)


@require_safe
@login_required
def list_docx(request: HttpRequest, pk: int) -> FileResponse:
    """The same as a document; taking it out is noted."""
    duty_list, items = _read(request, pk)
    content, title = list_document(duty_list, items, now=request.now), title_of(duty_list)
    with transaction.atomic():
        record_export(
            request=request, listing="list", title=title, form="docx",
            filters=number_of(duty_list), rows=len(items),
        )  # fmt: skip
    name = f"{title} v{duty_list.version}.docx"
    return FileResponse(BytesIO(content), as_attachment=True, filename=name, content_type=DOCX)


def _read(request: HttpRequest, pk: int) -> tuple[DutyList, list[DutyItem]]:
    lists = DutyList.objects.visible_to(request.user, at=request.now)
    duty_list = get_object_or_404(lists.select_related("role_kind", "county").distinct(), pk=pk)
    items = duty_list.items.select_related("category").prefetch_related("evidence")
    return duty_list, list(items)
