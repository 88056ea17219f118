"""Pages of a new demand: from tasks ticked in a list to the form, sent at once or for approval."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from pages.answer import ASK, status_of
from pages.days import day_of
from pages.numbers import numbers_or_404
from responsibility.organisation.posts.models import Post
from responsibility.organisation.relations.acts import acting_post_towards
from responsibility.organisation.relations.answers import principal_post
from responsibility.organisation.units.models import Unit
from responsibility.tasks.models import Task
from supervision.demands.asks import Ask, red_tasks
from supervision.demands.demand import (
    demand,
    demand_of_unit,
    goes_by_approval,
    in_the_commissions_name,
)
from supervision.demands.drafts.draft import draft_demand, draft_demand_of_unit
from supervision.demands.drafts.models import DemandDraft
from supervision.demands.forms import DemandForm
from supervision.demands.models import Demand

DAYS_TO_ANSWER = timedelta(days=5)  # what the form begins with
WAY = "way"  # the name of the buttons


@require_POST
@login_required
def demand_choose(request: HttpRequest) -> HttpResponse:
    """From tasks ticked in a list (`task`, several) to the form."""
    ticked = [("task", number) for number in numbers_or_404(request.POST.getlist("task"))]
    if not ticked:
        messages.error(request, _("Tick at least one task."))
    address = f"{reverse('demand-new')}?{urlencode(ticked)}" if ticked else reverse("demand-list")
    return HttpResponseClientRedirect(address) if request.wants_part else redirect(address)


@require_http_methods(ASK)
@login_required
def demand_new(request: HttpRequest) -> HttpResponse:
    """The form, about the tasks named (`task`, several) or all that is red in a `unit`; sent by the
    button pressed, where there are two."""
    about = _about(request)
    ways = about.ways(now=request.now)
    first_day = day_of(request.now) + DAYS_TO_ANSWER
    form = DemandForm(request.POST or None, initial={"reply_by": first_day})
    drafts = ways == ["draft"] or ("draft" in ways and request.POST.get(WAY) == "draft")
    rule = _rule(drafts, bool(about.unit))
    if made := form.carry_out(rule, by=request.actor, now=request.now, **about.named):
        return _drafted(request, made) if drafts else _demanded(request, made)
    context = {"form": form, "asked": about, "ways": ways}
    page = "supervision/demands/new/new.html"
    return render(request, page, context, status=status_of(form))


def _rule(drafts: bool, of_unit: bool):
    if drafts:
        return draft_demand_of_unit if of_unit else draft_demand
    return demand_of_unit if of_unit else demand


def _demanded(request: HttpRequest, made: list[Demand]) -> HttpResponse:
    words = ngettext(
        "An answer is demanded of %(count)d post.",
        "An answer is demanded of %(count)d posts.",
        len(made),
    )
    messages.success(request, words % {"count": len(made)})
    return redirect(made[0]) if len(made) == 1 else redirect(f"{reverse('demand-list')}?show=by")


def _drafted(request: HttpRequest, made: list[DemandDraft]) -> HttpResponse:
    messages.success(request, _("Submitted. Who approves it is told."))
    return redirect(made[0]) if len(made) == 1 else redirect("demand-drafts")


@dataclass(frozen=True)
class Asked:
    """What a demand is to be about; `unit` where it is all that is overdue there."""

    asks: list[Ask]
    unit: Unit | None = None

    @property
    def posts(self) -> list[tuple[Post, list[Task]]]:
        return [(ask.post, list(ask.tasks)) for ask in self.asks]

    @property
    def named(self) -> dict:
        """As the verbs take it."""
        if self.unit:
            return {"unit_id": self.unit.pk}
        return {"task_ids": [task.pk for ask in self.asks for task in ask.tasks]}

    def ways(self, *, now: datetime) -> list[str]:
        """How it may go: "send" at once, "draft" for another person to approve."""
        if goes_by_approval(self.asks, now=now):
            return ["draft"]
        return ["send", "draft"] if in_the_commissions_name(self.asks) else ["send"]


def _about(request: HttpRequest) -> Asked:
    """What the address names: tasks (`task`, several), or all that is red in a `unit`.

    Raises Http404 where it names nothing the person sees, PermissionDenied where they may not
    demand of one of the posts.
    """
    if "unit" in request.GET:
        return _of_unit(request)
    ids = set(numbers_or_404(request.GET.getlist("task")))
    tasks = Task.objects.visible_to(request.user, at=request.now).opened(now=request.now)
    rows = tasks.for_rows(now=request.now).filter(pk__in=ids).order_by("post", "late_at", "pk")
    chosen = list(rows.select_related("item", "dispatch", "category", "post__unit", "unit"))
    if not ids or len(chosen) != len(ids):
        raise Http404
    posts = groupby(chosen, key=lambda task: task.post)
    return Asked([_ask(request, post, list(tasks)) for post, tasks in posts])


def _of_unit(request: HttpRequest) -> Asked:
    (number,) = numbers_or_404(request.GET.getlist("unit")[:1])
    units = Unit.objects.visible_to(request.user, at=request.now)
    unit = get_object_or_404(units, pk=number)
    head = principal_post(unit, at=request.now)
    if head is None:
        raise Http404
    red = red_tasks(request.user, unit=unit, at=request.now).for_rows(now=request.now)
    return Asked([_ask(request, head, list(red))], unit)


def _ask(request: HttpRequest, post: Post, tasks: list[Task]) -> Ask:
    made_in = acting_post_towards(user=request.user, post=post, at=request.now)
    if made_in is None:
        raise PermissionDenied(_("You may not demand an answer here."))
    return Ask(post, made_in, tasks)
