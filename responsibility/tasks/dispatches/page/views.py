"""The page of one dispatch, and what is done with it by who gave it out."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alerts.kinds.collected import collected
from pages.answer import ASK, done, form_page, press
from pages.days import day_of
from pages.lamp import Lamp
from responsibility.files.views import answer_with
from responsibility.organisation.guard import county_given_out_in
from responsibility.tasks.dispatches.change import (
    change_at_once,
    change_text,
    move_day,
    take_back_change,
)
from responsibility.tasks.dispatches.forms import MoveDayForm, ReasonForm, TextForm
from responsibility.tasks.dispatches.models import Dispatch, DispatchChange
from responsibility.tasks.dispatches.page.progress import progress_of
from responsibility.tasks.dispatches.page.steps import lines_of
from responsibility.tasks.dispatches.send import send_at_once
from responsibility.tasks.dispatches.take_back import give_again, take_back
from responsibility.tasks.models import Task

CHOICES = ("missing", "failed", "all")
IN_TEN = gettext_lazy("It is changed in ten minutes; until then it can be taken back.")


@require_safe
@login_required
def dispatch_page(request: HttpRequest, pk: int) -> HttpResponse:
    act = _act(request, pk)
    only = request.GET.get("show", "missing")
    only = only if only in CHOICES else "missing"
    change = act.changes.filter(ended_at=None).first() if act.stands else None
    rows = Task.objects.visible_to(request.user, at=request.now).filter(dispatch=act)
    counts = rows.lamp_counts(now=request.now)
    context = {
        "act": act,
        "counts": [(lamp, counts[(lamp,)]) for lamp in Lamp.values if counts[(lamp,)]],
        "only": only,
        "progress": progress_of(act, user=request.user, now=request.now, only=only),
        "lines": lines_of(act, now=request.now),
        "files": act.files.order_by("uploaded_at", "pk"),
        "remind_at": collected().remind_at if act.stands else "",
        "is_over": act.is_over(on=day_of(request.now)),
        "seconds": _seconds(act, request),
        "change": change,
        "seconds_of_change": _seconds(change, request) if change else 0,
    }
    return render(request, "responsibility/tasks/dispatches/dispatch.html", context)


def _seconds(what: Dispatch | DispatchChange, request: HttpRequest) -> int:
    """Until it goes."""
    return max(0, int((what.goes_at - request.now).total_seconds()))


@require_safe
@login_required
def dispatch_file(request: HttpRequest, pk: int, file_id) -> HttpResponse:
    """A paper attached to it."""
    return answer_with(request, get_object_or_404(_act(request, pk).files, pk=file_id))


@require_POST
@login_required
def dispatch_send(request: HttpRequest, pk: int) -> HttpResponse:
    """Send at once what waits."""
    press(request, send_at_once, dispatch_id=_act(request, pk).pk, say=_("It has gone out."))
    return redirect("dispatch", pk)


@require_POST
@login_required
def dispatch_change_send(request: HttpRequest, pk: int) -> HttpResponse:
    """Make at once the change that waits."""
    press(request, change_at_once, dispatch_id=_act(request, pk).pk, say=_("It is changed."))
    return redirect("dispatch", pk)


@require_POST
@login_required
def dispatch_change_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back the change that waits."""
    say = _("Taken back. Nobody was told of it.")
    press(request, take_back_change, dispatch_id=_act(request, pk).pk, say=say)
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
    notes = [_("For all whose task is open; they are told. Never to an earlier day."), IN_TEN]
    words = _("Move the deadline"), _("Written down: it is changed in ten minutes.")
    return _form(request, act, MoveDayForm, move_day, *words, notes)


@require_http_methods(ASK)
@login_required
def dispatch_change_text(request: HttpRequest, pk: int) -> HttpResponse:
    act = _act(request, pk)
    notes = [_("Whoever still has to do it is told. What it was stays on this page."), IN_TEN]
    words = _("Change the explanation"), _("Written down: it is changed in ten minutes.")
    return _form(request, act, TextForm, change_text, *words, notes)


def _act(request: HttpRequest, pk: int) -> Dispatch:
    county_given_out_in(request)
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
