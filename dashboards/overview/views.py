"""The leaders' overview."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dashboards.files import file_of_chart, form_asked_for
from dashboards.matrix.filters import Filters, duties_offered, units_offered
from dashboards.matrix.scope import Scope
from dashboards.matrix.selection import Selection
from dashboards.overview.concern import Concern
from dashboards.overview.figures import charts_of
from dashboards.overview.numbers import CHAINS, Numbers
from dashboards.overview.quarters import beside
from pages.listing.views import list_file
from pages.quarter import Quarter
from responsibility.organisation.posts.models import RoleKind

PAGES = "dashboards/overview"


@require_safe
@login_required
def overview(request: HttpRequest) -> HttpResponseBase:
    """One quarter in figures and charts, for the party leader, leaders in charge, the office; of
    one chart the numbers as a file."""
    scope = Scope.of(request.user, at=request.now)
    if scope is None or not scope.is_leaders:
        raise Http404
    numbers = Numbers.of(scope, _selection(request))
    filters = _filters(scope, numbers)
    charts = {chart.name: chart for chart in charts_of(numbers)}
    if form := form_asked_for(request):
        chart = charts.get(request.GET.get("chart", ""))
        if chart is None:
            raise Http404
        name = numbers.quarter.name
        return list_file(file_of_chart(request, chart, about=name, words=filters.words()), form)
    context = {
        "numbers": numbers,
        "concern": Concern.of(numbers),
        "charts": charts,
        "quarters": [numbers.quarter.shifted(by) for by in (-1, 0, 1)],
        "chains": _chains(numbers.selection),
        "filters": filters,
        "beside": beside(numbers),
    }
    page = "_overview.html" if request.wants_part else "overview.html"
    return render(request, f"{PAGES}/{page}", context)


def _selection(request: HttpRequest) -> Selection:
    """What of the address the overview knows."""
    sent = Selection.parse(request.GET, now=request.now)
    chain = sent.chain if sent.chain in CHAINS else ""
    return Selection(
        sent.quarter, None, chain, branch=sent.branch, role=sent.role, category=sent.category,
        kind=sent.kind,
    )  # fmt: skip


def _filters(scope: Scope, numbers: Numbers) -> Filters:
    branches = units_offered(scope.branches())
    duties = duties_offered(roles=numbers.roles, categories=numbers.duties)
    offered = {"branch": branches, **duties}
    return Filters(numbers.selection, today=Quarter.at(scope.at), offered=offered)


def _chains(selection: Selection) -> list[tuple[str, str, str]]:
    """Code, name and address of each choice of chain."""
    names = [("", ""), *((str(code), RoleKind.Chain(code).label) for code in CHAINS)]
    return [(code, name, selection.but(segment=None, chain=code).query) for code, name in names]
