"""The button that reminds."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from django_htmx.http import trigger_client_event

from pages.answer import press
from pages.back import way_back
from pages.numbers import numbers_or_404
from responsibility.tasks.models import Task
from supervision.urging.remind import Reminded, remind


@require_POST
@login_required
def board_remind(request: HttpRequest) -> HttpResponse:
    """Remind of the ticked tasks (`task`, several); `next` is the page to go back to."""
    task_ids = numbers_or_404(request.POST.getlist("task"))
    try:
        reminded = press(request, remind, task_ids=task_ids)
    except Task.DoesNotExist as absent:
        raise Http404 from absent
    if reminded is None:
        return _answer(request, status=422)
    tone = messages.SUCCESS if reminded.people else messages.WARNING
    messages.add_message(request, tone, in_words(reminded))
    answer = _answer(request)
    return trigger_client_event(answer, "urged", after="receive") if request.wants_part else answer


def _answer(request: HttpRequest, status: int = 200) -> HttpResponse:
    if request.wants_part:
        return render(request, "supervision/urging/_reminded.html", status=status)
    return redirect(way_back(request, "board"))


def in_words(reminded: Reminded) -> str:
    """What came of it: to how many people, and what was passed over."""
    sentences = []
    if reminded.people:
        people = ngettext("%(people)d person", "%(people)d people", reminded.people)
        sentences.append(
            ngettext(
                "A reminder of %(tasks)d task goes to %(people)s.",
                "A reminder of %(tasks)d tasks goes to %(people)s.",
                reminded.tasks,
            )
            % {"tasks": reminded.tasks, "people": people % {"people": reminded.people}}
        )
    passed_over = {
        _("Reminded of today already: %(count)d."): reminded.again,
        _("Nobody to remind: %(count)d."): reminded.nobody,
        _("Fulfilled or exempt meanwhile: %(count)d."): reminded.settled,
    }
    sentences += [words % {"count": count} for words, count in passed_over.items() if count]
    return " ".join(sentences)
