"""The proof of notice of one task, to be read and printed."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from responsibility.tasks.models import Task
from responsibility.tasks.notice.proof import Proof


@require_safe
@login_required
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Who was told what of a task, when and how; for whoever may see the task's ledger."""
    visible = Task.objects.visible_to(request.user, at=request.now).for_rows(now=request.now)
    task = get_object_or_404(visible.opened(now=request.now), pk=pk)
    context = {"task": task, "proof": Proof.of(task, now=request.now)}
    return render(request, "responsibility/tasks/notice/proof.html", context)
