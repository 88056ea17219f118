"""The leading team's duties: for who leads or supervises it member by member, for a member in
sum."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dashboards.matrix.behind import tasks_behind
from dashboards.matrix.filters import Filters, units_offered
from dashboards.matrix.scope import Scope
from dashboards.matrix.selection import Selection
from dashboards.matrix.views import rows_list, rows_page
from dashboards.team.summary import UnitSummary
from dashboards.team.team import Team, people_in
from pages.quarter import Quarter
from responsibility.organisation.posts.models import Post
from responsibility.organisation.units.models import Unit

PAGES = "dashboards/team"


MOST_AT_ONCE = 12  # units that stand on one page; of more, one is chosen


@require_safe
@login_required
def team(request: HttpRequest) -> HttpResponse:
    """Members by categories, for the principal officer and for who supervises the units; the
    unit's totals, for a team member."""
    quarter = Selection.parse(request.GET, now=request.now).quarter
    scope = Scope.of_teams(request.user, at=request.now)
    if scope is None:
        return _summary(request, quarter)
    units = list(scope.bodies())
    unit = _chosen(request, units)
    if unit:
        scope = scope.beneath(unit)
    shown = Team.of(scope, quarter, unit=unit)
    filters = Filters(
        shown.selection,
        today=Quarter.at(request.now),
        offered={"branch": units_offered(units)} if len(units) > 1 else {},
        one_unit=True,
    )
    page = "_team.html" if request.wants_part else "team.html"
    if request.wants_part and request.htmx.target == "attention":
        page = "_attention.html"
    return render(request, f"{PAGES}/{page}", {"team": shown, "filters": filters})


def _chosen(request: HttpRequest, units: list[Unit]) -> int | None:
    """The unit of the address; of many the first, where it names none."""
    branch = Selection.parse(request.GET, now=request.now).branch
    if branch in {unit.pk for unit in units}:
        return branch
    return units[0].pk if len(units) > MOST_AT_ONCE else None


@require_safe
@login_required
def unit_summary(request: HttpRequest) -> HttpResponse:
    """The totals of the own unit, for a team member who also supervises others."""
    return _summary(request, Selection.parse(request.GET, now=request.now).quarter)


@require_safe
@login_required
def team_post(request: HttpRequest, post_id: int, category_id: int | None = None) -> HttpResponse:
    """The tasks behind a member's row, or behind one cell of it."""
    scope = _teams(request)
    selection = Selection.parse(request.GET, now=request.now)
    selection = Selection(selection.quarter, post=post_id, category=category_id)
    tasks = list(tasks_behind(scope.tasks(), selection, now=request.now))
    if not tasks:
        raise Http404
    about = get_object_or_404(Post.objects.visible_to(request.user, at=request.now), pk=post_id)
    people = people_in({post_id}, selection.quarter, at=request.now)[post_id]
    return rows_page(
        request,
        tasks=tasks,
        quarter=selection.quarter,
        title=str(tasks[0].category) if category_id else _("All duties"),
        about=" ".join([about.title, *people]),
        back=(_("Team duties"), f"{reverse('team')}?quarter={selection.quarter}"),
    )


@require_safe
@login_required
def team_rows(request: HttpRequest) -> HttpResponse:
    """The tasks behind any other number of the team, page by page."""
    return rows_list(request, scope=_teams(request), back=("team", _("Team duties")))


def _teams(request: HttpRequest) -> Scope:
    """The units whose members the person sees; who sees none has no such rows."""
    scope = Scope.of_teams(request.user, at=request.now)
    if scope is None:
        raise Http404
    return scope


def _summary(request: HttpRequest, quarter) -> HttpResponse:
    summary = UnitSummary.of(request.user, quarter=quarter, at=request.now)
    if summary is None:
        raise Http404
    page = "_summary.html" if request.wants_part else "summary.html"
    return render(request, f"{PAGES}/{page}", {"summary": summary})
