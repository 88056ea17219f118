"""The holder's answer to what others logged for the post. Views."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pages.answer import attempt, form_page
from pages.back import way_back
from pages.numbers import number
from responsibility.organisation.standing import standing_of
from responsibility.records.counting.lit import JUST_LIT, lit_since
from responsibility.records.credits.confirm import confirm, decline
from responsibility.records.credits.forms import DeclineForm
from responsibility.records.models import Credit
from responsibility.tasks.models import Task


@require_POST
@login_required
def credit_confirm(request, pk: int):
    """Confirm the credit, and those of the same record sent with it."""
    done = _answer(request, _together(request, pk), confirm)
    if done:
        tasks = Task.objects.visible_to(request.user, at=request.now)
        lit = lit_since(tasks.filter(pk__in=[credit.task_id for credit in done]), request.now)
        request.session[JUST_LIT] = [task.pk for task in lit]
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


def _together(request, pk: int) -> list[Credit]:
    """The credit `pk` and those of the same record sent with it, as far as they are one's own."""
    posts = standing_of(request.user, at=request.now).confirm_posts
    mine = Credit.objects.visible_to(request.user, at=request.now).filter(post__in=posts)
    first = get_object_or_404(mine, pk=pk)
    sent = {number(text) for text in request.POST.getlist("credit")} - {None}
    return list(mine.filter(record=first.record_id, pk__in=sent | {pk}).order_by("pk"))


def _answer(request, together: list[Credit], verb, **arguments) -> list[Credit]:
    """Answer one by one; what was answered meanwhile is said and left as it is."""
    done = []
    for credit in together:
        about = {"credit_id": credit.pk} | arguments
        answered, refusal = attempt(verb, by=request.actor, now=request.now, **about)
        if refusal:
            messages.warning(request, refusal)
        else:
            done.append(answered)
    return done
