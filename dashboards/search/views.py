"""The page behind the field at the top of every page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dashboards.search.find import find
from responsibility.organisation.standing import standing_of

PAGES = "dashboards/search"


@require_safe
@login_required
def search(request: HttpRequest) -> HttpResponse:
    """What fits `q`; while one types on the page itself, only the list comes."""
    results = find(user=request.user, typed=request.GET.get("q", ""), at=request.now)
    standing = standing_of(request.user, at=request.now)
    context = {"found": results, "keeps_units": bool(standing.office_counties)}
    page = "_found.html" if request.wants_part else "search.html"
    return render(request, f"{PAGES}/{page}", context)
