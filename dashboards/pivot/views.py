"""The page of the pivot of problems."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dashboards.pivot.charts import charts_of
from dashboards.pivot.file import PivotFile
from dashboards.pivot.question import PivotFilter, completed
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
    question = PivotFilter(completed(request), queryset=seen, request=request)
    pivot = None
    if question.days:
        pivot = Pivot(question, days=question.days, compared=question.compared)
        if request.GET.get("export") in FORMATS:
            file = PivotFile(request, question=question, pivot=pivot)
            return list_file(file, request.GET["export"])
    context = {
        "question": question,
        "pivot": pivot,
        "fields": [field(bound, FORM) for bound in question.form],
        "charts": charts_of(pivot) if pivot else [],
        "exports": list(NAMES.items()),
        "query": question.data.urlencode(),
        "top": TOP,
    }
    return render(request, PAGE, context)
