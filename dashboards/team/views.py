"""The leading team's duties: for who leads it member by member, for a member in sum."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dashboards.matrix.behind import tasks_behind
from dashboards.matrix.scope import Scope
from dashboards.matrix.selection import Selection
from dashboards.matrix.views import rows_list, rows_page
from dashboards.team.summary import UnitSummary
from dashboards.team.team import Team, people_in
from responsibility.organisation.posts.models import Post

PAGES = "dashboards/team"


@require_safe
@login_required
def team(request: HttpRequest) -> HttpResponse:
    """Members by categories, for the principal officer; the unit's totals, for a team member."""
    quarter = Selection.parse(request.GET, now=request.now).quarter
    scope = Scope.led(request.user, at=request.now)
    if scope is None:
        return _summary(request, quarter)
    page = "_team.html" if request.wants_part else "team.html"
    if request.wants_part and request.htmx.target == "attention":
        page = "_attention.html"
    return render(request, f"{PAGES}/{page}", {"team": Team.of(scope, quarter)})


@require_safe
@login_required
def team_post(request: HttpRequest, post_id: int, category_id: int | None = None) -> HttpResponse:
    """The tasks behind a member's row, or behind one cell of it."""
    scope = _led(request)
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
    return rows_list(request, scope=_led(request), back=("team", _("Team duties")))


def _led(request: HttpRequest) -> Scope:
    """The units the person leads; who leads none has no such rows."""
    scope = Scope.led(request.user, at=request.now)
    if scope is None:
        raise Http404
    return scope


def _summary(request: HttpRequest, quarter) -> HttpResponse:
    summary = UnitSummary.of(request.user, quarter=quarter, at=request.now)
    if summary is None:
        raise Http404
    page = "_summary.html" if request.wants_part else "summary.html"
    return render(request, f"{PAGES}/{page}", {"summary": summary})
