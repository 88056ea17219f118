"""The leaders' overview."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dashboards.matrix.scope import Scope
from dashboards.matrix.selection import Selection
from dashboards.overview.concern import Concern
from dashboards.overview.figures import charts_of
from dashboards.overview.numbers import CHAINS, Numbers
from responsibility.organisation.posts.models import RoleKind

PAGES = "dashboards/overview"


@require_safe
@login_required
def overview(request: HttpRequest) -> HttpResponse:
    """One quarter in figures and charts, for the party leader, leaders in charge, the office."""
    scope = Scope.of(request.user, at=request.now)
    if scope is None or not scope.is_leaders:
        raise Http404
    quarter = Selection.parse(request.GET, now=request.now).quarter
    chain = request.GET.get("chain", "")
    chain = chain if chain in CHAINS else ""
    numbers = Numbers.of(scope, quarter, chain=chain)
    context = {
        "numbers": numbers,
        "concern": Concern.of(numbers),
        "charts": {chart.name: chart for chart in charts_of(numbers)},
        "quarters": [quarter.shifted(by) for by in (-1, 0, 1)],
        "chains": [("", ""), *((str(code), RoleKind.Chain(code).label) for code in CHAINS)],
    }
    page = "_overview.html" if request.wants_part else "overview.html"
    return render(request, f"{PAGES}/{page}", context)
