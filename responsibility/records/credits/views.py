"""The holder's answer to what others logged for the post. Views."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from pages.answer import ASK, attempt, done, form_page
from pages.back import way_back
from pages.numbers import number
from responsibility.organisation.standing import standing_of
from responsibility.records.bodies.read import note_readings
from responsibility.records.counting.lit import JUST_LIT, lit_since
from responsibility.records.credits.confirm import confirm, decline, take_back
from responsibility.records.credits.forms import DeclineForm, ReasonForm
from responsibility.records.credits.waiting import (
    MOST,
    awaiting,
    decided_meanwhile,
    with_bodies,
)
from responsibility.records.models import Credit
from responsibility.tasks.models import Task


@require_POST
@login_required
def credit_confirm(request, pk: int):
    """Confirm the credit, and those of the same record sent with it."""
    confirmed = _answer(request, _together(request, pk), confirm)
    if confirmed:
        _say_lit(request, confirmed)
        messages.success(request, _("Confirmed."))
    return redirect(way_back(request, "desk"))


@require_POST
@login_required
def credit_decline(request, pk: int):
    """Decline the credit, and those of the same record sent with it, for the reason given."""
    together, form = _together(request, pk), DeclineForm(request.POST)
    declined = form.carry_out(partial(_answer, request, together, decline))
    if declined is None:
        return form_page(
            request,
            form,
            title=_("Return a record"),
            submit=_("Decline it"),
            back=way_back(request, "desk"),
            lead=_("It will not count for you, for good. The record itself stays."),
        )
    if declined:
        messages.success(request, _("Declined. It does not count for you."))
    return redirect(way_back(request, "desk"))


@require_http_methods(ASK)
@login_required
def confirmations(request):
    """All that waits for the person's own confirmation, struck singly and confirmed by one act."""
    if request.method == "POST":
        return _confirmed_together(request)
    groups = awaiting(request.user, now=request.now)
    shown = groups[:MOST]
    note_readings(
        by=request.actor,
        now=request.now,
        records=with_bodies(shown, user=request.user, now=request.now),
    )
    context = {"groups": shown, "in_all": len(groups)}
    return render(request, "responsibility/records/confirmations.html", context)


def _confirmed_together(request):
    """Confirm what is ticked, each by itself; a second tap finds it done, and what somebody else
    decided meanwhile is said."""
    sent = {number(text) for text in request.POST.getlist("credit")} - {None}
    credits = list(_mine(request).filter(pk__in=sent).order_by("pk"))
    if sent and not credits:
        raise Http404
    for credit in credits:
        attempt(confirm, by=request.actor, now=request.now, credit_id=credit.pk)
    after = (
        _mine(request)
        .filter(pk__in=sent)
        .select_related("task__item", "task__dispatch", "confirmed_by", "ended_by")
    )
    own = [row for row in after if row.confirmed_by_id == request.user.pk and not row.ended_at]
    for credit in after:
        if credit not in own and (credit.ended_at or credit.confirmed_at):
            messages.warning(request, decided_meanwhile(credit))
    if not sent:
        messages.warning(request, _("Nothing is ticked, so nothing is confirmed."))
    if own:
        _say_lit(request, own)
        words = ngettext("Confirmed %(count)d line.", "Confirmed %(count)d lines.", len(own))
        messages.success(request, words % {"count": len(own)})
    return redirect("desk" if own else "confirmations")


@require_http_methods(ASK)
@login_required
def credit_take_back(request, pk: int):
    """Take the own confirmation back, with a reason."""
    credit = get_object_or_404(_mine(request).filter(confirmed_by=request.user), pk=pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.carry_out(
        take_back, by=request.actor, now=request.now, credit_id=pk
    ):
        return done(request, _("The confirmation is taken back."), credit.record)
    return form_page(
        request,
        form,
        title=_("Take the confirmation back"),
        submit=_("Take it back"),
        back=credit.record.get_absolute_url(),
        lead=_("It counts for you no longer, for good. The record itself stays."),
    )


def _mine(request):
    """Credits for the posts for which the person confirms."""
    posts = standing_of(request.user, at=request.now).confirm_posts
    return Credit.objects.visible_to(request.user, at=request.now).filter(post__in=posts)


def _say_lit(request, credits: list[Credit]) -> None:
    tasks = Task.objects.visible_to(request.user, at=request.now)
    lit = lit_since(tasks.filter(pk__in=[credit.task_id for credit in credits]), request.now)
    request.session[JUST_LIT] = [task.pk for task in lit]


def _together(request, pk: int) -> list[Credit]:
    """The credit `pk` and those of the same record sent with it, as far as they are one's own."""
    mine = _mine(request)
    first = get_object_or_404(mine, pk=pk)
    sent = {number(text) for text in request.POST.getlist("credit")} - {None}
    return list(mine.filter(record=first.record_id, pk__in=sent | {pk}).order_by("pk"))


def _answer(request, together: list[Credit], verb, **arguments) -> list[Credit]:
    """Answer one by one; what was answered meanwhile is said and left as it is."""
    answered_now = []
    for credit in together:
        about = {"credit_id": credit.pk} | arguments
        answered, refusal = attempt(verb, by=request.actor, now=request.now, **about)
        if refusal:
            messages.warning(request, refusal)
        else:
            answered_now.append(answered)
    return answered_now
