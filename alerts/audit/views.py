"""The audit log, for the auditor."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.views.decorators.http import require_safe

from alerts.audit.listing import AuditListing
from pages.listing.views import list_page


@require_safe
@login_required
def audit(request):
    """Who did what, newest first."""
    if not request.user.is_auditor:
        raise Http404
    return list_page(request, AuditListing)
