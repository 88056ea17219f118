"""Pages of demands: the list, the form, one demand with its answers."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from pages.answer import done, status_of
from pages.days import day_of
from responsibility.organisation.posts.models import Post
from responsibility.organisation.relations.acts import acting_post_towards
from responsibility.organisation.relations.answers import principal_post
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from responsibility.tasks.models import Task
from supervision.demands.demand import demand, demand_of_unit, may_answer, red_tasks
from supervision.demands.forms import DemandForm, ReplyForm
from supervision.demands.models import Demand
from supervision.demands.reply import reply
from supervision.demands.rows import SIDES, demands_of_side, first_side, sides_of

PAGES = "supervision/demands"
DAYS_TO_ANSWER = timedelta(days=5)  # what the form begins with
A_PAGE = 20


@require_safe
@login_required
def demand_list(request: HttpRequest) -> HttpResponse:
    """The demands of one side: to the own posts, by them, in the units led, in the county."""
    standing = standing_of(request.user, at=request.now)
    sides, side = sides_of(standing), request.GET.get("side", "")
    if not sides:
        raise Http404
    if side not in sides:
        side = first_side(standing)
    rows = demands_of_side(request.user, side, at=request.now)
    context = {
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "sides": [(code, SIDES[code]) for code in sides],
        "side": side,
        "today": day_of(request.now),
    }
    return render(request, f"{PAGES}/list.html", context)


@require_POST
@login_required
def demand_choose(request: HttpRequest) -> HttpResponse:
    """From tasks ticked in a list (`task`, several) to the form."""
    ticked = [("task", number) for number in _numbers(request.POST.getlist("task"))]
    if not ticked:
        messages.error(request, _("Tick at least one task."))
    address = f"{reverse('demand-new')}?{urlencode(ticked)}" if ticked else reverse("demand-list")
    return HttpResponseClientRedirect(address) if request.wants_part else redirect(address)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def demand_new(request: HttpRequest) -> HttpResponse:
    """The form, about the tasks named (`task`, several) or all that is red in a `unit`."""
    asked = _asked(request)
    first_day = day_of(request.now) + DAYS_TO_ANSWER
    form = DemandForm(request.POST or None, initial={"reply_by": first_day})
    if request.method == "POST":
        about = {"unit_id": asked.unit.pk} if asked.unit else {"task_ids": asked.task_ids}
        rule = demand_of_unit if asked.unit else demand
        if made := form.carry_out(rule, by=request.actor, now=request.now, **about):
            return _demanded(request, made)
    context = {"form": form, "asked": asked}
    return render(request, f"{PAGES}/new.html", context, status=status_of(form))


def _demanded(request: HttpRequest, made: list[Demand]) -> HttpResponse:
    said = ngettext(
        "An answer is demanded of %(count)d post.",
        "An answer is demanded of %(count)d posts.",
        len(made),
    )
    messages.success(request, said % {"count": len(made)})
    return redirect(made[0]) if len(made) == 1 else redirect(f"{reverse('demand-list')}?side=by")


@require_safe
@login_required
def demand_page(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, pk, ReplyForm())


@require_POST
@login_required
def demand_reply(request: HttpRequest, pk: int) -> HttpResponse:
    form = ReplyForm(request.POST)
    try:
        replied = form.carry_out(reply, demand_id=pk, by=request.actor, now=request.now)
    except Demand.DoesNotExist as absent:
        raise Http404 from absent
    if replied:
        return done(request, _("The answer is sent."), "demand", pk)
    return _page(request, pk, form, status=422)


def _page(request: HttpRequest, pk: int, form: ReplyForm, status: int = 200) -> HttpResponse:
    demands = Demand.objects.visible_to(request.user, at=request.now).with_state()
    one = get_object_or_404(
        demands.select_related("unit", "post__unit", "made_in__unit", "made_by"), pk=pk
    )
    tasks = Task.objects.visible_to(request.user, at=request.now).filter(demands=one)
    context = {
        "demand": one,
        "overdue": one.is_overdue(day_of(request.now)),
        "tasks": tasks.for_rows(now=request.now),
        "replies": one.replies.select_related("replied_by").order_by("-pk"),
        "form": form if may_answer(request.user, one, at=request.now) else None,
    }
    return render(request, f"{PAGES}/demand.html", context, status=status)


@dataclass(frozen=True)
class Asked:
    """What a demand is to be about: the posts with their tasks; `unit` where it is all of it."""

    posts: list[tuple[Post, list[Task]]]
    unit: Unit | None = None

    @property
    def task_ids(self) -> list[int]:
        return [task.pk for _post, tasks in self.posts for task in tasks]


def _asked(request: HttpRequest) -> Asked:
    """What the address names; 404 where it names nothing the person may demand about."""
    if "unit" in request.GET:
        return _asked_of_unit(request)
    ids = set(_numbers(request.GET.getlist("task")))
    tasks = Task.objects.visible_to(request.user, at=request.now).opened(now=request.now)
    rows = tasks.for_rows(now=request.now).filter(pk__in=ids).order_by("post", "late_at", "pk")
    found = list(rows.select_related("item", "dispatch", "category", "post__unit", "unit"))
    if not ids or len(found) != len(ids):
        raise Http404
    posts = [(post, list(those)) for post, those in groupby(found, key=lambda task: task.post)]
    return Asked(_those_may(request, posts))


def _asked_of_unit(request: HttpRequest) -> Asked:
    (number,) = _numbers(request.GET.getlist("unit")[:1])
    units = Unit.objects.visible_to(request.user, at=request.now)
    unit = get_object_or_404(units, pk=number)
    head = principal_post(unit, at=request.now)
    if head is None:
        raise Http404
    red = red_tasks(request.user, unit=unit, at=request.now).for_rows(now=request.now)
    return Asked(_those_may(request, [(head, list(red))]), unit)


def _those_may(request: HttpRequest, posts: list) -> list:
    for post, _tasks in posts:
        if acting_post_towards(user=request.user, post=post, at=request.now) is None:
            raise PermissionDenied(_("You may not demand an answer here."))
    return posts


def _numbers(texts: list[str]) -> list[int]:
    if not all(text.isdecimal() and len(text) < 19 for text in texts):
        raise Http404
    return [int(text) for text in texts]
