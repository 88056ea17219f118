"""The proof of notice of one task: to be read and printed, and as a document."""

from io import BytesIO

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alerts.audit.export import record_export
from pages.documents.official import DOCX
from responsibility.tasks.models import Task
from responsibility.tasks.notice.document import proof_document
from responsibility.tasks.notice.proof import Proof


@require_safe
@login_required
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Who was told what of a task, when and how; for whoever may see the task's ledger."""
    proof = _proof(request, pk)
    context = {"task": proof.task, "proof": proof}
    return render(request, "responsibility/tasks/notice/proof.html", context)


@require_safe
@login_required
def notice_docx(request: HttpRequest, pk: int) -> FileResponse:
    """The same as a document; taking it out is noted."""
    proof, title = _proof(request, pk), _("Proof of notice")
    content = proof_document(proof, by=request.user.name, now=request.now)
    with transaction.atomic():
        record_export(
            request=request,
            listing="task-notice",
            title=title,
            form="docx",
            filters=f"{proof.task.title} ({pk})",
            rows=len(proof.notices),
        )
    name = f"{title}-{pk}.docx"
    return FileResponse(BytesIO(content), as_attachment=True, filename=name, content_type=DOCX)


def _proof(request: HttpRequest, pk: int) -> Proof:
    visible = Task.objects.visible_to(request.user, at=request.now).for_rows(now=request.now)
    return Proof.of(get_object_or_404(visible.opened(now=request.now), pk=pk), now=request.now)
