"""The proof of notice of one thing that is owed, to be read and printed."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alerts.deadlines.proof import Proof
from responsibility.owed.models import OwedByPost
from responsibility.owed.named import owed_or_404


@require_safe
@login_required
def notice(request: HttpRequest, model: type[OwedByPost], pk: int) -> HttpResponse:
    """Who was told what of it, when and how; for whoever may see its ledger."""
    owed = owed_or_404(request, model, pk, opened=True)
    context = {"owed": owed, "proof": Proof.of(owed, now=request.now)}
    return render(request, "responsibility/owed/notice/proof.html", context)
