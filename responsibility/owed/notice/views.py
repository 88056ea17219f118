"""The proof of notice of one thing that is owed: to be read and printed, and as a document."""

from io import BytesIO

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alerts.audit.export import record_export
from alerts.proof.notice import Proof
from pages.documents.official import DOCX
from responsibility.owed.models import OwedByPost
from responsibility.owed.named import owed_or_404
from responsibility.owed.notice.document import proof_document
from responsibility.owed.whose import name_holders


@require_safe
@login_required
def notice(request: HttpRequest, model: type[OwedByPost], pk: int) -> HttpResponse:
    """Who was told what of it, when and how; for whoever may see its ledger."""
    proof = _proof(request, model, pk)
    context = {"owed": proof.deadline, "proof": proof}
    return render(request, "responsibility/owed/notice/proof.html", context)


@require_safe
@login_required
def notice_docx(request: HttpRequest, model: type[OwedByPost], pk: int) -> FileResponse:
    """The same as a document; taking it out is noted."""
    proof, title = _proof(request, model, pk), _("Proof of notice")
    content = proof_document(proof, by=request.user.name, now=request.now)
    with transaction.atomic():
        record_export(
            request=request,
            listing="notice",
            title=title,
            form="docx",
            filters=f"{proof.deadline.title} ({pk})",
            rows=len(proof.notices),
        )
    name = f"{title}-{pk}.docx"
    return FileResponse(BytesIO(content), as_attachment=True, filename=name, content_type=DOCX)


def _proof(request: HttpRequest, model: type[OwedByPost], pk: int) -> Proof:
    owed = owed_or_404(request, model, pk, opened=True)
    name_holders([owed], now=request.now)
    return Proof.of(owed, now=request.now)
