"""The page of one task, and the papers attached to it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from alerts.kinds.collected import collected
from pages.line import lines_of
from responsibility.files.models import StoredFile
from responsibility.files.views import answer_with
from responsibility.organisation.standing import standing_of
from responsibility.owed.page import decisions_open_to
from responsibility.tasks.models import Task
from responsibility.tasks.page.task_page import TaskPage

PAGES = "responsibility/tasks"


@require_safe
@login_required
def task(request: HttpRequest, pk: int) -> HttpResponse:
    """A task with its lamp, why it is lit so, its ledger and its records."""
    visible = Task.objects.visible_to(request.user, at=request.now).for_rows(now=request.now)
    one = get_object_or_404(visible.opened(now=request.now), pk=pk)
    standing = standing_of(request.user, at=request.now)
    page = TaskPage.of(one, now=request.now)
    context = {
        "task": one,
        "page": page,
        "may_log": one.post_id in standing.log_posts,
        "on_desk": one.post_id in standing.desk_posts,
        "files": one.dispatch.files.order_by("uploaded_at", "pk") if one.dispatch else (),
        "lines": lines_of(
            collected().paths("task_lines"), task=one, user=request.user, now=request.now
        ),
        **decisions_open_to(request.user, page=page, now=request.now),
    }
    return render(request, f"{PAGES}/task.html", context)


@require_safe
@login_required
def task_file(request: HttpRequest, pk: int, file_id) -> HttpResponse:
    """A paper attached to the dispatch of a task, for whoever sees the task."""
    visible = Task.objects.visible_to(request.user, at=request.now).opened(now=request.now)
    dispatch = get_object_or_404(visible, pk=pk).dispatch_id
    return answer_with(request, get_object_or_404(StoredFile, pk=file_id, dispatches=dispatch))
