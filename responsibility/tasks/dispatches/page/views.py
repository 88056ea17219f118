"""The page of one dispatch, and what the office does with it."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alerts.kinds.collected import collected
from pages.answer import ASK, done, form_page, press
from pages.days import day_of
from pages.lamp import Lamp
from responsibility.organisation.guard import office_of
from responsibility.tasks.dispatches.change import change_text, move_day
from responsibility.tasks.dispatches.forms import MoveDayForm, ReasonForm, TextForm
from responsibility.tasks.dispatches.models import Dispatch
from responsibility.tasks.dispatches.page.progress import progress_of
from responsibility.tasks.dispatches.page.steps import lines_of
from responsibility.tasks.dispatches.send import send_at_once
from responsibility.tasks.dispatches.take_back import give_again, take_back
from responsibility.tasks.models import Task

CHOICES = ("missing", "failed", "all")


@require_safe
@login_required
def dispatch_page(request: HttpRequest, pk: int) -> HttpResponse:
    act = _act(request, pk)
    only = request.GET.get("show", "missing")
    only = only if only in CHOICES else "missing"
    rows = Task.objects.visible_to(request.user, at=request.now).filter(dispatch=act)
    counts = rows.lamp_counts(now=request.now)
    context = {
        "act": act,
        "counts": [(lamp, counts[(lamp,)]) for lamp in Lamp.values if counts[(lamp,)]],
        "only": only,
        "progress": progress_of(act, user=request.user, now=request.now, only=only),
        "lines": lines_of(act, now=request.now),
        "remind_at": collected().remind_at if act.stands else "",
        "is_over": act.is_over(on=day_of(request.now)),
        "seconds": max(0, int((act.goes_at - request.now).total_seconds())),
    }
    return render(request, "responsibility/tasks/dispatches/dispatch.html", context)


@require_POST
@login_required
def dispatch_send(request: HttpRequest, pk: int) -> HttpResponse:
    """Send at once what waits."""
    press(request, send_at_once, dispatch_id=_act(request, pk).pk, say=_("It has gone out."))
    return redirect("dispatch", pk)


@require_http_methods(ASK)
@login_required
def dispatch_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back; what waits needs no reason and is taken back with one press."""
    act = _act(request, pk)
    if act.waits and request.method == "POST" and "reason" not in request.POST:
        said = _("Taken back. Nobody was told of it.")
        press(request, take_back, dispatch_id=act.pk, say=said)
        return redirect(act)
    notes = [
        _("Open tasks are owed no longer, and each person gets one correcting message."),
        _("What is done stands. What was red stays in the ledger."),
    ]
    if not act.is_over(on=day_of(request.now)):
        notes.append(_("It can be given out again."))
    return _form(request, act, ReasonForm, take_back, _("Take it back"), _("Taken back."), notes)


@require_http_methods(ASK)
@login_required
def dispatch_give_again(request: HttpRequest, pk: int) -> HttpResponse:
    act = _act(request, pk)
    notes = [_("Its tasks are owed again from now on, and their people are told.")]
    words = _("Give it out again"), _("Given out again.")
    return _form(request, act, ReasonForm, give_again, *words, notes)


@require_http_methods(ASK)
@login_required
def dispatch_move_day(request: HttpRequest, pk: int) -> HttpResponse:
    act = _act(request, pk)
    notes = [_("For all whose task is open; they are told. Never to an earlier day.")]
    words = _("Move the deadline"), _("The deadline is moved.")
    return _form(request, act, MoveDayForm, move_day, *words, notes)


@require_http_methods(ASK)
@login_required
def dispatch_change_text(request: HttpRequest, pk: int) -> HttpResponse:
    act = _act(request, pk)
    notes = [_("Whoever still has to do it is told. What it was stays on this page.")]
    words = _("Change the explanation"), _("The explanation is changed.")
    return _form(request, act, TextForm, change_text, *words, notes)


def _act(request: HttpRequest, pk: int) -> Dispatch:
    office_of(request)
    acts = Dispatch.objects.visible_to(request.user, at=request.now).with_progress()
    return get_object_or_404(acts, pk=pk)


def _form(
    request: HttpRequest,
    act: Dispatch,
    form_class: type,
    verb: Callable,
    title: str,
    say: str,
    notes: list[str],
) -> HttpResponse:
    initial = {"due_on": act.due_on, "text": act.text}
    form = form_class(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.carry_out(
        verb, dispatch_id=act.pk, by=request.actor, now=request.now
    ):
        return done(request, say, act)
    back = act.get_absolute_url()
    return form_page(
        request, form, title=title, submit=title, back=back, lead=act.title, notes=notes
    )
