"""The page of the pivot of problems."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dashboards.pivot.charts import charts_of
from dashboards.pivot.file import PivotFile
from dashboards.pivot.question import PivotFilter, asked_by
from dashboards.pivot.table import TOP, Pivot
from pages.listing.draw import field
from pages.listing.export import FORMATS, NAMES
from pages.listing.views import list_file
from responsibility.organisation.standing import standing_of
from supervision.problems.models import Problem

PAGE = "dashboards/pivot/pivot.html"
FORM = "pivot-form"


@require_safe
@login_required
def problem_pivot(request: HttpRequest) -> HttpResponseBase:
    """The problems the person sees in the ledger, counted; for who has a post."""
    if not standing_of(request.user, at=request.now).desk_posts:
        raise Http404
    seen = Problem.objects.visible_to(request.user, at=request.now)
    asked = PivotFilter(asked_by(request), queryset=seen, request=request)
    pivot = None
    if asked.days:
        pivot = Pivot(asked, days=asked.days, compared=asked.compared)
        if request.GET.get("export") in FORMATS:
            file = PivotFile(request, asked=asked, pivot=pivot)
            return list_file(file, request.GET["export"])
    context = {
        "asked": asked,
        "pivot": pivot,
        "fields": [field(bound, FORM) for bound in asked.form],
        "charts": charts_of(pivot) if pivot else [],
        "exports": list(NAMES.items()),
        "query": asked.data.urlencode(),
        "top": TOP,
    }
    return render(request, PAGE, context)
