"""The holder's answer to what others logged for the post. Views."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pages.back import way_back
from pages.numbers import number
from pages.refused import Refused
from responsibility.organisation.standing import standing_of
from responsibility.records.counting.lit import JUST_LIT, lit_since
from responsibility.records.credits.confirm import confirm, decline
from responsibility.records.models import Credit
from responsibility.tasks.models import Task


@require_POST
@login_required
def credit_confirm(request, pk: int):
    """Confirm the credit, and those of the same record sent with it."""
    done = _answer(request, pk, confirm)
    if done:
        tasks = Task.objects.visible_to(request.user, at=request.now)
        lit = lit_since(tasks.filter(pk__in=[credit.task_id for credit in done]), request.now)
        request.session[JUST_LIT] = [task.pk for task in lit]
        messages.success(request, _("Confirmed."))
    return redirect(way_back(request, "desk"))


@require_POST
@login_required
def credit_decline(request, pk: int):
    """Decline the credit, and those of the same record sent with it."""
    if _answer(request, pk, decline):
        messages.success(request, _("Declined. It does not count for you."))
    return redirect(way_back(request, "desk"))


def _answer(request, pk: int, verb) -> list[Credit]:
    """Answer one by one; what was answered meanwhile is said and left as it is."""
    posts = standing_of(request.user, at=request.now).confirm_posts
    mine = Credit.objects.visible_to(request.user, at=request.now).filter(post__in=posts)
    first = get_object_or_404(mine, pk=pk)
    sent = {number(text) for text in request.POST.getlist("credit")} - {None}
    together = mine.filter(record=first.record_id, pk__in=sent | {pk}).order_by("pk")
    done = []
    for credit in together:
        try:
            done.append(verb(by=request.actor, now=request.now, credit_id=credit.pk))
        except Refused as refusal:
            messages.warning(request, str(refusal))
    return done
