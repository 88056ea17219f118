"""The page of an inspector's morning."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dashboards.morning.morning import Morning, since_when
from pages.numbers import number
from responsibility.organisation.standing import standing_of
from supervision.last_visits.visit import note_visit


@require_safe
@login_required
def morning(request: HttpRequest) -> HttpResponse:
    """What changed since the person looked last, or in the last `days`; for who supervises."""
    if not standing_of(request.user, at=request.now).supervised_units:
        raise Http404
    days = number(request.GET.get("days"))
    last = note_visit(user=request.user, now=request.now)
    since = since_when(last=last, days=days, now=request.now)
    context = {
        "morning": Morning.of(request.user, since=since, now=request.now),
        "last": last,
        "days": days,
    }
    return render(request, "dashboards/morning/morning.html", context)
