"""Pages of a body's quarter: its plan with what is ticked off, and the report on it."""

from io import BytesIO

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from alerts.audit.export import record_export
from pages.answer import ASK, done, form_page
from pages.days import day_of
from pages.documents.official import DOCX
from pages.numbers import number
from pages.quarter import Quarter
from responsibility.organisation.standing import standing_of
from supervision.activities.choices import kinds_of
from supervision.activities.forms import LineForm, ReasonForm
from supervision.activities.quarter.models import ActivityPlanLine
from supervision.activities.quarter.plan import drop_line, plan_activity
from supervision.activities.quarter.report import (
    QuarterReport,
    bodies_with_reports,
    facts_of,
    report_document,
)
from supervision.activities.rights import bodies_of, reached_units

PAGES = "supervision/activities"


@require_safe
@login_required
def activity_plan(request: HttpRequest) -> HttpResponse:
    """The plan of a body's quarter (`post`, `quarter`), each line with what was done of it."""
    return render(request, f"{PAGES}/plan.html", _context(request))


@require_safe
@login_required
def activity_report(request: HttpRequest) -> HttpResponse:
    """The report on it, to be printed."""
    context = _context(request)
    context["facts"] = facts_of(context["report"])
    return render(request, f"{PAGES}/report.html", context)


@require_safe
@login_required
def report_docx(request: HttpRequest) -> FileResponse:
    """The report as an official document; taking it out is noted."""
    report = _context(request)["report"]
    content = report_document(report, now=request.now)
    with transaction.atomic():
        record_export(
            request=request, listing="activity-report", title=report.title, form="docx",
            filters=str(report.quarter), rows=len(report.activities),
        )  # fmt: skip
    name = f"{report.title}.docx"
    return FileResponse(BytesIO(content), as_attachment=True, filename=name, content_type=DOCX)


@require_http_methods(ASK)
@login_required
def line_new(request: HttpRequest) -> HttpResponse:
    """Plan an activity, or the next one."""
    units = reached_units(request.user, at=request.now)
    if not units:
        raise Http404
    this = Quarter.of(day_of(request.now))
    first = {"quarter": request.GET.get("quarter") or str(this)}
    form = LineForm(
        request.POST or None, rows={"unit": units, "kind": kinds_of(units[0].the_county_id)},
        initial=first, quarters=[this.shifted(by) for by in range(5)],
    )  # fmt: skip
    if made := form.carry_out(plan_activity, by=request.actor, now=request.now):
        query = f"quarter={made.year}-{made.quarter}"
        plan = f"{reverse('activity-plan')}?{query}"
        return done(request, _("It stands in the plan."), plan, again=query)
    return form_page(
        request, form, title=_("Plan an activity"), submit=pgettext("verb", "Plan"),
        back=reverse("activity-plan"), one_of_many=True,
    )  # fmt: skip


@require_http_methods(ASK)
@login_required
def line_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Drop a line of the plan, with a reason."""
    visible = ActivityPlanLine.objects.visible_to(request.user, at=request.now)
    line = get_object_or_404(visible.select_related("unit", "kind"), pk=pk)
    if line.post_id not in bodies_of(standing_of(request.user, at=request.now)):
        raise PermissionDenied
    form = ReasonForm(request.POST or None)
    if form.carry_out(drop_line, by=request.actor, now=request.now, line_id=pk):
        return done(request, _("The planned activity is dropped."), "activity-plan")
    return form_page(
        request, form, title=_("Drop the planned activity"), submit=_("Drop it"),
        back=reverse("activity-plan"), lead=f"{line.unit.name} · {line.kind}",
        notes=[_("It stays readable with the reason; nothing is awaited of it.")],
    )  # fmt: skip


def _context(request: HttpRequest) -> dict:
    """The report of the body and the quarter asked for; the own body and this quarter unless
    asked otherwise. Who has no body to read of has no such page."""
    bodies = list(bodies_with_reports(request.user, at=request.now))
    standing = standing_of(request.user, at=request.now)
    own = standing.supervising_posts | standing.office_posts
    wanted = number(request.GET.get("post"))
    post = next((body for body in bodies if body.pk == wanted), None) or next(
        (body for body in bodies if body.pk in own), bodies[0] if bodies else None
    )
    if post is None:
        raise Http404
    this = Quarter.of(day_of(request.now))
    quarter = Quarter.parse(request.GET.get("quarter")) or this
    return {
        "report": QuarterReport.of(post, quarter, user=request.user, at=request.now),
        "bodies": bodies,
        "quarters": [quarter.shifted(by) for by in (-1, 0, 1)],
        "may_plan": post.pk in bodies_of(standing) and quarter >= this,
    }
