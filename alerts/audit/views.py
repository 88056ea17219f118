"""The audit log, for the auditor."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alerts.audit.forms import FilterForm
from alerts.audit.models import AuditEntry
from alerts.audit.read import sentences_of

A_PAGE = 50


@require_safe
@login_required
def audit(request):
    """Who did what, newest first; filtered, and paged by the number of the entry."""
    if not request.user.is_auditor:
        raise Http404
    form = FilterForm(request.GET)
    form.is_valid()
    entries = AuditEntry.objects.visible_to(request.user, at=request.now)
    found = list(entries.matching(**form.cleaned_data).select_related("user")[: A_PAGE + 1])
    context = {
        "form": form,
        "sentences": sentences_of(found[:A_PAGE], user=request.user, at=request.now),
        "before": found[A_PAGE - 1].pk if len(found) > A_PAGE else None,
    }
    return render(request, "alerts/audit/list.html", context)
