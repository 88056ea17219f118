"""What somebody did to one's account or rights. Views."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from responsibility.organisation.account_changes.models import AccountChange


@require_safe
@login_required
def account_change(request, pk):
    """One change: whose account, what, by whom and when, and what to do if nobody asked for it."""
    changes = AccountChange.objects.visible_to(request.user, at=request.now)
    row = get_object_or_404(changes.select_related("user", "by"), pk=pk)
    context = {"row": row, "is_own": row.user_id == request.user.pk}
    return render(request, "responsibility/organisation/account_change.html", context)
