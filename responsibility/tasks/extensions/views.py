"""Asking for an extension, and deciding on what was asked for."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pages.answer import ASK, done, form_page
from pages.templatetags.look import day, day_week
from responsibility.organisation.relations.decides import decides_extensions
from responsibility.organisation.standing import standing_of
from responsibility.tasks.decisions import Extension
from responsibility.tasks.extensions.extend import ask_extension, decide, why_not_ask
from responsibility.tasks.extensions.forms import AskForm, DecideForm
from responsibility.tasks.models import Task

PAGES = "responsibility/tasks/extensions"


@require_http_methods(ASK)
@login_required
def extension_ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask that the task `pk` be due on a later day."""
    task = get_object_or_404(_tasks(request).opened(now=request.now), pk=pk)
    if task.post_id not in standing_of(request.user, at=request.now).log_posts:
        raise PermissionDenied
    form = AskForm(request.POST or None)
    if request.method == "POST":
        asked = form.carry_out(ask_extension, task_id=pk, by=request.actor, now=request.now)
        if asked:
            said = _("The extension is asked for. Until it is decided the clock stands still.")
            return done(request, said, task)
    elif against := why_not_ask(task=task, extensions=task.extensions.all(), now=request.now):
        messages.info(request, against)
        return redirect(task)
    notes = [
        _("Until it is decided the clock stands still: the lamp does not turn red."),
        _("The commission office or the supervising body decides; the answer comes as a message."),
    ]
    if task.lamp_now == "red":
        notes.append(_("That the lamp was red stays in the ledger."))
    due = _("%(task)s, due on %(day)s")
    return form_page(
        request,
        form,
        title=_("Ask for an extension"),
        submit=_("Ask for it"),
        back=task.get_absolute_url(),
        lead=due % {"task": task.title, "day": day_week(task.due_on, request.now)},
        notes=notes,
    )


@require_safe
@login_required
def extension_list(request: HttpRequest) -> HttpResponse:
    """What waits for the person's decision, the oldest request first."""
    if not decides_extensions(standing_of(request.user, at=request.now)):
        raise Http404
    waiting = _visible(request).to_decide_by(request.user, at=request.now)
    page = Paginator(waiting.order_by("asked_at", "pk"), 20).get_page(request.GET.get("page"))
    tasks = {task.pk: task for task in _tasks(request).filter(extensions__in=list(page))}
    rows = [(one, tasks[one.task_id]) for one in page if one.task_id in tasks]
    return render(request, f"{PAGES}/list.html", {"page": page, "rows": rows})


@require_http_methods(ASK)
@login_required
def extension(request: HttpRequest, pk: int) -> HttpResponse:
    """One request, and the decision on it: granted, perhaps until another day, or refused."""
    one = get_object_or_404(_visible(request), pk=pk)
    task = get_object_or_404(_tasks(request), pk=one.task_id)
    if one.decided_at:
        messages.info(request, _("This has been decided already."))
        return redirect(task)
    if not _visible(request).to_decide_by(request.user, at=request.now).filter(pk=pk).exists():
        raise PermissionDenied
    form = DecideForm(request.POST or None, wanted_on=one.wanted_on, now=request.now)
    if request.method == "POST":
        decided = form.carry_out(decide, extension_id=pk, by=request.actor, now=request.now)
        if decided:
            return done(request, _decision(decided, request.now), "extension-list")
    before = task.extensions.select_related("asked_by", "decided_by").exclude(pk=pk)
    context = {"extension": one, "task": task, "form": form, "before": before.order_by("-pk")}
    return render(request, f"{PAGES}/extension.html", context, status=422 if form.errors else 200)


def _visible(request: HttpRequest):
    visible = Extension.objects.visible_to(request.user, at=request.now)
    return visible.select_related("asked_by")


def _tasks(request: HttpRequest):
    return Task.objects.visible_to(request.user, at=request.now).for_rows(now=request.now)


def _decision(decided: Extension, now: datetime) -> str:
    if decided.granted:
        return _("Granted until %(day)s. Who asked is told.") % {"day": day(decided.due_on, now)}
    return _("Refused. Who asked is told.")
