"""The board, the rows behind its numbers."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dashboards.files import form_asked_for
from dashboards.matrix.behind import rows_behind, tasks_behind, with_facts
from dashboards.matrix.board import Board
from dashboards.matrix.file import file_of_board
from dashboards.matrix.filters import Filters
from dashboards.matrix.scope import Scope
from dashboards.matrix.segments import ALL
from dashboards.matrix.selection import Selection
from pages.listing.views import list_file
from pages.quarter import Quarter
from responsibility.tasks.joining.line import posts_without_tasks
from supervision.instructions.rights import leads

PAGES = "dashboards/matrix"
ROWS_A_PAGE = 50


@require_safe
@login_required
def board(request: HttpRequest) -> HttpResponseBase:
    """Units by categories of one segment in one quarter, and what needs attention; its numbers as
    a file."""
    scope = _scope(request)
    board = Board.of(scope, Selection.parse(request.GET, now=request.now))
    filters = Filters(board.selection, today=Quarter.at(request.now), offered=board.offered)
    if form := form_asked_for(request):
        return list_file(file_of_board(request, board, words=filters.words()), form)
    part = {"results": "_results.html", "attention": "_attention.html"}
    page = part.get(request.htmx.target, "_board.html") if request.wants_part else "board.html"
    instructs = leads(request.user, at=request.now)
    context = {"board": board, "filters": filters, "instructs": instructs}
    if page not in part.values():
        context["lines"] = posts_without_tasks(user=request.user, now=request.now)
    answer = render(request, f"{PAGES}/{page}", context)
    patch_vary_headers(answer, ["HX-Target"])
    return answer


@require_safe
@login_required
def board_cell(request: HttpRequest, unit_id: int, category_id: int) -> HttpResponse:
    """The tasks behind one cell, as a small dialog or as a page."""
    scope = _scope(request)
    chosen = Selection.parse(request.GET, now=request.now)
    selection = chosen.but(unit=unit_id, category=category_id)
    tasks = list(tasks_behind(scope.tasks(), selection, now=request.now))
    if not tasks:
        raise Http404
    return rows_page(
        request,
        tasks=tasks,
        quarter=selection.quarter,
        title=str(tasks[0].category),
        about=tasks[0].unit.name,
        back=(_("Supervision board"), f"{reverse('board')}?{chosen.board_query}"),
        unit_id=unit_id,
    )


def rows_page(
    request: HttpRequest, *, tasks, quarter, title, about, back, unit_id: int | None = None
) -> HttpResponse:
    """All the tasks behind one number, as a small dialog or as a page.

    `title` and `about` head it, `back` is the name and the address of where it was counted;
    `unit_id` is the unit whose officer an answer may be demanded of, from there.
    """
    context = {
        "tasks": with_facts(tasks, user=request.user, at=request.now),
        "quarter": quarter,
        "title": title,
        "about": about,
        "back": back,
        "unit_id": unit_id,
        "urgeable": any(task.may_urge for task in tasks),
    }
    page = "_cell.html" if request.wants_part else "cell.html"
    return render(request, f"{PAGES}/{page}", context)


@require_safe
@login_required
def board_rows(request: HttpRequest) -> HttpResponse:
    """The tasks behind any other number of the board, page by page."""
    return rows_list(request, scope=_scope(request), back=("board", _("Supervision board")))


def rows_list(request: HttpRequest, *, scope: Scope, back: tuple[str, str]) -> HttpResponse:
    """What of `scope` the address asks for; `back` is where it was counted."""
    selection = Selection.parse(request.GET, now=request.now)
    page = Paginator(rows_behind(scope, selection), ROWS_A_PAGE).get_page(request.GET.get("page"))
    page.object_list = list(page.object_list)
    with_facts(page.object_list, user=request.user, at=request.now)
    context = {
        "page": page,
        "selection": selection,
        "segment": selection.segment or ALL,
        "first": page.object_list[0] if page.object_list else None,
        "back": (back[1], f"{reverse(back[0])}?{selection.board_query}"),
        "urgeable": any(task.may_urge for task in page.object_list),
    }
    return render(request, f"{PAGES}/rows.html", context)


def _scope(request: HttpRequest) -> Scope:
    """The person's scope; who has none has no board."""
    scope = Scope.of(request.user, at=request.now)
    if scope is None:
        raise Http404
    return scope
