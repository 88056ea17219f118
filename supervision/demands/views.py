"""Pages of demands: the list, the form, one demand with its answers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from pages.answer import ASK, done, form_page, status_of
from pages.days import day_of
from pages.forms import RuleForm
from pages.listing.views import list_page
from pages.numbers import numbers_or_404
from responsibility.organisation.posts.models import Post
from responsibility.organisation.relations.acts import acting_post_towards
from responsibility.organisation.relations.answers import principal_post
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from responsibility.owed.page import decisions_open_to
from responsibility.tasks.models import Task
from supervision.demands.decide import decide, why_not_withdraw, withdraw
from supervision.demands.demand import demand, demand_of_unit, red_tasks
from supervision.demands.forms import DecideForm, DemandForm, ReplyForm, WithdrawForm
from supervision.demands.listing import DemandListing, sides_of
from supervision.demands.models import Demand, DemandQuerySet
from supervision.demands.page import DemandPage
from supervision.demands.reply import may_answer, reply, why_not_answer

PAGES = "supervision/demands"
DAYS_TO_ANSWER = timedelta(days=5)  # what the form begins with


@require_safe
@login_required
def demand_list(request: HttpRequest) -> HttpResponseBase:
    """The demands of one side: to the own posts, by them, in the units led, in the county."""
    if not sides_of(standing_of(request.user, at=request.now)):
        raise Http404
    return list_page(request, DemandListing)


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
    """The form, about the tasks named (`task`, several) or all that is red in a `unit`."""
    about_what = _asked(request)
    first_day = day_of(request.now) + DAYS_TO_ANSWER
    form = DemandForm(request.POST or None, initial={"reply_by": first_day})
    about = (
        {"unit_id": about_what.unit.pk} if about_what.unit else {"task_ids": about_what.task_ids}
    )
    rule = demand_of_unit if about_what.unit else demand
    if made := form.carry_out(rule, by=request.actor, now=request.now, **about):
        return _demanded(request, made)
    context = {"form": form, "asked": about_what}
    return render(request, f"{PAGES}/new.html", context, status=status_of(form))


def _demanded(request: HttpRequest, made: list[Demand]) -> HttpResponse:
    words = ngettext(
        "An answer is demanded of %(count)d post.",
        "An answer is demanded of %(count)d posts.",
        len(made),
    )
    messages.success(request, words % {"count": len(made)})
    return redirect(made[0]) if len(made) == 1 else redirect(f"{reverse('demand-list')}?show=by")


@require_safe
@login_required
def demand_page(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, pk)


@require_POST
@login_required
def demand_reply(request: HttpRequest, pk: int) -> HttpResponse:
    form = ReplyForm(request.POST)
    if _carried_out(request, pk, form, reply):
        return done(request, _("The answer is sent."), "demand", pk)
    return _page(request, pk, reply_form=form)


@require_POST
@login_required
def demand_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """The answer is accepted or sent back, by the button pressed."""
    form = DecideForm(request.POST)
    if decision := _carried_out(request, pk, form, decide):
        text = _("Sent back. Who answers is told.")
        if decision.accepted:
            text = _("Accepted: the demand is closed.")
        return done(request, text, "demand", pk)
    return _page(request, pk, decide_form=form)


@require_http_methods(ASK)
@login_required
def demand_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the demand back, with a reason."""
    owed = _one(request, pk)
    if not _decidable(request).filter(pk=pk).exists():
        raise PermissionDenied
    form = WithdrawForm(request.POST or None)
    if request.method == "POST":
        if _carried_out(request, pk, form, withdraw):
            return done(request, _("The demand is withdrawn."), owed)
    elif against := why_not_withdraw(owed):
        messages.info(request, against)
        return redirect(owed)
    return form_page(
        request,
        form,
        title=_("Withdraw the demand"),
        submit=pgettext("verb", "Withdraw"),
        back=owed.get_absolute_url(),
        lead=f"{owed.text} · {owed.unit.name} · {owed.post.title}",
        notes=[
            _("From now on no answer is owed, and the demand has no lamp."),
            _("Who was to answer is told. What was red stays in the ledger."),
        ],
    )


def _carried_out(request: HttpRequest, pk: int, form: RuleForm, rule: Callable):
    try:
        return form.carry_out(rule, demand_id=pk, by=request.actor, now=request.now)
    except Demand.DoesNotExist as absent:
        raise Http404 from absent


def _one(request: HttpRequest, pk: int) -> Demand:
    visible = Demand.objects.visible_to(request.user, at=request.now)
    return get_object_or_404(visible.for_rows(now=request.now).with_state(), pk=pk)


def _decidable(request: HttpRequest) -> DemandQuerySet:
    visible = Demand.objects.visible_to(request.user, at=request.now)
    return visible.decidable_by(request.user, at=request.now)


def _page(
    request: HttpRequest,
    pk: int,
    *,
    reply_form: ReplyForm | None = None,
    decide_form: DecideForm | None = None,
) -> HttpResponse:
    """The demand with its answers; a form that was refused keeps what is typed in it."""
    demand = _one(request, pk)
    page = DemandPage.of(demand, user=request.user, now=request.now)
    tasks = Task.objects.visible_to(request.user, at=request.now).filter(demands=demand)
    may = may_answer(request.user, demand, at=request.now)
    decides = _decidable(request).filter(pk=pk).exists()
    if (reply_form and not may) or (decide_form and not decides):
        raise PermissionDenied  # whatever is wrong with what was sent
    context = {
        "demand": demand,
        "page": page,
        "tasks": tasks.for_rows(now=request.now),
        "reply_form": reply_form or (ReplyForm() if may and not why_not_answer(demand) else None),
        "decide_form": decide_form or (DecideForm() if decides and page.waits else None),
        "may_withdraw": decides and not why_not_withdraw(demand),
        **decisions_open_to(request.user, page=page, now=request.now),
    }
    status = 422 if reply_form or decide_form else 200
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
    ids = set(numbers_or_404(request.GET.getlist("task")))
    tasks = Task.objects.visible_to(request.user, at=request.now).opened(now=request.now)
    rows = tasks.for_rows(now=request.now).filter(pk__in=ids).order_by("post", "late_at", "pk")
    those_asked = list(rows.select_related("item", "dispatch", "category", "post__unit", "unit"))
    if not ids or len(those_asked) != len(ids):
        raise Http404
    posts = [
        (post, list(those)) for post, those in groupby(those_asked, key=lambda task: task.post)
    ]
    return Asked(_those_may(request, posts))


def _asked_of_unit(request: HttpRequest) -> Asked:
    (number,) = numbers_or_404(request.GET.getlist("unit")[:1])
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
