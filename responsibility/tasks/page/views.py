"""The page of one task."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from alerts.kinds.collected import collected
from pages.line import lines_of
from responsibility.organisation.relations.decides import may_exempt
from responsibility.organisation.standing import standing_of
from responsibility.tasks.decisions import Extension
from responsibility.tasks.exemptions.exempt import why_not_lift
from responsibility.tasks.extensions.extend import why_not_ask
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
    may_log = one.post_id in standing.log_posts
    context = {
        "task": one,
        "page": page,
        "may_log": may_log,
        "on_desk": one.post_id in standing.desk_posts,
        "may_ask": may_log
        and not why_not_ask(task=one, extensions=page.extensions, now=request.now),
        "to_decide": _to_decide(request, page.open_extension),
        "may_exempt": may_exempt(user=request.user, owed=one, at=request.now),
        "lines": lines_of(
            collected().paths("task_lines"), task=one, user=request.user, now=request.now
        ),
        "may_lift": not why_not_lift(task=one, now=request.now),
    }
    return render(request, f"{PAGES}/task.html", context)


def _to_decide(request: HttpRequest, extension: Extension | None) -> Extension | None:
    """The task's open request, where it waits for this person's decision."""
    if extension is None:
        return None
    waiting = Extension.objects.visible_to(request.user, at=request.now)
    return waiting.to_decide_by(request.user, at=request.now).filter(pk=extension.pk).first()
