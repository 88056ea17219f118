"""The page on which the commission office gives posts that joined later what they owe."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from pages.answer import ASK, done, status_of
from responsibility.organisation.standing import standing_of
from responsibility.tasks.joining.forms import GiveForm
from responsibility.tasks.joining.give import give_as_shown
from responsibility.tasks.joining.preview import preview
from responsibility.tasks.joining.published import published
from responsibility.tasks.joining.waiting import without_tasks

PAGES = "responsibility/tasks/joining"


@require_http_methods(ASK)
@login_required
def posts_without_tasks(request: HttpRequest) -> HttpResponse:
    """Which posts wait, and for what; sent, it is given to those that were shown."""
    counties = standing_of(request.user, at=request.now).office_counties
    if not counties:
        raise Http404
    waiting = without_tasks(published(counties=counties, now=request.now), now=request.now)
    form = GiveForm(request.POST or None, waiting={one.post_id for one in waiting})
    if request.method == "POST":
        made = form.carry_out(give_as_shown, by=request.actor, now=request.now)
        if made is not None:
            return done(request, _said(made), "posts-without-tasks")
    rows = preview(waiting, now=request.now)
    context = {
        "form": form,
        "rows": rows,
        "tasks": sum(row.tasks for row in rows),
        "posts": sorted({one.post_id for one in waiting}),
    }
    return render(request, f"{PAGES}/waiting.html", context, status=status_of(form))


def _said(made: int) -> str:
    text = ngettext("%(count)d task is given.", "%(count)d tasks are given.", made)
    return text % {"count": made}
