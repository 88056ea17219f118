"""The page of one plan, and its paper."""

from io import BytesIO

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from alerts.audit.export import record_export
from pages.documents.official import DOCX
from responsibility.organisation.standing import standing_of
from responsibility.plans.history import PlanStep
from responsibility.plans.issue import why_not_decided
from responsibility.plans.models import WorkPlan
from responsibility.plans.page.plan_page import PlanPage
from responsibility.plans.page.steps import lines_of
from responsibility.plans.paper.document import plan_document

PAGES = "responsibility/plans"


@require_safe
@login_required
def plan_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The items by who leads; for the office besides what it does with the plan."""
    plan = _plan(request, pk)
    managed = plan.county_id in standing_of(request.user, at=request.now).office_counties
    steps = PlanStep.objects.visible_to(request.user, at=request.now).filter(plan=plan)
    left = (plan.goes_at - request.now).total_seconds() if plan.waits else 0
    context = {
        "plan": plan,
        "page": PlanPage.of(plan, request.user, now=request.now),
        "managed": managed,
        "why_not": why_not_decided(plan, request.user) if managed else "",
        "lines": lines_of(steps, now=request.now),
        "seconds": max(0, int(left)),
    }
    return render(request, f"{PAGES}/plan.html", context)


@require_safe
@login_required
def plan_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan on sheets of A4, as the person sees it."""
    plan = _plan(request, pk)
    context = {"plan": plan, "page": PlanPage.of(plan, request.user, now=request.now)}
    return render(request, f"{PAGES}/paper.html", context)


@require_safe
@login_required
def plan_docx(request: HttpRequest, pk: int) -> FileResponse:
    """The same as a document; taking it out is noted."""
    plan = _plan(request, pk)
    page = PlanPage.of(plan, request.user, now=request.now)
    content = plan_document(plan, page, now=request.now)
    with transaction.atomic():
        record_export(
            request=request, listing="plan", title=plan.title, form="docx",
            filters=str(plan.year), rows=page.given,
        )  # fmt: skip
    name = f"{plan.title} {plan.year}.docx"
    return FileResponse(BytesIO(content), as_attachment=True, filename=name, content_type=DOCX)


def _plan(request: HttpRequest, pk: int) -> WorkPlan:
    seen = WorkPlan.objects.visible_to(request.user, at=request.now)
    return get_object_or_404(
        seen.select_related("unit", "county", "submitted_by", "returned_by"), pk=pk
    )
