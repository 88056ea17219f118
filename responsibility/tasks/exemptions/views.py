"""Pages of the commission office for exempting a task, and for lifting that again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pages.answer import ASK, done, form_page
from pages.forms import RuleForm
from responsibility.organisation.relations.decides import may_exempt
from responsibility.tasks.exemptions.exempt import exempt, lift_exemption, why_not_lift
from responsibility.tasks.exemptions.forms import ExemptForm
from responsibility.tasks.models import Task


@require_http_methods(ASK)
@login_required
def task_exempt(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide that the task `pk` is not owed."""
    task = _task(request, pk)
    form = ExemptForm(request.POST or None)
    if request.method == "POST":
        if form.carry_out(exempt, task_id=pk, by=request.actor, now=request.now):
            return done(request, _("The task is exempt."), task)
    elif task.exempt:
        messages.info(request, _("The task is exempt already."))
        return redirect(task)
    return form_page(
        request,
        form,
        title=_("Exempt the task"),
        submit=_("Exempt it"),
        back=task.get_absolute_url(),
        lead=_line(task),
        notes=[
            _("From now on it has no lamp and is in no rate; it is counted beside."),
            _("What was red stays in the ledger. The exemption can be lifted again."),
        ],
    )


@require_http_methods(ASK)
@login_required
def task_lift(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide that the exempt task `pk` is owed again."""
    task = _task(request, pk)
    form = RuleForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if form.carry_out(lift_exemption, task_id=pk, by=request.actor, now=request.now):
            return done(request, _("The exemption is lifted."), task)
    elif against := why_not_lift(task=task, now=request.now):
        messages.info(request, against)
        return redirect(task)
    return form_page(
        request,
        form,
        title=_("Lift the exemption"),
        submit=_("Lift it"),
        back=task.get_absolute_url(),
        lead=_line(task),
        notes=[
            _("From now on the lamp follows the deadline and the records again."),
            _("If the deadline has passed, it turns red with this decision."),
        ],
    )


def _task(request: HttpRequest, pk: int) -> Task:
    visible = Task.objects.visible_to(request.user, at=request.now).for_rows(now=request.now)
    task = get_object_or_404(visible, pk=pk)
    if not may_exempt(user=request.user, owed=task, at=request.now):
        raise PermissionDenied
    return task


def _line(task: Task) -> str:
    return f"{task.title} · {task.unit.name} · {task.post.title}"
