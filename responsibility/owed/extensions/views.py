"""Asking for an extension, and deciding on what was asked for."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alerts.deadlines.discovery import deadline_model
from alerts.decisions.extend import ask_extension, decide, why_not_ask
from alerts.decisions.models import Extension
from alerts.decisions.take_back import take_back_request
from pages.answer import ASK, done, form_page, press, status_of
from pages.listing.views import list_page
from pages.templatetags.look import day, day_week
from responsibility.organisation.relations.decides import decides_extensions
from responsibility.organisation.standing import standing_of
from responsibility.owed.extensions.decide_many import MOST_AT_ONCE, Decided, decide_many
from responsibility.owed.extensions.forms import AskForm, DecideForm, DecideManyForm
from responsibility.owed.extensions.listing import RequestListing
from responsibility.owed.models import OwedByPost
from responsibility.owed.named import owed_of, owed_or_404

PAGES = "responsibility/owed/extensions"


@require_http_methods(ASK)
@login_required
def extension_ask(request: HttpRequest, model: type[OwedByPost], pk: int) -> HttpResponse:
    """Ask that it be due on a later day."""
    owed = owed_or_404(request, model, pk, opened=True)
    if not owed.is_owed_by(request.user, at=request.now):
        raise PermissionDenied
    form = AskForm(request.POST or None)
    before = Extension.objects.visible_to(request.user, at=request.now).of(owed)
    if request.method == "POST":
        if form.carry_out(ask_extension, deadline=owed, by=request.actor, now=request.now):
            return done(request, _said(owed, request.now), owed)
    elif against := why_not_ask(deadline=owed, extensions=before, now=request.now):
        messages.info(request, against)
        return redirect(owed)
    due = _("%(task)s, due on %(day)s")
    return form_page(
        request,
        form,
        title=_("Ask for an extension"),
        submit=_("Ask for it"),
        back=owed.get_absolute_url(),
        lead=due % {"task": owed.title, "day": day_week(owed.due_on, request.now)},
        notes=_notes(owed, request.now),
    )


def _said(owed: OwedByPost, now: datetime) -> str:
    if now >= owed.late_at:
        return _("The extension is asked for. Until it is granted the lamp stays red.")
    return _("The extension is asked for. Until it is decided the clock stands still.")


def _notes(owed: OwedByPost, now: datetime) -> list[str]:
    late = now >= owed.late_at
    return [
        _("It is late already: the lamp stays red until an extension is granted.")
        if late
        else _("Until it is decided the clock stands still: the lamp does not turn red."),
        owed.who_extends,
        *([_("That the lamp was red stays in the ledger.")] if late else []),
    ]


@require_safe
@login_required
def extension_list(request: HttpRequest) -> HttpResponseBase:
    """What waits for the person's decision; for who decides on nothing there is no such page."""
    _decides_or_404(request)
    return list_page(request, RequestListing)


def _decides_or_404(request: HttpRequest) -> None:
    waiting = _visible(request).to_decide_by(request.user, at=request.now)
    if not decides_extensions(standing_of(request.user, at=request.now)) and not waiting.exists():
        raise Http404


@require_POST
@login_required
def extension_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a request back that nobody has decided on."""
    one = get_object_or_404(_visible(request), pk=pk)
    owed = owed_or_404(request, deadline_model(one.kind), one.deadline_id)
    press(request, take_back_request, say=_("The request is taken back."), extension_id=pk)
    return redirect(owed)


@require_http_methods(ASK)
@login_required
def extension(request: HttpRequest, pk: int) -> HttpResponse:
    """One request, and the decision on it: granted, perhaps until another day, or refused."""
    one = get_object_or_404(_visible(request), pk=pk)
    owed = owed_or_404(request, deadline_model(one.kind), one.deadline_id)
    if not one.waits:
        taken_back, decided = (
            _("This request has been taken back."),
            _("This has been decided already."),
        )
        messages.info(request, taken_back if one.taken_back_at else decided)
        return redirect(owed)
    if not _visible(request).to_decide_by(request.user, at=request.now).filter(pk=pk).exists():
        raise PermissionDenied
    form = DecideForm(request.POST or None, wanted_on=one.wanted_on, now=request.now)
    if request.method == "POST":
        decided = form.carry_out(decide, extension_id=pk, by=request.actor, now=request.now)
        if decided:
            return done(request, _decision(decided, request.now), "extension-list")
    before = _visible(request).of(owed).select_related("decided_by", "taken_back_by").exclude(pk=pk)
    context = {"extension": one, "owed": owed, "form": form, "before": before.order_by("-pk")}
    return render(request, f"{PAGES}/extension.html", context, status=status_of(form))


@require_POST
@login_required
def extension_decide_many(request: HttpRequest) -> HttpResponse:
    """The ticked requests of the list with a form (`decision` not sent yet), then the decision."""
    _decides_or_404(request)
    chosen = RequestListing.chosen(request).select_related("asked_by").order_by("decide_by", "pk")
    found = list(chosen[: MOST_AT_ONCE + 1])
    if not found:
        messages.error(request, _("Tick at least one request."))
        return redirect("extension-list")
    form = DecideManyForm(request.POST if "decision" in request.POST else None)
    act = {"extension_ids": [one.pk for one in found], "by": request.actor, "now": request.now}
    if form.is_bound and (decided := form.carry_out(decide_many, **act)):
        return _decided_many(request, found, decided)
    for one, owed in zip(found, owed_of(request, found), strict=True):
        one.owed = owed
    context = {"requests": found, "form": form}
    return render(request, f"{PAGES}/many.html", context, status=status_of(form))


def _decided_many(request: HttpRequest, found: list[Extension], decided: Decided) -> HttpResponse:
    """Say how many were decided on, and of each that was not why."""
    left = [one for one in found if one.pk in decided.refused]
    for one, owed in zip(left, owed_of(request, left), strict=True):
        words = {"task": owed.title, "post": owed.post, "refusal": decided.refused[one.pk]}
        messages.warning(request, _("%(task)s, %(post)s: %(refusal)s") % words)
    said = ngettext(
        "Decided on %(count)d request. Who asked is told.",
        "Decided on %(count)d requests. Who asked is told.",
        len(decided.done),
    )
    return done(request, said % {"count": len(decided.done)}, "extension-list")


def _visible(request: HttpRequest):
    visible = Extension.objects.visible_to(request.user, at=request.now)
    return visible.select_related("asked_by")


def _decision(decided: Extension, now: datetime) -> str:
    if decided.granted:
        return _("Granted until %(day)s. Who asked is told.") % {"day": day(decided.due_on, now)}
    return _("Refused. Who asked is told.")
