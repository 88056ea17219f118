"""The page on which one chooses a day to be reminded, and the button that takes it back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pages.answer import ASK, form_page, press
from pages.back import way_back
from pages.days import day_of
from pages.templatetags.look import day_week
from responsibility.agenda.own_reminders.days import offered
from responsibility.agenda.own_reminders.forms import OwnReminderForm
from responsibility.agenda.own_reminders.models import OwnReminder
from responsibility.agenda.own_reminders.set_day import (
    days_to_choose,
    set_own_reminder,
    take_back_own_reminder,
)
from responsibility.organisation.standing import standing_of
from responsibility.owed.models import OwedByPost
from responsibility.owed.named import owed_or_404


@require_http_methods(ASK)
@login_required
def own_reminder(request: HttpRequest, model: type[OwedByPost], pk: int) -> HttpResponse:
    """Be reminded of it on a day (`on`); the desk sends the day it offers."""
    owed = owed_or_404(request, model, pk, opened=True)
    if owed.post_id not in standing_of(request.user, at=request.now).desk_posts:
        raise PermissionDenied
    days = days_to_choose(owed, now=request.now)
    form = OwnReminderForm(
        request.POST or None,
        days=days,
        first=offered(days, today=day_of(request.now)),
        now=request.now,
    )
    made = request.method == "POST" and form.carry_out(
        set_own_reminder, owed=owed, by=request.actor, now=request.now
    )
    if made:
        words = _("You will be reminded on %(day)s.")
        messages.success(request, words % {"day": day_week(made.on, request.now)})
        return redirect(way_back(request, "desk"))
    due = _("%(task)s, due on %(day)s")
    return form_page(
        request,
        form,
        title=_("Remind me"),
        submit=_("Remind me"),
        back=owed.get_absolute_url(),
        lead=due % {"task": owed.title, "day": day_week(owed.due_on, request.now)},
        notes=[_("Only you are reminded. The lamp and all other reminders stay as they are.")],
    )


@require_POST
@login_required
def own_reminder_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Be reminded no longer."""
    try:
        ended = press(request, take_back_own_reminder, reminder_id=pk)
    except OwnReminder.DoesNotExist as absent:
        raise Http404 from absent
    words = _("You are reminded no longer.") if ended else _("Its day has come already.")
    messages.success(request, words)
    return redirect(way_back(request, "desk"))
